// title: A position is taken by exactly one actor
MATCH (position:Position {dossier: $dossier})
WITH position, COUNT { (position)<-[:TOOK]-(:Actor|Retracted) } AS actors
WHERE actors <> 1
RETURN position.key AS key, actors + ' actors' AS found
ORDER BY key
