// title: No position without evidence
MATCH (position:Position {dossier: $dossier})
WHERE NOT EXISTS { (position)-[:SHOWN_BY]->(:Evidence) }
RETURN position.key AS key, 'no evidence' AS found
ORDER BY key
