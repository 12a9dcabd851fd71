MATCH (n) WHERE elementId(n) IN $elements RETURN n
