"""What `graphkit forecast` is given: inputs of a dossier or a table, assumptions, what-ifs and options of models."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import click

from graphkit.cli.opening import open_dossier, tell_not_read
from graphkit.cli.output import named

if TYPE_CHECKING:
    from graphkit.bargaining.forecast import Settings
    from graphkit.bargaining.inputs import Found
    from graphkit.bargaining.table import Inputs
    from graphkit.dossier.dossier import Dossier

Wishes = Mapping[str, Any]
ALSO_CALLED = {"value": "position", "power": "capability"}
OF_DOSSIERS = {"exclude": "--exclude", "as_of": "--as-of", "known_on": "--known-on", "on_behalf": "--on-behalf"}


@dataclass(frozen=True, slots=True)
class Read:
    """Inputs that were read; `dossier` is cut to the days asked for, and `whole` knows every name.

    `tables` has for each issue its inputs, or what the dossier holds instead.
    """

    tables: tuple[Found | Inputs, ...]
    dossier: Dossier | None = None
    whole: Dossier | None = None

    @property
    def found(self) -> list[Found]:
        """What a dossier holds, issue by issue; nothing for a table."""
        from graphkit.bargaining.inputs import Found

        return [each for each in self.tables if isinstance(each, Found)]


def read(input_: str | None, wishes: Wishes) -> Read:
    """The inputs that words mean."""
    from graphkit.bargaining.table import BadInputs

    try:
        if input_ is None or not is_table(input_):
            return _of_dossier(input_, wishes)
        tables = read_tables(Path(input_), wishes)
        tell_not_read(Path(input_))
        return Read(tuple(_filled(table, assumed(wishes["assume"])) for table in tables))
    except BadInputs as error:
        raise click.UsageError(str(error)) from None


def is_table(input_: str | None) -> bool:
    """Whether words name a file that is no database and no event list, which would be a dossier."""
    from graphkit.formats.dna import kind_of

    return input_ is not None and Path(input_).is_file() and kind_of(Path(input_)) not in ("database", "events")


def _of_dossier(folder: str | None, wishes: Wishes) -> Read:
    from graphkit.bargaining.inputs import of_dossier
    from graphkit.cli.options import resolve
    from graphkit.dossier.clocks import at

    if wishes["scale"]:
        raise click.UsageError("--scale belongs to a table; the values of a dossier are 0 to 100")
    whole = open_dossier(folder)
    dossier = at(whole, as_of=wishes["as_of"], known_on=wishes["known_on"])
    issues = [resolve(whole, "issue", words, cut=dossier) for words in wishes["issues"]] or None
    found = of_dossier(
        dossier,
        issues,
        assume=assumed(wishes["assume"]),
        exclude=exclusions(wishes["exclude"]),
        on_behalf=wishes["on_behalf"] or "committed",
    )
    return Read(found, dossier, whole)


def read_tables(path: Path, wishes: Wishes) -> list[Inputs]:
    """The inputs of a file, of the issues asked for."""
    from graphkit.dossier.problem import near, quoted
    from graphkit.formats.bargaining import read_inputs
    from graphkit.formats.csv_table import BadTable

    for name, option in OF_DOSSIERS.items():
        if wishes[name]:
            raise click.UsageError(f"{option} belongs to a dossier, and {named(path)} is a file; leave it out")
    try:
        tables = read_inputs(path, scale=_scale(wishes["scale"]))
    except BadTable as error:
        raise click.ClickException(str(error)) from None
    issues = [table.issue for table in tables]
    for words in wishes["issues"]:
        if words not in issues:
            raise click.UsageError(f"no issue {quoted(words)} in the file; {near(words, issues)}")
    return [table for table in tables if not wishes["issues"] or table.issue in wishes["issues"]]


def _filled(table: Inputs, assume: Mapping[str, float]) -> Inputs:
    """A table with what was assumed in place of what is not known."""
    import numpy as np

    known: dict[str, Any] = {
        name: np.where(np.isnan(getattr(table, name)), value, getattr(table, name)) for name, value in assume.items()
    }
    return replace(table, **known)


def assumed(words: Sequence[str]) -> dict[str, float]:
    """Salience and capability that are assumed, by name."""
    found: dict[str, float] = {}
    for each in words:
        name, equals, number = each.partition("=")
        if not equals or name not in ("salience", "capability"):
            raise click.UsageError(f"--assume {each!r} is no assumption; write salience=50 or capability=50")
        found[name] = finite("--assume", each, number)
        if found[name] < 0:
            raise click.UsageError(f"--assume {each!r} is below 0; write a number from 0 up")
    return found


def what_if(read: Read, words: Sequence[str], *, also: Sequence[str] = ()) -> tuple[Found | Inputs, ...]:
    """The inputs with what --set changes; `also` names quantities that it may change besides."""
    from graphkit.bargaining.table import BadInputs

    changed = list(read.tables)
    for each in words:
        key, equals, number = each.rpartition("=")
        actor, issue, quantity = _parted(read, each, key, also) if equals else ("", "", "")
        if not quantity:
            raise click.UsageError(f"--set {each!r} is no change; write one such as ACTOR.ISSUE.value=70")
        value = finite("--set", each, number)
        try:
            changed = [_changed(table, actor, issue, quantity, value) for table in changed]
        except BadInputs as error:
            raise click.UsageError(f"--set {each!r}: {error}") from None
    return tuple(changed)


def _changed(table: Found | Inputs, actor: str, issue: str, quantity: str, value: float) -> Found | Inputs:
    from graphkit.bargaining.table import BadInputs, Inputs

    if table.issue != issue:
        return table
    if isinstance(table, Inputs):
        return table.what_if(actor, quantity, value)
    if table.inputs is None:
        raise BadInputs(f"there are no inputs on {issue!r}: {table.reason}")
    if not 0 <= value <= 100:
        raise BadInputs(f"{value:g} is not from 0 to 100")
    if actor not in table.inputs.actors and quantity == "position":
        return replace(table, inputs=table.inputs.joined_by(actor, value))
    return replace(table, inputs=table.inputs.what_if(actor, quantity, value))


def _parted(read: Read, each: str, key: str, also: Sequence[str]) -> tuple[str, str, str]:
    """Actor, issue and quantity of a change; where there is one issue it may be left out."""
    from graphkit.cli.options import resolve
    from graphkit.dossier.problem import near, quoted

    start, _, quantity = key.rpartition(".")
    quantity = ALSO_CALLED.get(quantity, quantity)
    if quantity not in ("position", "salience", "capability", *also):
        return "", "", ""
    issues = [table.issue for table in read.tables]
    actor, dot, issue = start.rpartition(".")
    if read.whole is not None and dot:
        actor = resolve(read.whole, "actor", actor, cut=read.dossier)
        issue = resolve(read.whole, "issue", issue, cut=read.dossier)
    elif not dot or (issue not in issues and len(issues) == 1):
        actor, issue = start, issues[0] if len(issues) == 1 else ""
    if issue not in issues:
        raise click.UsageError(f"--set {each!r}: no issue {quoted(issue)} here; {near(issue, issues)}")
    return actor, issue, quantity


def settings(wishes: Wishes) -> Settings:
    """What models are told: the options MODEL.NAME=VALUE, the quota and the number of rounds."""
    from graphkit.bargaining.forecast import Settings
    from graphkit.bargaining.table import BadInputs

    told: dict[str, dict[str, Any]] = defaultdict(dict)
    for each in wishes["options"]:
        key, equals, value = each.partition("=")
        model, dot, name = key.partition(".")
        if not equals or not dot:
            raise click.UsageError(f"--option {each!r} is none; write MODEL.NAME=VALUE, as in challenge.q=0.5")
        told[model][name] = _option(each, model, name, value)
    try:
        nash = told.pop("nash", {})
        of_models = {model: type(getattr(Settings(), model))(**values) for model, values in told.items()}
        return Settings(quota=wishes["quota"], rounds=wishes["max_rounds"], **nash, **of_models)
    except BadInputs as error:
        raise click.UsageError(str(error)) from None


def _option(each: str, model: str, name: str, value: str) -> Any:
    """The value of an option, which the model must have."""
    known = option_types().get(model)
    if known is None or name not in known:
        names = [f"{model}.{name}" for model, names in option_types().items() for name in names]
        from graphkit.dossier.problem import near, quoted

        raise click.UsageError(f"no option {quoted(f'{model}.{name}')}; {near(f'{model}.{name}', names)}")
    choices = [choice for part in (known[name], *get_args(known[name])) for choice in get_args(part) or [part]]
    words = list(dict.fromkeys(choice for choice in choices if isinstance(choice, str)))
    if value in words:
        return value
    if float in choices or int in choices or known[name] in (float, int):
        number = finite("--option", each, value)
        return int(number) if known[name] is int else number
    raise click.UsageError(f"--option {each!r}: {name} is one of {', '.join(words)}")


def option_types() -> dict[str, dict[str, Any]]:
    """The options of each model, and what each may be."""
    from graphkit.bargaining import challenge, smp
    from graphkit.bargaining.forecast import Settings

    of = get_type_hints(Settings)
    return {
        "nash": {name: of[name] for name in ("exponent", "disagreement", "breakdown")},
        "challenge": {each.name: get_type_hints(challenge.Options)[each.name] for each in fields(challenge.Options)},
        "smp": {each.name: get_type_hints(smp.Options)[each.name] for each in fields(smp.Options)},
    }


def exclusions(words: Sequence[str]) -> dict[str, set[str]]:
    """The values that are left out, by variable."""
    found: dict[str, set[str]] = defaultdict(set)
    for each in words:
        variable, equals, value = each.partition("=")
        if not equals:
            raise click.UsageError(f"--exclude {each!r} is no VARIABLE=VALUE; write one such as status=alleged")
        found[variable].add(value)
    return found


def _scale(words: str | None) -> tuple[float, float] | None:
    if words is None:
        return None
    low, comma, high = words.partition(",")
    ends = (finite("--scale", words, low), finite("--scale", words, high if comma else ""))
    if not ends[0] < ends[1]:
        raise click.UsageError(f"--scale {words!r} has no length; write its low and high end, such as 0,100")
    return ends


def finite(option: str, words: str, text: str) -> float:
    """The number that is written in the words of an option."""
    from math import isfinite

    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not isfinite(number):
        raise click.UsageError(f"{option} {words!r}: {text!r} is no number; write one such as 50")
    return number
