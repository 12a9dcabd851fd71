// 2 Who took which position on which issue? (set :param dossier first)
MATCH path = (:Actor)-[:TOOK]->(:Position {dossier: $dossier})-[:ON]->(:Issue)
RETURN path LIMIT 200
