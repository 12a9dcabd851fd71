// title: A value lies on the scale of an issue that has one
MATCH (position:Position {dossier: $dossier})-[:ON]->(issue:Issue)
WHERE position.value IS NOT NULL AND (issue.scale_low IS NULL OR NOT 0 <= position.value <= 100)
RETURN position.key AS key, 'value ' + position.value + ' on ' + issue.id AS found
ORDER BY key
