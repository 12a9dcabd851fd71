"""Models of bargaining: positions, salience and capability in, outcomes out; no files, no clock, seeded randomness."""
