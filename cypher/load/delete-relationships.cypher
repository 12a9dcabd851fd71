UNWIND $rows AS row
MATCH ()-[r:TYPE {id: row.id}]->()
DELETE r
RETURN count(*) AS done
