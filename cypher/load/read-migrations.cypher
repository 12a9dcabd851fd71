MATCH (step:Migration) RETURN step.key AS name, step.checksum AS checksum
