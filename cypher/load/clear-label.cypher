MATCH (n:LABEL {dossier: $dossier})
DETACH DELETE n
RETURN count(*) AS done
