MATCH (start:LABEL {dossier: $dossier})-[r]->(end)
RETURN start.key AS start, type(r) AS type, end.key AS end, properties(r) AS properties
