// title: A key is the dossier's id and the record's
MATCH (n:Actor|Issue|Position|Judgement|Proposal|Event|Source|Evidence|Retracted {dossier: $dossier})
WHERE n.key IS NULL OR n.id IS NULL OR n.key <> n.dossier + '/' + n.id
RETURN coalesce(n.key, elementId(n)) AS key, 'its id is ' + coalesce(n.id, 'missing') AS found
ORDER BY key
