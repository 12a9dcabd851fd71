MATCH (dossier:Dossier {key: $dossier})
DELETE dossier
RETURN count(*) AS done
