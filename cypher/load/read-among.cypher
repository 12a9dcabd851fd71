MATCH (start)-[r]->(end) WHERE elementId(start) IN $elements AND elementId(end) IN $elements RETURN r
