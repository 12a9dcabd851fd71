// Those that no constraint owns.
SHOW INDEXES YIELD name, createStatement, owningConstraint, type
WHERE owningConstraint IS NULL AND type <> 'LOOKUP'
RETURN name, createStatement AS statement
