"""Tell whether there is a desktop to open a window on."""

from __future__ import annotations

import os
import sys


def has_desktop() -> bool:
    """Whether a browser window could open for the person who typed the command."""
    if os.environ.get("CI") or os.environ.get("SSH_CONNECTION"):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
