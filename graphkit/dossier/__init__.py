"""Facts on disk and facts in memory: knows no graph, no database, no HTML."""
