UNWIND $rows AS row
MATCH (start:START {key: row.start})
MATCH (end:END {key: row.end})
CREATE (start)-[r:$(row.type)]->(end)
SET r = row.properties
RETURN count(*) AS done
