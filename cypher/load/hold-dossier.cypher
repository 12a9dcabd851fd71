// Waits until nobody else writes the dossier.
MATCH (dossier:Dossier {key: $dossier})
SET dossier.lock = true
REMOVE dossier.lock
RETURN dossier.version AS version, dossier.format AS format, dossier.pages AS pages, dossier.load AS load,
       dossier.nodes AS nodes, dossier.relationships AS relationships, dossier.manifest AS manifest
