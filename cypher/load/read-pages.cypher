UNWIND $keys AS key
MATCH (page:Ledger {key: key}) RETURN page.page AS page, page.content AS content
