// title: Evidence shows something
MATCH (evidence:Evidence {dossier: $dossier})
WHERE NOT evidence.id STARTS WITH 'evidence:tie.' AND NOT EXISTS { (evidence)<-[:SHOWN_BY]-() }
RETURN evidence.key AS key, 'shows nothing' AS found
ORDER BY key
