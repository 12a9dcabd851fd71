// What the database remembers of a dossier besides its graph.
MATCH (n:Dossier {key: $dossier}) RETURN labels(n) AS labels, properties(n) AS properties
UNION ALL
MATCH (n:Ledger {dossier: $dossier}) RETURN labels(n) AS labels, properties(n) AS properties
