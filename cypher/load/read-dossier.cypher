MATCH (dossier:Dossier {key: $dossier})
RETURN dossier.version AS version, dossier.format AS format, dossier.pages AS pages, dossier.load AS load,
       dossier.nodes AS nodes, dossier.relationships AS relationships, dossier.manifest AS manifest
