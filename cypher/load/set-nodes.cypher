UNWIND $rows AS row
MATCH (n:LABEL {key: row.key})
REMOVE n:$(row.former)
SET n:$(row.labels), n = row.properties
RETURN count(*) AS done
