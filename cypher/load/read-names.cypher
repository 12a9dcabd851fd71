MATCH (n:LABEL {dossier: $dossier})
WHERE n.id STARTS WITH $kind + ':' AND n.known_from <= $known_on <= n.known_until
RETURN n.id AS id, n.name AS name, n.short AS short, n.title AS title, n.aliases AS aliases ORDER BY id
