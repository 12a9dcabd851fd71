from __future__ import annotations

from tests.report.web import web

__all__ = ["web"]
