"""How a database that was built aside takes the place of a server's, and how a swap that was cut short goes on.

The server's folder then holds a folder ``swap``: what is ``new``, what is ``old``, and a file that says which of the
two shall be served.  Without that file nothing was touched yet.  Each step is one rename, so that wherever a process is
killed, the next start sees what is left to do.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Literal

from graphkit.store.home import DATABASE, Home, write_privately

PARTS = ("databases", "transactions")
Side = Literal["new", "old"]
_SERVED = "served"
_DONE = ".swapped"


def swap_in(home: Home, made: Path) -> None:
    """Let a home serve a database that was built aside; the one from before stays beside it.

    Parameters
    ----------
    home : Home
        Held, its server stopped.
    made : Path
        The folder ``data`` of another home on the same disk, its server stopped.
    """
    settle(home)
    forget(home)
    for part in PARTS:
        target = _place(home, "new", part)
        target.parent.mkdir(parents=True, exist_ok=True)
        (made / part / DATABASE).rename(target)
    _decide(home, "new")
    settle(home)


def settle(home: Home) -> None:
    """Finish a swap that was cut short, as was decided; the home must be held, its server stopped."""
    if not _folder(home).exists():
        return
    side = _decided(home)
    if side is None:
        forget(home)
        return
    other: Side = "old" if side == "new" else "new"
    for part in PARTS:
        waiting, live = _place(home, side, part), home.folder / "data" / part / DATABASE
        if not waiting.exists():
            continue  # it is served already
        if live.exists():
            _place(home, other, part).parent.mkdir(exist_ok=True)
            live.rename(_place(home, other, part))
        waiting.rename(live)


def undo(home: Home) -> bool:
    """Serve the database from before the swap again; tell whether there was one.  Held and stopped, as for `settle`."""
    if _decided(home) is None:
        return False
    _decide(home, "old")
    settle(home)
    forget(home)
    return True


def forget(home: Home) -> None:
    """Remove what is not served."""
    done = home.folder / _DONE
    shutil.rmtree(done, ignore_errors=True)
    if _folder(home).exists():
        _folder(home).rename(done)
        shutil.rmtree(done, ignore_errors=True)


def _folder(home: Home) -> Path:
    return home.folder / "swap"


def _place(home: Home, side: Side, part: str) -> Path:
    return _folder(home) / side / part


def _decided(home: Home) -> Side | None:
    """Which side shall be served."""
    try:
        said = (_folder(home) / _SERVED).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    return "old" if said == "old" else "new"


def _decide(home: Home, side: Side) -> None:
    write_privately(_folder(home) / _SERVED, f"{side}\n")
