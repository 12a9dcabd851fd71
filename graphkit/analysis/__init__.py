"""Analyses: a graph or a dossier in, plain values out; no files, no clock, seeded randomness."""
