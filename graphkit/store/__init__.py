"""The dossier in Neo4j: a server, and what is loaded into it, fetched and asked."""
