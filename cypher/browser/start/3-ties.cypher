// 3 Who belongs to whom, heads whom, pressures whom?
MATCH path = (one:Actor {dossier: $dossier})-[tie]->(other:Actor)
RETURN path LIMIT 200
