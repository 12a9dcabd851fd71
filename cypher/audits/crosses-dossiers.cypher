// title: No relationship leads from one dossier into another
MATCH (start:Actor|Issue|Position|Judgement|Proposal|Event|Source|Evidence|Retracted {dossier: $dossier})-[r]->(end)
WHERE coalesce(end.dossier, '') <> $dossier AND r.id IS NOT NULL
RETURN r.id AS key, 'leads to ' + coalesce(end.key, 'a node without a key') AS found
ORDER BY key
