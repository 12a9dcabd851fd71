"""Find what stands in a list again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def repeated(items: Sequence[object]) -> Iterator[int]:
    """Positions in a list at which something stands that stood there before.

    Examples
    --------
    >>> list(repeated(["a", "b", "a"]))
    [2]
    """
    if len(items) > 1:
        seen: set[object] = set()
        for index, item in enumerate(items):
            if item in seen:
                yield index
            seen.add(item)
