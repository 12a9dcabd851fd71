// title: No tie without evidence
MATCH (:Actor {dossier: $dossier})-[tie:MEMBER_OF|HEADS|REPRESENTS|PART_OF|ALLY_OF|SUPPORTS|OPPOSES|PRESSURES|THREATENS|OFFERS]->(:Actor)
WHERE coalesce(size(tie.evidence), 0) = 0
   OR any(key IN tie.evidence WHERE NOT EXISTS { (:Evidence|Retracted {key: key}) })
RETURN tie.id AS key, 'its evidence is missing' AS found
ORDER BY key
