"""The dossier as graphs."""
