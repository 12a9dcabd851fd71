// One loader at a time: whoever writes to the node first holds it until the end of the transaction.
MERGE (dossier:Dossier {key: $dossier})
SET dossier.lock = true
REMOVE dossier.lock
RETURN dossier.version AS version, dossier.format AS format, dossier.pages AS pages, dossier.load AS load,
       dossier.nodes AS nodes, dossier.relationships AS relationships, dossier.manifest AS manifest
