// title: A position supersedes one of the same actor on the same issue, and not itself
MATCH (later:Position {dossier: $dossier})-[:SUPERSEDES]->(earlier:Position)
WHERE later = earlier
   OR NOT EXISTS { (later)<-[:TOOK]-(:Actor)-[:TOOK]->(earlier) }
   OR NOT EXISTS { (later)-[:ON]->(:Issue)<-[:ON]-(earlier) }
RETURN later.key AS key, 'supersedes ' + earlier.id AS found
ORDER BY key
