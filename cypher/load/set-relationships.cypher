UNWIND $rows AS row
MATCH ()-[r:TYPE {id: row.id}]->()
SET r = row.properties
RETURN count(*) AS done
