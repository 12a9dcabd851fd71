"""Make many objects fast."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Keep the collector from looking for cycles again and again among objects that have none.

    Records point at one another by id alone, so counting references frees them; the collector took two thirds of the
    time of reading a large dossier.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
