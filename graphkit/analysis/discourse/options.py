"""What can be asked of a discourse network, and which wishes go together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from graphkit.analysis.discourse.duplicates import Duplicates
from graphkit.analysis.discourse.kernels import Kernel
from graphkit.analysis.discourse.measures import Measure
from graphkit.analysis.discourse.normalisation import Normalisation
from graphkit.analysis.discourse.statements import Kind
from graphkit.analysis.discourse.windows import Width, width

Network = Literal["actor", "issue", "two-mode"]
ONE_MODE: tuple[Measure, ...] = ("ignore", "congruence", "conflict", "subtract")
TWO_MODE: tuple[Measure, ...] = ("ignore", "subtract", "combine")
ONE_MODE_NORMS: tuple[Normalisation, ...] = ("no", "average", "jaccard", "cosine", "dna_cosine")
TWO_MODE_NORMS: tuple[Normalisation, ...] = ("no", "activity", "prominence")


class BadChoice(ValueError):
    """Two wishes do not go together, or a word is none of those that there are; the message says what would do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a discourse network is computed.

    Attributes
    ----------
    network : "actor", "issue" or "two-mode"
        Between actors, between issues, or from actors to issues.
    measure : str or None
        See `graphkit.analysis.discourse.measures`; None is ``congruence``, and ``subtract`` in the two-mode network.
    normalize : str
        See `graphkit.analysis.discourse.normalisation`.
    duplicates : str
        See `graphkit.analysis.discourse.duplicates`.
    window, step : str or None
        Width and move of a moving window, such as ``"10d"``; see `graphkit.analysis.discourse.windows`.  The step is
        one unit by default.
    kernel : str or None
        See `graphkit.analysis.discourse.kernels`.  A statement of weight w counts w in the two-mode network, and √w in
        the others, where a tie multiplies two statements.
    since, until : datetime.date or None
        The first and the last day that count.
    isolates : bool
        Whether who says nothing that counts is shown too.
    dna_compatible : bool
        Whether to follow DNA 3 where it departs from its own description; see docs/explanation/discourse-networks.md.
    """

    network: Network = "actor"
    measure: Measure | None = None
    normalize: Normalisation = "no"
    duplicates: Duplicates = "include"
    window: str | None = None
    step: str | None = None
    kernel: Kernel | None = None
    since: date | None = None
    until: date | None = None
    isolates: bool = False
    dna_compatible: bool = False

    @property
    def chosen(self) -> Measure:
        """The measure, where none was named the usual one of the network."""
        return self.measure or ("subtract" if self.network == "two-mode" else "congruence")

    @property
    def size(self) -> Width | None:
        """How wide the window is."""
        return width(self.window) if self.window else None

    @property
    def move(self) -> Width:
        """How far the window moves; only of use where there is one."""
        size = self.size
        return width(self.step) if self.step else Width(1, size.unit if size else "d")


def check(options: Options, kind: Kind) -> None:
    """Raise where options do not go together.

    Parameters
    ----------
    options : Options
    kind : "sign", "number", "category" or "none"
        What stances are.

    Raises
    ------
    BadChoice
        Of the first complaint; the message lists what is allowed.
    BadWindow
        If a width is not one.
    """
    complaint = next(_complaints(options, kind), None)
    if complaint:
        raise BadChoice(complaint)


def _complaints(options: Options, kind: Kind) -> Iterator[str]:
    yield from _unknown_words(options)
    two_mode = options.network == "two-mode"
    yield from _not_among("measure", options.chosen, TWO_MODE if two_mode else ONE_MODE, f"{options.network} network")
    norms = TWO_MODE_NORMS if two_mode else ONE_MODE_NORMS
    yield from _not_among("normalize", options.normalize, norms, f"{options.network} network")
    if kind == "none":
        yield from _not_among("measure", options.chosen, ("ignore",), "network without stances")
    if options.chosen == "combine" and options.normalize != "no":
        yield from _not_among("normalize", options.normalize, ("no",), "network of combine, whose numbers are codes,")
    if options.since and options.until and options.until < options.since:
        yield f"the period ends on {options.until}, before it begins on {options.since}; swap --from and --to"
    yield from _about_windows(options, two_mode=two_mode)


def _unknown_words(options: Options) -> Iterator[str]:
    words: dict[str, Any] = {
        "network": Network,
        "measure": Measure,
        "normalize": Normalisation,
        "duplicates": Duplicates,
        "kernel": Kernel,
    }
    for name, allowed in words.items():
        value = getattr(options, name)
        if value is not None and value not in get_args(allowed):
            yield f"no {name} {value!r}; there are {', '.join(get_args(allowed))}"


def _about_windows(options: Options, *, two_mode: bool) -> Iterator[str]:
    size, move = options.size, options.move
    if options.step and size is None:
        yield "a step is how far a window moves; give the window with --window"
    if size and (size.unit == "n") != (move.unit == "n"):
        yield f"a window of {size} cannot move by {move}; give both in statements, or both in time"
    if options.kernel and (size is None or size.unit == "n"):
        yield "a kernel weighs statements by their distance in time; give a --window of days, weeks, months or years"
    if options.kernel and options.chosen == "combine":
        yield from _not_among("measure", "combine", ("ignore", "subtract"), "network with a kernel")
    if options.dna_compatible:
        yield from _beyond_dna(options, two_mode=two_mode)


def _beyond_dna(options: Options, *, two_mode: bool) -> Iterator[str]:
    if options.step:
        yield "DNA moves a window by one unit; leave out --step or --dna-compatible"
    if options.kernel:
        allowed: tuple[Normalisation, ...] = ("no",) if two_mode else ("no", "average")
        yield from _not_among("normalize", options.normalize, allowed, "network with a kernel in DNA")


def _not_among(name: str, value: str, allowed: tuple[str, ...], where: str) -> Iterator[str]:
    if value not in allowed:
        yield f"the {where} takes no --{name} {value}; it takes {', '.join(allowed)}"
