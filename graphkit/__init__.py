"""Plain-text accounting for negotiations: who stands where, who moves whom, and how we know."""

__version__ = "0.1.0"
