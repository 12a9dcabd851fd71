MATCH (page:Ledger {dossier: $dossier}) RETURN page.content AS content
