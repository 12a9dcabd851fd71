"""Rules about the forecasts that were stored."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from graphkit.dossier.dossier import NOWHERE, Dossier
from graphkit.dossier.problem import Place, Problem, near, quoted


def forecast_is_about_a_known_issue(dossier: Dossier) -> Iterator[Problem]:
    """W103: a stored forecast names an issue that the dossier declares."""
    for number, each in enumerate(dossier.forecasts, start=1):
        if each.issue not in dossier.issues:
            found = f"no issue {quoted(each.issue)}"
            yield Problem(_at(dossier, number, "issue"), "W103", found, near(each.issue, dossier.issues.ids))


def forecast_has_quantiles_that_rise(dossier: Dossier) -> Iterator[Problem]:
    """W104: the quantiles of a stored forecast are pairs of percent and place, and both rise on the scale."""
    for number, each in enumerate(dossier.forecasts, start=1):
        pairs = each.distribution
        if pairs is None:
            found = f"no quantiles in {quoted(each.quantiles or '')}"
            yield Problem(_at(dossier, number, "quantiles"), "W104", found, "write them as 10: 20.5, 50: 41, 90: 66.8")
        elif any(not (one[0] < other[0] and one[1] <= other[1] <= 100) for one, other in pairwise(pairs)):
            found = "the quantiles do not rise from 0 to 100"
            yield Problem(_at(dossier, number, "quantiles"), "W104", found, "sort them, each percentage once")


def forecast_was_made_after_its_inputs(dossier: Dossier) -> Iterator[Problem]:
    """W105: a stored forecast was made for a day after that of its inputs, and not before that of the record."""
    for number, each in enumerate(dossier.forecasts, start=1):
        if each.target and each.as_of and each.target <= each.as_of:
            found = f"it is made for {each.target}, and its inputs are as of {each.as_of}"
            yield Problem(_at(dossier, number, "target"), "W105", found, "give a day after as_of")
        if each.known_on and each.known_on > each.made:
            found = f"it was made on {each.made} from what was known on {each.known_on}"
            yield Problem(_at(dossier, number, "known_on"), "W105", found, f"give {each.made} or an earlier day")


def _at(dossier: Dossier, number: int, key: str) -> Place:
    spots = dossier.places.get(f"forecast:{number}")
    return spots.at((key,)) if spots else NOWHERE
