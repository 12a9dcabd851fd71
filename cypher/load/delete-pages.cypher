MATCH (page:Ledger {dossier: $dossier})
WHERE page.page >= $first
DELETE page
RETURN count(*) AS done
