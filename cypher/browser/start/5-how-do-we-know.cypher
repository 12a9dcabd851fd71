// 5 How do we know? From a position to the sources that show it
MATCH path = (:Actor)-[:TOOK]->(:Position {dossier: $dossier})-[:SHOWN_BY]->(:Evidence)-[:FROM|VIA]->(:Source)
RETURN path LIMIT 100
