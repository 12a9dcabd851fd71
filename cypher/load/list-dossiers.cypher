MATCH (dossier:Dossier)
RETURN dossier.key AS dossier, dossier.title AS title, dossier.version AS version, dossier.loaded_at AS loaded_at
ORDER BY dossier
