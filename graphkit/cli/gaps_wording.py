"""What changes without a source, in sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from graphkit.cli.opening import number_of
from graphkit.cli.output import plain
from graphkit.cli.wording import name_of

if TYPE_CHECKING:
    from graphkit.analysis.gaps.sensitivity import Difference, Effect
    from graphkit.dossier.dossier import Dossier

NOUNS = {
    "positions": "position",
    "ties": "tie",
    "events": "event",
    "proposals": "proposal",
    "answers": "answer",
    "status_quo": "status quo",
}
FEW = 4  # names in a sentence; of more the first are told


def what_falls(effect: Effect) -> str:
    """How much falls, and what stands again."""
    fallen = {noun: count for noun, count in effect.fallen.items() if count}
    if not fallen:
        return "nothing falls"
    parts = [_number_of(count, NOUNS[noun]) for noun, count in fallen.items()]
    verb = "falls" if list(fallen.values()) == [1] else "fall"
    returns = len(effect.without.returns)
    again = "" if not returns else f", {_number_of(returns, 'earlier position')} {_verb(returns, 'stand')} again"
    return f"{_list(parts)} {verb}{again}"


def what_changes(effect: Effect, dossier: Dossier) -> list[str]:
    """A sentence for each thing that changes; none where nothing does."""
    by_outcome: dict[str, list[Difference]] = defaultdict(list)
    for each in effect.differences:
        by_outcome[each.outcome].append(each)
    return [
        sentence
        for outcome, differences in by_outcome.items()
        for sentence in SENTENCES.get(outcome, _answers)(differences, dossier)
    ]


def _camps(differences: Sequence[Difference], dossier: Dossier) -> Iterator[str]:
    moves: dict[tuple[Any, Any], list[str]] = defaultdict(list)
    for each in differences:
        moves[each.before, each.after].append(each.about)
    for (before, after), actors in sorted(moves.items(), key=lambda move: (-len(move[1]), str(move[0]))):
        many = len(actors)
        who = _names(actors, dossier)
        if after is None:
            yield f"{who} {_verb(many, 'leave')} camp {before}, without a tie"
        elif str(after).startswith("apart"):
            yield f"{who} {_verb(many, 'part')} from camp {before}"
        elif before is None:
            yield f"{who} {_verb(many, 'join')} {'a new camp' if after == 'new' else f'camp {after}'}"
        else:
            yield f"{who} {_verb(many, 'move')} from camp {before} to {after}"


def _brokers(differences: Sequence[Difference], dossier: Dossier) -> Iterator[str]:
    was = [each.about for each in differences if each.before == "first"]
    becomes = [each.about for each in differences if each.after == "first"]
    if becomes and was:
        yield f"the first broker becomes {_names(becomes, dossier)} in place of {_names(was, dossier)}"
    elif becomes:
        yield f"{_names(becomes, dossier)} {_verb(len(becomes), 'become')} a first broker too"
    elif was:
        yield f"{_names(was, dossier)} {_verb(len(was), 'be')} no longer the first broker"
    others = [each for each in differences if "first" not in (each.before, each.after)]
    for verb, found in (
        ("come", [each.about for each in others if each.before is None]),
        ("drop", [each.about for each in others if each.after is None]),
    ):
        if found:
            place = "among the first brokers" if verb == "come" else "out of the first brokers"
            yield f"{_names(found, dossier)} {_verb(len(found), verb)} {place}"


def _answers(differences: Sequence[Difference], dossier: Dossier) -> Iterator[str]:
    """Any other outcome, the largest changes of numbers first."""
    ordered = sorted(differences, key=lambda each: (-_size(each), each.about))
    told = [f"{_about(each.about, dossier)} {_value(each.before)} → {_value(each.after)}" for each in ordered[:FEW]]
    more = len(ordered) - len(told)
    yield plain(f"{ordered[0].outcome}: {', '.join(told)}" + (f" and {more:,} more" if more else ""))


def _size(each: Difference) -> float:
    both = isinstance(each.before, int | float) and isinstance(each.after, int | float)
    return abs(float(each.before or 0) - float(each.after or 0)) if both else 0.0


def _about(about: str, dossier: Dossier) -> str:
    """The name of an actor or an issue whose id this is, else the words."""
    issue = dossier.issues.get(about)
    return issue.name if issue else name_of(dossier, about)


def _value(value: Any) -> str:
    return "none" if value is None else f"{value:.4g}" if isinstance(value, float) else str(value)


def _forecasts(differences: Sequence[Difference], dossier: Dossier) -> Iterator[str]:
    moved = [each for each in differences if each.before is not None and each.after is not None]
    for sentence in _answers(moved, dossier) if moved else ():
        yield f"the {sentence}"
    for found, verb in (
        ([each.about for each in differences if each.after is None], "lose"),
        ([each.about for each in differences if each.before is None], "gain"),
    ):
        if found:
            names = [_about(id, dossier) for id in found]
            yield f"{_some(names)} {_verb(len(found), verb)} {'its' if len(found) == 1 else 'their'} forecast"


SENTENCES: dict[str, Callable[[Sequence[Difference], Dossier], Iterator[str]]] = {
    "camps": _camps,
    "brokers": _brokers,
    "forecast": _forecasts,
}


def _names(actors: Sequence[str], dossier: Dossier) -> str:
    return _some([name_of(dossier, id) for id in actors])


def _some(names: Sequence[str]) -> str:
    more = len(names) - FEW
    return f"{', '.join(names[:FEW])} and {more:,} more" if more > 1 else _list(names)


def _list(texts: Sequence[str]) -> str:
    return " and ".join([", ".join(texts[:-1]), texts[-1]] if texts[1:] else texts)


def _verb(many: int, verb: str) -> str:
    if verb == "be":
        return "is" if many == 1 else "are"
    return f"{verb}s" if many == 1 else verb


def _number_of(count: int, noun: str) -> str:
    if noun == "status quo":
        return f"{count:,} {noun}" if count == 1 else f"{count:,} values of the status quo"
    return number_of(count, noun) if count < 1000 else f"{count:,} {noun}s"
