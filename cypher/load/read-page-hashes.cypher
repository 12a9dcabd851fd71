MATCH (page:Ledger {dossier: $dossier}) RETURN page.page AS page, page.hash AS hash
