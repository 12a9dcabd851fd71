UNWIND $rows AS row
MATCH (n:LABEL {key: row.key})
USING INDEX n:LABEL (key)
MATCH (n)<-[r:TYPE WHERE r.id = row.id]-()
DELETE r
RETURN count(*) AS done
