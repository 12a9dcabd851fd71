// title: Evidence comes from exactly one source
MATCH (evidence:Evidence {dossier: $dossier})
WITH evidence, COUNT { (evidence)-[:FROM]->(:Source|Retracted) } AS sources
WHERE sources <> 1
RETURN evidence.key AS key, sources + ' sources' AS found
ORDER BY key
