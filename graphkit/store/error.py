"""What may go wrong with a server, told with the remedy."""

from __future__ import annotations


class ServerError(Exception):
    """A Neo4j that cannot be had, started, reached or used: what is so, and what to do about it."""
