"""The records of a dossier, as frozen models.

Each class is one kind of record or a part of one; each field says what an analyst writes there.  The JSON Schemas
that `graphkit schema` prints are made from these classes, so a field's description is its documentation.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from graphkit.dossier.fields import (
    CountryCode,
    Credibility,
    Day,
    Edtf,
    Flag,
    LanguageTag,
    Offset,
    OneOrMore,
    Ordinal,
    Score,
    Sha256,
    Slug,
    Text,
    Url,
    WikidataId,
)

ActorKind = Literal["person", "organization", "state", "bloc", "delegation", "public"]
TieKind = Literal[
    "member_of",
    "heads",
    "represents",
    "part_of",
    "ally_of",
    "supports",
    "opposes",
    "pressures",
    "threatens",
    "offers",
]
Stance = Literal["support", "oppose", "conditional", "neutral"]
Answer = Literal["accept", "reject", "conditional", "pending"]
Role = Literal["host", "party", "mediator", "speaker", "initiator", "target", "observer", "addressee"]
Basis = Literal["stated", "reported", "inferred"]
Status = Literal["plain", "alleged", "disputed"]
Setting = Literal["public", "private"]
Confidence = Literal["low", "moderate", "high"]
Quantity = Literal["capability", "salience"]
Likelihood = Literal[
    "almost-no-chance",
    "very-unlikely",
    "unlikely",
    "roughly-even-chance",
    "likely",
    "very-likely",
    "almost-certain",
]
EventKind = Literal[
    "talks",
    "meeting",
    "statement",
    "proposal",
    "handover",
    "agreement",
    "exchange",
    "attack",
    "incident",
    "decision",
    "other",
]
SourceKind = Literal[
    "article",
    "post",
    "statement",
    "press-release",
    "interview",
    "broadcast",
    "report",
    "document",
    "dataset",
    "book",
    "other",
]
Reliability = Literal["A", "B", "C", "D", "E", "F"]


NO_LINE = "accepts has neither 'at_least' nor 'at_most'"


class Part(BaseModel):
    """A part of a record; it has no id of its own."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Locator(Part):
    """Where in the carrier's text the evidence stands."""

    paragraph: Ordinal = Field(description="Number of the paragraph, from 1, in the normalised text")


class Lock(Part):
    """A passage, locked and not copied: offsets into the carrier's normalised text, and the passage's hash."""

    start: Offset = Field(description="First character, counted from 0")
    end: Ordinal = Field(description="One past the last character")
    sha256: Sha256 = Field(description="SHA-256 of the normalised passage in UTF-8, as 64 hexadecimal digits")


class Evidence(Part):
    """Why a record is believed: a source, the source that carried it, and the passage."""

    source: Slug = Field(description="Id of the source that says so")
    via: Slug | None = Field(None, description="Id of the source that carries it; locks are against the carrier")
    locator: Locator | None = Field(None, description="Where in the carrier's text")
    lock: Lock | None = Field(None, description="The passage as offsets and a hash; `graphkit cite` makes one")
    credibility: Credibility | None = Field(
        None, description="Admiralty credibility of the information: 1 confirmed … 5 improbable, 6 cannot be judged"
    )
    language: LanguageTag | None = Field(None, description="Language of the passage, BCP 47")
    note: Text | None = Field(None, description="The coder's note")

    @property
    def carrier(self) -> str:
        """Id of the source in whose text the passage stands."""
        return self.via or self.source


class Record(Part):
    """What every record of a dossier may carry."""

    name_of_kind: ClassVar[str]

    id: Slug = Field(description="Slug, unique among records of its kind")
    recorded_on: Day | None = Field(None, description="Day on which the record was made; default: the dossier's")
    retracted_on: Day | None = Field(None, description="Day from which the record no longer counts")
    corrects: Slug | None = Field(None, description="Id of the record of the same kind that this one puts right")
    coder: Slug | None = Field(None, description="Id of the coder, as declared in dossier.yaml")
    note: Text | None = Field(None, description="The coder's note")

    @property
    def key(self) -> str:
        """``kind:id``, unique in the dossier."""
        return f"{self.name_of_kind}:{self.id}"


class Actor(Record):
    """Who takes positions, has ties and takes part in events."""

    name_of_kind: ClassVar[str] = "actor"

    name: Text = Field(description="Full name as a reader would look it up")
    kind: ActorKind = Field(description="What the actor is")
    short: Text | None = Field(None, description="Short name for labels")
    aliases: OneOrMore[Text] = Field((), description="Other names and spellings, in any script")
    country: CountryCode | None = Field(None, description="ISO 3166-1 alpha-2 code")
    same_as: WikidataId | None = Field(None, description="Wikidata item, such as Q7747")
    description: Text | None = Field(None, description="One sentence on who this is")
    public_role: Text | None = Field(None, description="The public role for which a person is in the dossier")

    @property
    def label(self) -> str:
        """The short name where there is one, else the name."""
        return self.short or self.name


class Tie(Record):
    """A relation between two actors that lasts, unlike an event."""

    name_of_kind: ClassVar[str] = "tie"

    from_: Slug = Field(alias="from", description="Actor from whom the tie goes out")
    to: Slug = Field(description="Actor to whom it goes")
    kind: TieKind = Field(description="What the one is or does to the other")
    valid: Edtf | None = Field(None, description="When it holds; a single date means from then on")
    evidence: tuple[Evidence, ...] = Field((), description="At least one")


class Scale(Part):
    """What the two ends of an issue's scale mean, in words."""

    low: Text = Field(description="What 0 means (the answer no)")
    high: Text = Field(description="What 100 means (the answer yes)")


class StatusQuo(Part):
    """Where an issue stood on a day."""

    value: Score = Field(description="0 to 100 on the issue's scale")
    on: Edtf = Field(description="Since when")
    evidence: tuple[Evidence, ...] = Field((), description="At least one")
    note: Text | None = Field(None, description="Why this value")


class Issue(Record):
    """A question of the negotiation."""

    name_of_kind: ClassVar[str] = "issue"

    name: Text = Field(description="Short name of the issue")
    question: Text = Field(description="Question whose answer yes is the 100 end of the scale")
    scale: Scale | None = Field(None, description="What 0 and 100 mean; without it the issue takes no value")
    status_quo: tuple[StatusQuo, ...] = Field((), description="Where the issue stood, by date; also holds outcomes")
    consent: OneOrMore[Slug] = Field((), description="Actors whose yes a deal on this issue needs")
    quota: Score | None = Field(None, description="Share of capability, in percent, that a deal needs instead")
    parent: Slug | None = Field(None, description="Issue that this one is part of")


class Accepts(Part):
    """Red lines: what the actor would still accept on the issue's scale."""

    at_least: Score | None = Field(None, description="Nothing below this")
    at_most: Score | None = Field(None, description="Nothing above this")

    @model_validator(mode="after")
    def _draws_a_line(self) -> Accepts:
        if self.at_least is None and self.at_most is None:
            raise PydanticCustomError("R101", "{found}; {remedy}", {"found": NO_LINE, "remedy": "add 'at_least: …'"})
        return self


class Condition(Part):
    """What would have to hold for the actor to take another stance."""

    text: Text = Field(description="The condition in the coder's words")
    issue: Slug | None = Field(None, description="Issue whose value the condition is about")
    at_least: Score | None = Field(None, description="That issue's value must reach this")
    at_most: Score | None = Field(None, description="That issue's value must not exceed this")
    event: Slug | None = Field(None, description="Event that must have happened")
    then: Stance | None = Field(None, description="Stance the actor then takes")


class Position(Record):
    """A stance that an actor took on an issue."""

    name_of_kind: ClassVar[str] = "position"

    actor: Slug = Field(description="Who holds it")
    issue: Slug = Field(description="On which issue")
    stance: Stance = Field(description="Answer to the issue's question")
    claim: Text = Field(description="Paraphrase in the coder's words; never a copy of the source")
    valid: Edtf = Field(description="A single date: from then on, until superseded; an interval ends")
    evidence: tuple[Evidence, ...] = Field((), description="At least one")
    value: Score | None = Field(None, description="Place on the issue's scale, the coder's judgement; say why in note")
    low: Score | None = Field(None, description="Lower end of the coder's uncertainty about value")
    high: Score | None = Field(None, description="Upper end of the coder's uncertainty about value")
    accepts: Accepts | None = Field(None, description="Red lines on the issue's scale")
    conditions: tuple[Condition, ...] = Field((), description="What would change the stance")
    on_behalf_of: OneOrMore[Slug] = Field((), description="Actors whom the position commits")
    attributed_by: Slug | None = Field(None, description="Other actor who says that the holder holds it")
    basis: Basis = Field("stated", description="Stated by the holder, reported by another, or inferred by the coder")
    status: Status = Field("plain", description="Whether the claim is alleged or disputed")
    setting: Setting = Field("public", description="Said in public or in private")
    event: Slug | None = Field(None, description="Event at which it was stated")
    supersedes: Slug | None = Field(None, description="Earlier position of the same actor that this one replaces")
    likelihood: Likelihood | None = Field(None, description="ICD-203 band of what the claim foresees")
    confidence: Confidence | None = Field(None, description="The coder's confidence in the coding")


class Judgement(Record):
    """A number that the analyst sets, kept apart from what sources say."""

    name_of_kind: ClassVar[str] = "judgement"

    actor: Slug = Field(description="About whom")
    quantity: Quantity = Field(description="Capability, or salience of an issue")
    value: Score = Field(description="0 to 100")
    coder: Slug = Field(description="Whose judgement it is")
    note: Text = Field(description="The reason")
    issue: Slug | None = Field(None, description="Issue, for a salience")
    low: Score | None = Field(None, description="Lower end of the coder's uncertainty")
    high: Score | None = Field(None, description="Upper end of the coder's uncertainty")
    valid: Edtf | None = Field(None, description="When it holds")


class Term(Part):
    """What a proposal asks for on one issue."""

    issue: Slug = Field(description="On which issue")
    text: Text = Field(description="The term in the coder's words")
    value: Score | None = Field(None, description="Where it would put the issue")


class Response(Part):
    """An answer to a proposal; it implies no position."""

    actor: Slug = Field(description="Who answered")
    answer: Answer = Field(description="What the answer was")
    date: Edtf | None = Field(None, description="When")
    evidence: tuple[Evidence, ...] = Field((), description="At least one")
    note: Text | None = Field(None, description="The coder's note")


class Proposal(Record):
    """Terms that one side put on the table, and the answers."""

    name_of_kind: ClassVar[str] = "proposal"

    name: Text = Field(description="Short name")
    by: OneOrMore[Slug] = Field(min_length=1, description="Actor or actors who made it")
    date: Edtf = Field(description="When it was made")
    terms: tuple[Term, ...] = Field((), description="What it asks for, issue by issue")
    evidence: tuple[Evidence, ...] = Field((), description="At least one")
    responses: tuple[Response, ...] = Field((), description="Who answered what")
    event: Slug | None = Field(None, description="Event at which it was tabled")


class Participant(Part):
    """An actor in an event, and the role it had there."""

    actor: Slug = Field(description="Who took part")
    role: Role = Field(description="As what")


class Event(Record):
    """Something that happened."""

    name_of_kind: ClassVar[str] = "event"

    name: Text = Field(description="Short name")
    kind: EventKind = Field(description="What sort of event")
    date: Edtf = Field(description="When it happened")
    evidence: tuple[Evidence, ...] = Field((), description="At least one")
    place: Text | None = Field(None, description="Where it happened")
    participants: tuple[Participant, ...] = Field((), description="Who took part, and as what")
    issues: OneOrMore[Slug] = Field((), description="Issues it was about")
    follows: OneOrMore[Slug] = Field((), description="Events it follows on from")
    outcome: Text | None = Field(None, description="What came of it, in the coder's words")
    code: Text | None = Field(None, description="PLOVER or CAMEO event code")


class Source(Record):
    """A text that says something: an article, a post, a statement."""

    name_of_kind: ClassVar[str] = "source"

    title: Text = Field(description="Title, or a description where it has none")
    publisher: Text = Field(description="Who published it")
    kind: SourceKind = Field(description="What sort of text")
    published: Edtf | None = Field(None, description="When; may be missing only where a dated source carries it")
    url: Url | None = Field(None, description="Address, http or https")
    author: Text | None = Field(None, description="Who wrote it")
    language: LanguageTag | None = Field(None, description="BCP 47 tag")
    accessed: Day | None = Field(None, description="Day on which the analyst read it")
    reliability: Reliability | None = Field(
        None,
        description="Admiralty reliability of the source: A completely reliable … E unreliable, F cannot be judged",
    )
    sha256: Sha256 | None = Field(None, description="SHA-256 of the captured copy, as bytes")


class Coder(Part):
    """Somebody who codes this dossier."""

    id: Slug = Field(description="Slug by which records name the coder")
    name: Text | None = Field(None, description="Name or pseudonym")
    preferred: Flag = Field(False, description="Whether this coder's record counts where several coded a passage")


class Manifest(Part):
    """What `dossier.yaml` says of the dossier as a whole."""

    name_of_kind: ClassVar[str] = "dossier"

    id: Slug = Field(description="Slug of the dossier; the first part of every key")
    title: Text = Field(description="Title for readers")
    summary: Text | None = Field(None, description="A few sentences on what it covers")
    language: LanguageTag | None = Field(None, description="Language of the coding, BCP 47")
    licence: Text | None = Field(None, description="Licence of the compilation, SPDX where there is one")
    as_of: Day | None = Field(None, description="Day of the world that commands answer for unless told otherwise")
    recorded_on: Day | None = Field(None, description="Day on which records were made that do not say")
    coders: tuple[Coder, ...] = Field((), description="Who codes; one is preferred")

    @property
    def key(self) -> str:
        """``dossier:id``."""
        return f"dossier:{self.id}"


RECORD_KINDS: tuple[type[Record], ...] = (Actor, Tie, Issue, Position, Judgement, Proposal, Event, Source)
