UNWIND $rows AS row
MATCH (n:LABEL {key: row.key})
DELETE n
RETURN count(*) AS done
