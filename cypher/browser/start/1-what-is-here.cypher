// 1 What is in here?
MATCH (dossier:Dossier)
RETURN dossier.key AS dossier, dossier.title AS title, dossier.version AS version
ORDER BY dossier
