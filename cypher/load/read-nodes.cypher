MATCH (n:LABEL {dossier: $dossier}) RETURN labels(n) AS labels, properties(n) AS properties
