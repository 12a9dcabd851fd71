UNWIND $keys AS key
MATCH (n:LABEL {key: key}) RETURN key
