"""What the files of a dossier are called; it imports nothing, so that the command line starts fast."""

from __future__ import annotations

MANIFEST = "dossier.yaml"
STEMS = ("dossier", "actors", "ties", "issues", "positions", "judgements", "proposals", "events", "sources")
STORY = "story.yaml"
FORECASTS = "forecasts.yaml"
FILES = (*STEMS, "story")  # every file for which an editor has a schema
