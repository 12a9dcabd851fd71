// Nodes and relationships that belong to no dossier: a database built aside would lack them.
MATCH (n)
WHERE any(label IN labels(n) WHERE NOT label IN $labels)
   OR size(labels(n)) = 0
   OR NOT (n:Dossier OR n:Migration OR coalesce(n.dossier IN $dossiers, false))
RETURN 'node' AS what, count(*) AS strangers
UNION ALL
MATCH ()-[r]->()
WHERE NOT type(r) IN $types
RETURN 'relationship' AS what, count(*) AS strangers
