"""A conflict for the graph model, as a YAML file by hand.

    name: Elmira                      # what it is about
    movers: {M: Ministry, U: Uniroyal, L: Local government}     # names for readers; may be left out
    options:                          # what each mover can do or leave
      - {name: modify, by: M, irreversible: true}
      - {name: delay, by: U}
    states: {1: NY, 2: YY, 3: -N}     # for each a sign for every option: Y done, N not, - either
    preferences:                      # for each mover the states, best first; [1, 2] are liked alike
      M: [3, 1, 2]
      U: [1, [2, 3]]

Without `states` every combination of options is one, named by its signs, but those that fit a pattern of `infeasible`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from graphkit.bargaining.stability import Conflict, Option, every_state
from graphkit.bargaining.table import BadInputs
from graphkit.dossier.lines import RawRecord, decode
from graphkit.dossier.problem import Place, Problem, near, printable, quoted
from graphkit.dossier.yaml_lines import read_mapping

KEYS = ("name", "movers", "options", "states", "infeasible", "preferences")
OF_AN_OPTION = ("name", "by", "irreversible")
FLAGS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
TOLD_AT_MOST = 20


class BadConflict(ValueError):
    """A file cannot be read as a conflict; the message has a line ``FILE:LINE:COL found; remedy`` for each."""


def read_conflict(path: Path | str) -> Conflict:
    """Read a conflict.

    Parameters
    ----------
    path : Path or str
        A YAML file in UTF-8.

    Returns
    -------
    Conflict

    Raises
    ------
    BadConflict
        If the file cannot be read, or anything in it is wrong; everything that is wrong is told, up to 20 places.
    """
    file = str(path)
    try:
        text, problems = decode(Path(path).read_bytes(), file)
    except OSError as error:
        raise BadConflict(printable(f"cannot read '{file}': {error.strerror}; name a YAML file")) from None
    _stop(map(_told, problems))
    found = list(read_mapping(text, file))
    records = [each for each in found if isinstance(each, RawRecord)]
    _stop(_told(each) for each in found if isinstance(each, Problem))
    if not records:
        raise BadConflict(printable(f"{file}:1:1 the file is empty; write options, states and preferences"))
    _stop(map(_told, records[0].problems))
    return _Reading(records[0]).conflict()


def _told(problem: Problem) -> str:
    return f"{problem.place} {problem.found}; {problem.remedy}"


def _stop(complaints: Iterator[str]) -> None:
    told = list(complaints)
    if told:
        more = [f"and {len(told) - TOLD_AT_MOST} more like these"] if len(told) > TOLD_AT_MOST else []
        raise BadConflict("\n".join(map(printable, told[:TOLD_AT_MOST] + more)))


class _Reading:
    """The mapping of a file, and what is wrong with it."""

    def __init__(self, record: RawRecord) -> None:
        self.record = record
        self.value: Mapping[str, Any] = record.value
        self.complaints: list[tuple[Place, str]] = []

    def conflict(self) -> Conflict:
        """The conflict, if all is right."""
        for key in self.value:
            if key not in KEYS:
                self._complain((key,), f"no key {quoted(key)} in a conflict; {near(key, KEYS)}", key=True)
        options = tuple(self._options())
        labels = self._texts("movers")
        self._stop()
        states = self._states(options)
        self._stop()
        movers = tuple(dict.fromkeys(option.by for option in options))
        preferences = {mover: self._preference(mover, states) for mover in movers}
        given = self.value.get("preferences")
        for mover in (*labels, *(given if isinstance(given, dict) else ())):
            if mover not in movers:
                key = "movers" if mover in labels else "preferences"
                self._complain((key, mover), f"{quoted(mover)} has no option; {near(mover, movers)}", key=True)
        self._stop()
        try:
            return Conflict(options, states, preferences, str(self.value.get("name") or ""), labels)
        except BadInputs as error:
            self._complain(("states",), str(error))
            self._stop()
            raise

    def _options(self) -> Iterator[Option]:
        names: set[str] = set()
        for place, each in self._list("options", "such as {name: modify, by: M}"):
            if not isinstance(each, dict):
                self._complain(("options", place), "an option is a mapping; write {name: modify, by: M}")
                continue
            for key in each:
                if key not in OF_AN_OPTION:
                    told = f"no key {quoted(key)} in an option; {near(key, OF_AN_OPTION)}"
                    self._complain(("options", place, key), told, key=True)
            name = self._text(("options", place, "name"), each.get("name"), "the option's name")
            by = self._text(("options", place, "by"), each.get("by"), "the option's mover, by,")
            if name in names:
                self._complain(("options", place, "name"), f"an option {quoted(name)} stands above already; rename one")
            names.add(name)
            flag = each.get("irreversible", "false")
            if flag not in FLAGS:
                self._complain(("options", place, "irreversible"), f"{flag!r} is neither true nor false; write true")
            yield Option(name, by, FLAGS.get(flag, False))

    def _states(self, options: Sequence[Option]) -> Mapping[str, str]:
        infeasible = [self._pattern(("infeasible", n), each, options) for n, each in self._list("infeasible", "")]
        if self.value.get("states") is None:
            try:
                return every_state(options, [each for each in infeasible if each])
            except BadInputs as error:
                self._complain(("options",), str(error))
                return {}
        if infeasible:
            self._complain(("infeasible",), "beside states nothing is left to be infeasible; remove one of the two")
        return {name: self._pattern(("states", name), each, options) for name, each in self._texts("states").items()}

    def _pattern(self, path: tuple[str | int, ...], pattern: Any, options: Sequence[Option]) -> str:
        text = self._text(path, pattern, "the state").upper()
        if text and (len(text) != len(options) or set(text) - set("YN-")):
            names = ", ".join(option.name for option in options)
            self._complain(path, f"the state is {quoted(text)}; give Y, N or - for each option, {names}")
            return ""
        return text

    def _preference(self, mover: str, states: Mapping[str, str]) -> list[list[str]]:
        given = self.value.get("preferences")
        ranked = given.get(mover) if isinstance(given, dict) else None
        if not isinstance(ranked, list):
            told = (
                f"no preference of {quoted(mover)}; list the states, best first, as in {mover}: [{', '.join(states)}]"
            )
            self._complain(("preferences", mover), told)
            return []
        seen: set[str] = set()
        for place, each in enumerate(ranked):
            for within, state in enumerate(each) if isinstance(each, list) else [(None, each)]:
                path = ("preferences", mover, place, *(() if within is None else (within,)))
                if state not in states:
                    self._complain(path, f"no state {quoted(str(state))}; {near(str(state), list(states))}")
                elif state in seen:
                    self._complain(path, f"the state {quoted(state)} stands before already; name each once")
                seen.add(str(state))
        left_out = [state for state in states if state not in seen]
        if left_out:
            self._complain(("preferences", mover), f"{quoted(mover)} ranks no {', '.join(left_out)}; name every state")
        return [list(each) if isinstance(each, list) else [each] for each in ranked]

    def _list(self, key: str, such_as: str) -> list[tuple[int, Any]]:
        value = self.value.get(key)
        if value is None and key != "options":
            return []
        if not isinstance(value, list) or not value:
            self._complain((key,), f"no list of {key}; give at least one" + (f", {such_as}" if such_as else ""))
            return []
        return list(enumerate(value))

    def _texts(self, key: str) -> dict[str, str]:
        value = self.value.get(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self._complain((key,), f"{key} is no mapping; write names and values, as in {key}: {{a: …}}")
            return {}
        return {name: self._text((key, name), each, f"{key}.{name}") for name, each in value.items()}

    def _text(self, path: tuple[str | int, ...], value: Any, what: str) -> str:
        if not isinstance(value, str) or not value.strip():
            self._complain(path, f"{what} is no text; give one")
            return ""
        return value.strip()

    def _complain(self, path: tuple[str | int, ...], found: str, *, key: bool = False) -> None:
        place = self.record.where.key_at(path) if key else self.record.where.at(path)
        self.complaints.append((place, found))

    def _stop(self) -> None:
        _stop(f"{place} {found}" for place, found in sorted(self.complaints))
