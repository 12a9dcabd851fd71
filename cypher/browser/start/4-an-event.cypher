// 4 Who was in the room, and what was it about?
MATCH path = (:Actor)-[:TOOK_PART]->(event:Event {dossier: $dossier})
OPTIONAL MATCH about = (event)-[:ADDRESSED]->(:Issue)
RETURN path, about LIMIT 200
