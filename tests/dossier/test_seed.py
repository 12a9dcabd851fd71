"""The seed dossier says what its sources prove, and nothing in their words."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from graphkit.dossier.checks import examine
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.evidence import all_evidence, cite_span, normalise
from graphkit.dossier.problem import Problem
from graphkit.dossier.proof import verify

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "seed" / "istanbul-2025"
CARRIER = "bne-2025-06-02"
SHIPPED = ("*.md", "*.yaml", "*.py", "*.toml", "*.html", "*.cypher", "*.txt", "*.json", "*.csv")
RUN = 6


@pytest.fixture(scope="module")
def read_seed() -> tuple[Dossier, list[Problem]]:
    return examine(SEED)


@pytest.fixture(scope="module")
def seed(read_seed: tuple[Dossier, list[Problem]]) -> Dossier:
    return read_seed[0]


@pytest.fixture(scope="module")
def article(shared: Path) -> str:
    return (shared / "sources" / f"{CARRIER}.txt").read_bytes().decode()


# What the files are


def test_the_seed_reads_without_any_problem(read_seed: tuple[Dossier, list[Problem]]) -> None:
    dossier, problems = read_seed
    assert [str(problem) for problem in problems] == []
    assert dossier.manifest.id == "istanbul-2025"
    assert len(dossier.positions) > 0


def test_every_line_of_the_seed_fits_an_editor_window() -> None:
    lines = [(path.name, number, line) for path in SEED.iterdir() for number, line in _numbered(path)]
    assert [(name, number) for name, number, line in lines if len(line) > 110] == []


def _numbered(path: Path) -> list[tuple[int, str]]:
    return list(enumerate(path.read_text(encoding="utf-8").splitlines(), start=1))


# Evidence


def test_every_piece_of_evidence_is_locked_placed_and_graded(seed: Dossier) -> None:
    bare = [
        (record.key, path)
        for record, path, evidence in all_evidence(seed)
        if None in (evidence.lock, evidence.locator, evidence.credibility)
    ]
    assert bare == []


def test_the_article_proves_every_lock_of_the_seed(seed: Dossier, article: str) -> None:
    locks = [(record.key, path, evidence.lock) for record, path, evidence in all_evidence(seed)]
    assert len(locks) > 100
    unproved = [(key, path) for key, path, lock in locks if not lock or verify(article, lock).outcome != "proved"]
    assert unproved == []


def test_one_changed_character_of_the_article_breaks_a_lock(seed: Dossier, article: str) -> None:
    evidence = seed.positions["fidan-presidential-summit"].evidence[0]
    assert evidence.lock
    text = normalise(article)
    changed = text[: evidence.lock.start] + "#" + text[evidence.lock.start + 1 :]
    assert verify(changed, evidence.lock).outcome == "changed"


def test_every_lock_stands_in_the_paragraph_that_its_locator_names(seed: Dossier, article: str) -> None:
    text = normalise(article)
    for record, path, evidence in all_evidence(seed):
        assert evidence.lock
        assert evidence.locator
        for offset in (evidence.lock.start, evidence.lock.end - 1):
            found = cite_span(text, offset, offset + 1).paragraph
            assert found == evidence.locator.paragraph, (record.key, path)


def test_the_article_is_the_copy_whose_hash_the_seed_gives(seed: Dossier, article: str) -> None:
    assert hashlib.sha256(article.encode()).hexdigest() == seed.sources[CARRIER].sha256


def test_every_piece_of_evidence_is_carried_by_the_one_text_that_was_read(seed: Dossier) -> None:
    assert {evidence.carrier for _, _, evidence in all_evidence(seed)} == {CARRIER}
    assert {evidence.source for _, _, evidence in all_evidence(seed)} == set(seed.sources.ids)


def test_a_reliability_grade_gives_its_reason(seed: Dossier) -> None:
    for source in seed.sources:
        assert (source.note or "").startswith(f"{source.reliability}: "), source.id


# The words of the article are not ours


def test_no_shipped_text_repeats_six_words_of_the_article(seed: Dossier, article: str) -> None:
    theirs = _runs(_words(article))
    titles = [source.title for source in seed.sources]
    copied = {}
    for path in _shipped_texts():
        shared_runs = _runs(_words(_without(titles, path.read_text(encoding="utf-8", errors="replace")))) & theirs
        if shared_runs:
            copied[path.relative_to(ROOT).as_posix()] = sorted(" ".join(run) for run in shared_runs)
    assert copied == {}


def test_a_repeated_run_of_words_is_found_across_case_lines_and_punctuation() -> None:
    ours = "note: >-\n  One, two THREE\n  four five; six!"
    assert _runs(_words(ours)) & _runs(_words("zero one two three four five six seven"))
    assert not _runs(_words(ours)) & _runs(_words("one two three and four five six"))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def _without(titles: list[str], text: str) -> str:
    """The text less the titles of sources, which a citation has to repeat."""
    for title in titles:
        text = text.replace(title, " ")
    return text


def _shipped_texts() -> list[Path]:
    folders = [ROOT / name for name in ("seed", "tests", "docs", "graphkit", "cypher", "notebooks", "benchmarks")]
    found = [path for folder in folders for pattern in SHIPPED for path in folder.rglob(pattern)]
    return sorted({*found, *ROOT.glob("*.md")})


# Who is in it


@pytest.mark.parametrize("person", ["medinsky", "umerov", "fidan", "trump", "putin", "yermak"])
def test_a_person_is_here_for_a_public_role_and_found_by_a_native_spelling(seed: Dossier, person: str) -> None:
    actor = seed.actors[person]
    assert actor.kind == "person"
    assert actor.public_role
    assert actor.country
    native = any(not alias.isascii() for alias in actor.aliases) or actor.country in ("US", "TR")
    assert native


def test_every_person_has_a_public_role(seed: Dossier) -> None:
    assert [actor.id for actor in seed.actors if actor.kind == "person" and not actor.public_role] == []


def test_umerov_holds_no_position_of_his_own(seed: Dossier) -> None:
    assert [each.id for each in seed.positions if each.actor == "umerov" or "umerov" in each.on_behalf_of] == []
    heads = {tie.to for tie in seed.ties if tie.from_ == "umerov" and tie.kind == "heads"}
    assert "ukrainian-delegation" in heads
    assert [each.id for each in seed.positions if each.actor == "ukrainian-delegation"]


def test_silence_is_no_position(seed: Dossier) -> None:
    spoken = {(each.actor, each.issue) for each in seed.positions}
    assert ("putin", "retaliation") not in spoken
    assert ("medinsky", "ukraine-draft") not in spoken
    assert not {actor for actor, _ in spoken} & {"russian-foreign-ministry", "nato", "turkiye"}


# Who says what of whom


def test_russias_answer_is_not_taken_from_the_bell(seed: Dossier) -> None:
    answers = [(proposal, response) for proposal in seed.proposals for response in proposal.responses]
    told_by = {evidence.source for _, each in answers for evidence in each.evidence}
    assert "the-bell-report" not in told_by
    assert [each.answer for proposal, each in answers if proposal.id == "ukraine-memorandum"] == ["pending"]


def test_what_the_bell_says_of_russia_is_its_own_judgement(seed: Dossier) -> None:
    told = [each for each in seed.positions if any(item.source == "the-bell-report" for item in each.evidence)]
    assert {each.issue for each in told if each.actor == "russia"} == {
        "ukraine-draft",
        "recognition-of-territories",
        "size-of-forces",
        "foreign-contingents",
        "nato-membership",
    }
    assert {each.attributed_by for each in told} == {"the-bell"}
    assert {each.status for each in told if each.actor == "russia"} == {"alleged"}


def test_what_a_medium_holds_acceptable_is_no_answer_on_either_side(seed: Dossier) -> None:
    answering = {each.actor for proposal in seed.proposals for each in proposal.responses}
    assert "bankova" not in answering
    judged = [each for each in seed.positions if each.attributed_by in ("the-bell", "bne-intellinews")]
    about_wishes = [each for each in judged if each.id != "ukraine-recognition-of-territories"]
    assert {"bankova", "russia", "putin"} == {each.actor for each in about_wishes}
    assert {each.status for each in about_wishes} == {"alleged"}


def test_the_reported_refusal_keeps_its_chain(seed: Dossier) -> None:
    position = seed.positions["russia-ceasefire-30-days"]
    assert (position.actor, position.attributed_by) == ("russia", "ukrainian-delegation")
    assert (position.basis, position.status) == ("reported", "alleged")
    [answer] = seed.proposals["ceasefire-30-days-call"].responses
    assert (answer.actor, answer.answer) == ("russia", "reject")
    assert {(item.source, item.via) for item in answer.evidence} == {("ukrainian-delegation-statement", CARRIER)}


def test_who_attributes_is_another_than_who_holds(seed: Dossier) -> None:
    for position in seed.positions:
        if position.attributed_by:
            assert position.attributed_by != position.actor, position.id
            assert position.basis != "stated", position.id


def test_putins_conditions_never_add_up_to_yes_by_themselves(seed: Dossier) -> None:
    position = seed.positions["putin-ceasefire-30-days"]
    assert position.stance == "conditional"
    assert {each.issue for each in position.conditions} == {"root-causes", "nato-membership", "size-of-forces", None}


def test_the_mediators_warning_weighs_on_both_delegations_alike(seed: Dossier) -> None:
    pressed = [tie for tie in seed.ties if tie.kind == "pressures"]
    assert {(tie.from_, tie.to) for tie in pressed} == {
        ("trump", "russian-delegation"),
        ("trump", "ukrainian-delegation"),
    }
    assert len({(tie.valid, tie.evidence, tie.note) for tie in pressed}) == 1


# What happened


def test_an_event_follows_none_that_is_surely_later(seed: Dossier) -> None:
    for event in seed.events:
        for earlier in (seed.events[id] for id in event.follows):
            begins, ends = earlier.date.earliest, event.date.latest
            assert begins is None or ends is None or begins <= ends, (event.id, earlier.id)


def test_no_event_follows_itself_by_a_detour(seed: Dossier) -> None:
    for event in seed.events:
        before, ahead = set(), list(event.follows)
        while ahead:
            id = ahead.pop()
            if id not in before:
                before.add(id)
                ahead.extend(seed.events[id].follows)
        assert event.id not in before


def test_nothing_in_the_seed_lies_after_the_day_it_speaks_of(seed: Dossier) -> None:
    as_of = seed.manifest.as_of
    assert as_of
    dates = [event.date for event in seed.events] + [position.valid for position in seed.positions]
    assert [str(each) for each in dates if each.earliest and each.earliest > as_of] == []


def test_the_count_of_meetings_is_kept_as_told_and_said_to_be_so(seed: Dossier) -> None:
    event = seed.events["talks-2-june"]
    assert "istanbul-16-may" in event.follows
    assert "third" in (event.note or "")
    assert len([each for each in seed.events if each.kind == "talks"]) == 2


# Numbers and questions


def test_every_issue_asks_a_question_and_somebody_answers_it(seed: Dossier) -> None:
    answered = {position.issue for position in seed.positions}
    for issue in seed.issues:
        assert issue.question.endswith("?"), issue.id
        assert issue.id in answered


def test_every_value_and_red_line_gives_its_reason(seed: Dossier) -> None:
    for position in seed.positions:
        if position.value is not None:
            assert "Value: " in (position.note or ""), position.id
        if position.accepts is not None:
            assert "Red line: " in (position.note or ""), position.id


def test_values_go_in_quarter_steps_as_the_codebook_says(seed: Dossier) -> None:
    values = [position.value for position in seed.positions] + [judgement.value for judgement in seed.judgements]
    assert {value for value in values if value is not None} <= {0, 25, 50, 75, 100}


def test_no_capability_is_set_for_want_of_a_ground(seed: Dossier) -> None:
    assert {judgement.quantity for judgement in seed.judgements} == {"salience"}


def test_a_salience_is_set_only_where_the_actor_has_a_position(seed: Dossier) -> None:
    held = {(position.actor, position.issue) for position in seed.positions}
    assert [each.id for each in seed.judgements if (each.actor, each.issue) not in held] == []
