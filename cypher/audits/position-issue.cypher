// title: A position is on exactly one issue
MATCH (position:Position {dossier: $dossier})
WITH position, COUNT { (position)-[:ON]->(:Issue|Retracted) } AS issues
WHERE issues <> 1
RETURN position.key AS key, issues + ' issues' AS found
ORDER BY key
