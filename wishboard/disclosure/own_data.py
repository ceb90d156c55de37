"""Everything that is stored about one person, for that person: of a wisher, or of a member.

Sections of rows by short names, which `web/own_data.py` has in the words of the reader.
"""

from dataclasses import asdict, dataclass
from typing import Any

from sqlmodel import SQLModel, col, select

from wishboard.accounts.models import Area, Membership, Organization, Person, SignIn
from wishboard.accounts.people import memberships_of, roles_of
from wishboard.certificates.models import Certificate
from wishboard.claims.models import Claim, Waiting
from wishboard.core.crypto import unseal
from wishboard.core.database import AsyncSession
from wishboard.disclosure.models import Reveal, RevealBurst
from wishboard.disclosure.names import organizations_named, people_named
from wishboard.disclosure.photos import OF_OUTCOME, OF_WISH
from wishboard.endings.models import Decision
from wishboard.files.queries import photos_of_many
from wishboard.mediation.models import MediationCase
from wishboard.outcomes.models import Answer, Outcome, Participation
from wishboard.quotas.excuses.models import Excuse
from wishboard.quotas.models import Credit, Holder
from wishboard.supervision.lookback.models import Callback
from wishboard.supervision.stuck.models import Stuck, StuckStep
from wishboard.wishes.models import Wish, Words
from wishboard.wishes.wishers import contact_of

Facts = dict[str, Any]
Sections = dict[str, list[Facts]]

_WISH = """
code title summary channel stage ending may_publish may_contact may_photograph for_minor
collected_at registered_at published_at delivered_at closed_at
"""


@dataclass(frozen=True, slots=True)
class Part:
    """Some columns of a table; `whose` is the column that says whose a row is.

    A column is written `column:name` where it has another name for its owner. `wish` is the column
    with a wish that is named by its title, as on the owner's other pages.
    """

    of: type[SQLModel]
    whose: Any
    columns: str
    wish: Any = None

    async def rows(self, db: AsyncSession, key: int) -> list[Facts]:
        """The rows of one wish or one person."""
        if self.wish is None:
            found = await db.exec(select(self.of).where(col(self.whose) == key))
            return [facts_of(one, self.columns) for one in found]
        named = await db.exec(
            select(Wish.title, self.of)
            .join(self.of, col(self.wish) == col(Wish.id))
            .where(col(self.whose) == key)
        )
        return [about(title, one, self.columns) for title, one in named]


OF_A_WISH = {
    "words": Part(Words, Words.wish_id, "title text"),
    "attempt": Part(Stuck, Stuck.wish_id, "place said earlier tried_on blockers result at"),
    "decisions": Part(Decision, Decision.wish_id, "kind explanation receiver review_on at"),
    "results": Part(Outcome, Outcome.wish_id, "done:what_was_done delivered_on undone_because"),
    "answers": Part(Answer, Answer.wish_id, "done rating words praise at"),
    "calls": Part(Callback, Callback.wish_id, "attempts reached solved content words at"),
    "mediation": Part(MediationCase, MediationCase.wish_id, "since words ended_on"),
}
OF_A_PERSON = {
    "promises": Part(
        Claim,
        Claim.person_id,
        "made_at promised_on extension_reason reason ending ended_at",
        Claim.wish_id,
    ),
    "waiting": Part(
        Waiting, Waiting.person_id, "made_at offered_until ending ended_at", Waiting.wish_id
    ),
    "excuses": Part(Excuse, Excuse.person_id, "code words since until at"),
    "certificates": Part(Certificate, Certificate.holder_id, "serial since until hint words"),
    "memberships_ever": Part(Membership, Membership.person_id, "kind since until"),
    "looks": Part(Reveal, Reveal.person_id, "purpose at"),
    "bursts": Part(RevealBurst, RevealBurst.person_id, "why people since at"),
    "sessions": Part(SignIn, SignIn.person_id, "created_at how expires_at"),
}


async def data_of_wisher(db: AsyncSession, wish: Wish) -> Sections:
    """Everything stored about who made a wish, as far as this wish goes."""
    found: Sections = {
        "wish": [facts_of(wish, _WISH) | await _where(db, wish)],
        "contact": _given(asdict(await contact_of(db, wish))),
    }
    for name, part in OF_A_WISH.items():
        found[name] = await part.rows(db, wish.key)
    steps = await db.exec(
        select(StuckStep)
        .join(Stuck, col(Stuck.id) == col(StuckStep.stuck_id))
        .where(Stuck.wish_id == wish.id)
        .order_by(col(StuckStep.id))
    )
    found["attempt"] += [facts_of(step, "words at") for step in steps]
    found["photos"] = await _photos(db, wish)
    found["looks"] = await _looks(db, wish)
    return {name: rows for name, rows in found.items() if rows}


async def data_of_person(db: AsyncSession, person_id: int) -> Sections:
    """Everything stored about somebody with an account, about themselves."""
    person = await db.get_one(Person, person_id)
    account = facts_of(person, "name username email locale approved_at left_on created_at")
    if person.wrapped_key and person.phone_sealed:
        bound = f"person:{person.key}"
        place = f"{bound}/{bound}.phone"
        account["phone"] = unseal(person.wrapped_key, place, person.phone_sealed)
    found: Sections = {
        "account": [account],
        "memberships": [
            {"organization": one.where, "since": one.membership.since}
            for one in (await memberships_of(db, [person_id]))[person_id]
        ],
        "roles": [
            {"role": one.appointment.role, "over": one.where, "since": one.appointment.since}
            for one in (await roles_of(db, [person_id]))[person_id]
        ],
    }
    for name, part in OF_A_PERSON.items():
        found[name] = await part.rows(db, person_id)
    deeds = await db.exec(
        select(Wish.title, Outcome)
        .join(Outcome, col(Outcome.wish_id) == col(Wish.id))
        .join(Participation, col(Participation.outcome_id) == col(Outcome.id))
        .where(Participation.person_id == person_id)
        .order_by(col(Outcome.id))
    )
    columns = "done:what_was_done delivered_on minutes"
    found["deeds"] = [about(title, one, columns) for title, one in deeds]
    credited = await db.exec(
        select(Credit)
        .where(Credit.holder == Holder.person, Credit.holder_id == person_id)
        .order_by(col(Credit.id))
    )
    found["credits"] = [facts_of(one, "year done_on amount at") for one in credited]
    return {name: rows for name, rows in found.items() if rows}


def facts_of(row: object, columns: str) -> Facts:
    """The columns of a row that hold anything, by their names for its owner."""
    named = (column.partition(":") for column in columns.split())
    found = {name or column: getattr(row, column) for column, _colon, name in named}
    return {name: value for name, value in found.items() if value not in (None, "")}


def about(title: str, row: object, columns: str) -> Facts:
    """The same of a row about a wish, which stands first by its title."""
    return ({"wish": title} if title else {}) | facts_of(row, columns)


def _given(told: Facts) -> list[Facts]:
    kept = {name: value for name, value in told.items() if value}
    return [kept] if kept else []


async def _where(db: AsyncSession, wish: Wish) -> Facts:
    area = await db.get_one(Area, wish.area_id)
    keeper = await db.get_one(Organization, wish.keeper_id)
    return {"area": area.name, "keeper": keeper.name}


async def _photos(db: AsyncSession, wish: Wish) -> list[Facts]:
    keys = (await db.exec(select(Outcome.id).where(Outcome.wish_id == wish.id))).all()
    found = await photos_of_many(db, OF_WISH, [wish.key])
    found |= await photos_of_many(db, OF_OUTCOME, [key for key in keys if key is not None])
    return [
        {"address": f"/photos/{photo.public_id}", "at": photo.created_at}
        for photos in found.values()
        for photo in photos
    ]


async def _looks(db: AsyncSession, wish: Wish) -> list[Facts]:
    """Who looked at the contact data, by surname and organization as in the history."""
    looks = (await db.exec(select(Reveal).where(Reveal.wish_id == wish.id))).all()
    people = await people_named(db, {one.person_id for one in looks})
    bodies = await organizations_named(
        db, {one.organization_id for one in looks if one.organization_id}
    )
    return [
        {
            "surname": people[one.person_id].name[:1],
            "organization": bodies.get(one.organization_id or 0, ""),
            "purpose": one.purpose,
            "at": one.at,
        }
        for one in looks
    ]
