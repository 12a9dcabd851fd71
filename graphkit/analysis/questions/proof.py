"""How do we know: the evidence of a claim, claims on thin evidence, and what rests on a source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from graphkit.analysis.questions.asked import Asked, Row
from graphkit.analysis.questions.facts import Facts, backing, carriers, chains, each_id, positions_on, teller, view

__all__ = ["how_do_we_know", "single_source", "source_supports", "sources_by_weight", "stale", "weak_grades"]
UNJUDGED = ("F", 6)  # Admiralty: cannot be judged


def how_do_we_know(asked: Asked, *, position: str) -> list[Row]:
    """Each piece of evidence for a position, with its grades."""
    ever = asked.ever
    return [
        {
            "evidence": evidence,
            "source": source,
            "reliability": ever.get(source, "reliability"),
            "published": ever.get(source, "published"),
            "carrier": carrier,
            "carrier_reliability": ever.get(carrier, "reliability"),
            "carrier_published": ever.get(carrier, "published"),
            "paragraph": ever.get(evidence, "paragraph"),
            "locked": ever.get(evidence, "lock_start") is not None,
            "credibility": ever.get(evidence, "credibility"),
            "status": ever.get(position, "status"),
            "attributed_by": teller(ever, position),
        }
        for evidence in each_id(ever.out(position, "SHOWN_BY"))
        for source, carrier in chains(ever, [evidence])
    ]


def single_source(asked: Asked, *, issue: str | None = None) -> list[Row]:
    """Positions whose evidence stands in one text."""
    now = asked.now
    return [
        {
            "issue": each,
            "actor": actor,
            "position": position,
            "carrier": carriers(now, position)[0],
            **view(now, position),
            **backing(now, position),
        }
        for each, actor, position in _held(now, issue)
        if len(carriers(now, position)) == 1
    ]


def weak_grades(asked: Asked, *, issue: str | None = None, reliability: str = "C", credibility: int = 3) -> list[Row]:
    """Positions without one piece of evidence that is graded well enough."""
    now = asked.now
    return [
        {
            "issue": each,
            "actor": actor,
            "position": position,
            "grades": sorted({f"{letter}{number}" for letter, number in grades(now, position)}),
            **view(now, position),
            **backing(now, position),
        }
        for each, actor, position in _held(now, issue)
        if not any(letter <= reliability and number <= credibility for letter, number in grades(now, position))
    ]


def stale(asked: Asked, *, days: int = 90, issue: str | None = None) -> list[Row]:
    """Positions whose newest evidence is older than so many days."""
    now = asked.now
    found = []
    for each, actor, position in _held(now, issue):
        newest = max(published(now, position), default=None)
        age = (asked.as_of - newest).days if newest else None
        if age is None or age > days:
            found.append(
                {
                    "position": position,
                    "newest": newest,
                    "age": age,
                    "actor": actor,
                    "issue": each,
                    **view(now, position),
                    **backing(now, position),
                }
            )
    return sorted(found, key=lambda row: (row["newest"] is None, row["newest"], row["position"]))


def source_supports(asked: Asked, *, source: str) -> list[Row]:
    """Every record that rests on a source, those that fall with it first."""
    found = []
    for claim, shown in _chains_by_claim(asked.ever).items():
        evidence = sorted(each for each, chain in shown if source in chain)
        others = {each for _, chain in shown if source not in chain for each in chain}
        if evidence:
            found.append({"claim": claim, "falls": not others, "evidence": evidence, "others": sorted(others)})
    return sorted(found, key=lambda row: (not row["falls"], row["claim"]))


def sources_by_weight(asked: Asked, *, source: str | None = None) -> list[Row]:
    """Sources by how many records rest on them, and on them alone."""
    ever = asked.ever
    claims: dict[str, int] = defaultdict(int)
    falling: dict[str, int] = defaultdict(int)
    for shown in _chains_by_claim(ever).values():
        for each in {each for _, chain in shown for each in chain}:
            claims[each] += 1
            falling[each] += all(each in chain for _, chain in shown)
    found = [
        {
            "source": each,
            "falling": falling[each],
            "claims": claims[each],
            "reliability": ever.get(each, "reliability"),
            "published": ever.get(each, "published"),
        }
        for each in claims
        if source in (None, each)
    ]
    return sorted(found, key=lambda row: (-row["falling"], -row["claims"], row["source"]))


def _held(facts: Facts, issue: str | None) -> list[tuple[str, str, str]]:
    """Issue, holder and position for every position on an issue, or on all."""
    issues = facts.all("Issue") if issue is None else [issue]
    return sorted((each, actor, position) for each in issues for actor, position in positions_on(facts, each))


def grades(facts: Facts, position: str) -> Iterator[tuple[str, int]]:
    """Reliability of the weaker of source and carrier, and credibility, of each piece of evidence."""
    for evidence in each_id(facts.out(position, "SHOWN_BY")):
        for source, carrier in chains(facts, [evidence]):
            letters = (facts.get(each, "reliability") or UNJUDGED[0] for each in (source, carrier))
            yield max(letters), facts.get(evidence, "credibility") or UNJUDGED[1]


def published(facts: Facts, position: str) -> Iterator[date]:
    """When each piece of evidence was published at the latest, where that is known."""
    for chain in chains(facts, each_id(facts.out(position, "SHOWN_BY"))):
        days = [facts.get(source, name) for source in chain for name in ("valid_until", "valid_from")]
        yield from [day for day in days if day][:1]


def _chains_by_claim(facts: Facts) -> dict[str, list[tuple[str, tuple[str, str]]]]:
    """Pieces of evidence with source and carrier, by the record that they show.

    The id of evidence says what it shows: ``evidence:KIND.SLUG.DIGEST``.
    """
    found: dict[str, list[tuple[str, tuple[str, str]]]] = defaultdict(list)
    for evidence in facts.all("Evidence"):
        kind, slug = evidence.removeprefix("evidence:").split(".")[:2]
        for chain in chains(facts, [evidence]):
            found[f"{kind}:{slug}"].append((evidence, chain))
    return found
