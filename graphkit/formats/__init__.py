"""Foreign formats, one module each, named after it."""
