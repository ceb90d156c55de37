"""What the API answers with."""

from dataclasses import dataclass
from datetime import date, datetime

from wishboard.claims.models import Claim
from wishboard.outcomes.models import Outcome
from wishboard.wishes.codes import pin_of, slip_address
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Ending, Kind, Lane, Stage


@dataclass(frozen=True, slots=True)
class Refused:
    """A no: a stable code, a sentence in the reader's language, and a sentence for each field."""

    code: str
    sentence: str
    errors: dict[str, str]


@dataclass(frozen=True, slots=True)
class WishShape:
    """The public side of a wish. `board_at` is when everybody sees it."""

    id: str
    kind: Kind
    lane: Lane | None
    stage: Stage
    ending: Ending | None
    title: str
    summary: str
    area: str
    category: str
    places: int
    taken: int
    worth: int
    expected: int
    risks: list[str]
    board_at: datetime | None
    opens_at: datetime | None
    closed_at: datetime | None

    @classmethod
    def of(cls, wish: Wish, area: str, category: str) -> "WishShape":
        """A wish with the names of its area and category."""
        return cls(
            id=wish.public_id,
            kind=wish.kind,
            lane=wish.lane,
            stage=wish.stage,
            ending=wish.ending,
            title=wish.title,
            summary=wish.summary,
            area=area,
            category=category,
            places=wish.places,
            taken=wish.taken,
            worth=wish.worth,
            expected=wish.expected,
            risks=wish.risks,
            board_at=wish.board_at,
            opens_at=wish.opens_at,
            closed_at=wish.closed_at,
        )


@dataclass(frozen=True, slots=True)
class Card:
    """A wish on the board, in short."""

    id: str
    kind: str
    stage: str
    title: str
    summary: str
    area: str
    category: str
    places: int
    taken: int
    worth: int
    expected: int
    priority: bool


@dataclass(frozen=True, slots=True)
class Board:
    """One page of the board. `older` continues it when given as `before`."""

    wishes: list[Card]
    older: str | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What whoever made a wish needs to follow it. The PIN is shown here and on the slip only."""

    id: str
    code: str
    pin: str
    follow: str

    @classmethod
    def of(cls, wish: Wish) -> "Receipt":
        """The receipt of a wish that was just made."""
        return cls(wish.public_id, wish.code, pin_of(wish), slip_address(wish))


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened: when, what (a kind of event) and in words."""

    at: datetime
    kind: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Tracked:
    """A wish as its wisher follows it."""

    id: str
    code: str
    stage: Stage
    ending: Ending | None
    title: str
    promised_on: date | None
    steps: list[Step]


@dataclass(frozen=True, slots=True)
class ClaimShape:
    """A promise. `wish` is the id of the wish it was made for."""

    id: str
    wish: str
    lead: bool
    promised_on: date
    living: bool
    ending: str | None

    @classmethod
    def of(cls, claim: Claim, wish: str) -> "ClaimShape":
        """A promise and the public id of the wish it was made for."""
        return cls(
            id=claim.public_id,
            wish=wish,
            lead=claim.lead,
            promised_on=claim.promised_on,
            living=claim.living,
            ending=claim.ending,
        )


@dataclass(frozen=True, slots=True)
class OutcomeShape:
    """What was reported: beneficiaries are confirmed later."""

    id: str
    done: str
    reported: int
    delivered_on: date

    @classmethod
    def of(cls, outcome: Outcome) -> "OutcomeShape":
        """An outcome as it was reported."""
        return cls(outcome.public_id, outcome.done, outcome.reported, outcome.delivered_on)


@dataclass(frozen=True, slots=True)
class CreditShape:
    """One row behind a year's number."""

    wish: str
    done_on: date
    amount: int


@dataclass(frozen=True, slots=True)
class Year:
    """A year: what is owed (nothing for volunteers), what was done, and the rows behind it."""

    year: int
    owed: int | None
    done: int
    rows: list[CreditShape]


@dataclass(frozen=True, slots=True)
class Session:
    """The token to send as `Authorization: Bearer …`, and when it runs out."""

    token: str
    expires_at: datetime
