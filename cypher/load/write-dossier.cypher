MATCH (dossier:Dossier {key: $dossier})
SET dossier = $properties, dossier.loaded_at = datetime()
RETURN count(*) AS done
