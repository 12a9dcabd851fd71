"""Check a dossier: read it, and apply every rule between its records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from graphkit.dossier.clocks import known_at
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.haste import without_collecting
from graphkit.dossier.problem import Problem, in_order
from graphkit.dossier.reader import read
from graphkit.dossier.rules import circles, claims, evidence, forecasts, names, numbers, references, story, time, use

Rule = Callable[[Dossier], Iterator[Problem]]


def examine(folder: Path | str) -> tuple[Dossier, list[Problem]]:
    """Read a dossier and apply every rule.

    Returns
    -------
    (Dossier, list of Problem)
        What could be read, and all problems in order of place.
    """
    with without_collecting():
        dossier, problems = read(folder)
        return replace(dossier, unread=()), in_order([*problems, *check(dossier)])


def check(dossier: Dossier) -> list[Problem]:
    """Apply every rule to a dossier; problems come in order of place."""
    standing = known_at(dossier, None)
    found = (rule(standing if rule in ON_WHAT_STANDS else dossier) for rule in RULES)
    return in_order(problem for problems in found for problem in problems)


RULES: tuple[Rule, ...] = (
    names.at_most_one_coder_is_preferred,
    names.list_names_each_once,
    names.alias_belongs_to_one_actor,
    names.tie_joins_two_actors,
    names.position_is_attributed_by_another,
    names.position_commits_others,
    names.participant_has_a_role_once,
    references.coder_is_declared,
    references.record_corrects_a_known_one,
    references.tie_names_known_actors,
    references.issue_names_known_actors,
    references.issue_names_a_known_parent,
    references.position_names_known_actors,
    references.position_names_known_issues,
    references.position_names_known_events,
    references.position_supersedes_a_known_one,
    references.judgement_names_a_known_actor,
    references.judgement_names_a_known_issue,
    references.proposal_names_known_actors,
    references.proposal_names_known_issues,
    references.proposal_names_a_known_event,
    references.event_names_known_actors,
    references.event_names_known_issues,
    references.event_follows_known_events,
    references.evidence_names_known_sources,
    evidence.tie_has_evidence,
    evidence.status_quo_has_evidence,
    evidence.position_has_evidence,
    evidence.proposal_has_evidence,
    evidence.event_has_evidence,
    evidence.lock_holds_a_passage,
    evidence.source_that_is_read_has_a_date,
    evidence.evidence_stands_once,
    numbers.issue_has_consent_or_a_quota,
    numbers.status_quo_stands_on_a_scale,
    numbers.position_value_lies_within_its_range,
    numbers.position_has_numbers_only_on_a_scale,
    numbers.red_lines_leave_room,
    numbers.position_lies_within_its_red_lines,
    numbers.uncertainty_is_about_a_value,
    numbers.condition_has_numbers_only_on_a_scale,
    numbers.salience_names_its_issue,
    numbers.judgement_lies_within_its_range,
    numbers.term_has_a_value_only_on_a_scale,
    time.record_is_made_before_it_is_retracted,
    time.position_supersedes_no_later_one,
    time.answer_follows_its_proposal,
    time.event_follows_earlier_events,
    circles.corrections_lead_to_an_end,
    circles.part_of_ties_lead_to_an_end,
    circles.parents_lead_to_an_end,
    circles.supersessions_lead_to_an_end,
    circles.events_follow_in_a_line,
    claims.position_supersedes_one_of_its_own_kind,
    claims.condition_changes_the_stance,
    claims.claim_stands_once,
    claims.actor_does_not_contradict_itself,
    claims.one_coder_counts_for_a_passage,
    use.record_names_no_retracted_one,
    use.issue_is_used,
    use.source_is_used,
    story.step_names_known_records,
    story.step_selects_one_thing,
    story.step_has_an_address_of_the_page,
    story.step_is_set_to_a_day_of_the_page,
    story.link_of_a_step_leads_to_the_web,
    forecasts.forecast_is_about_a_known_issue,
    forecasts.forecast_has_quantiles_that_rise,
    forecasts.forecast_was_made_after_its_inputs,
)

# what a record says beside others is judged without the retracted ones, and with corrections in place of the corrected
ON_WHAT_STANDS: frozenset[Rule] = frozenset(
    {
        names.alias_belongs_to_one_actor,
        time.position_supersedes_no_later_one,
        time.event_follows_earlier_events,
        circles.part_of_ties_lead_to_an_end,
        circles.parents_lead_to_an_end,
        circles.supersessions_lead_to_an_end,
        circles.events_follow_in_a_line,
        claims.position_supersedes_one_of_its_own_kind,
        claims.claim_stands_once,
        claims.actor_does_not_contradict_itself,
        claims.one_coder_counts_for_a_passage,
    }
)
