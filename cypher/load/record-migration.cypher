MERGE (step:Migration {key: $name})
ON CREATE SET step.checksum = $checksum, step.applied_at = datetime()
