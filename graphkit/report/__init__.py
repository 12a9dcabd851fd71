"""A dossier as one HTML file that opens with a double click and asks the network for nothing."""
