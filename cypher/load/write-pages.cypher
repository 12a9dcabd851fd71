UNWIND $rows AS row
MERGE (page:Ledger {key: row.key})
SET page = row.properties
RETURN count(*) AS done
