"""Take in a roster (花名册): people, where they belong, and accounts if they are wanted."""

from collections.abc import AsyncIterable, Callable
from dataclasses import dataclass
from typing import NamedTuple

from wishboard.accounts.importing import refusals
from wishboard.accounts.importing.directory import Directory, directory
from wishboard.accounts.importing.member_rows import MemberRow, read_member
from wishboard.accounts.importing.roster import Roster, keep_phone, roster
from wishboard.accounts.models import Membership, MembershipKind, Person
from wishboard.accounts.opening import give_password_once
from wishboard.accounts.sessions import end_sessions
from wishboard.core.clock import now, today
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import Refusal
from wishboard.core.sheets.mapping import Mapping
from wishboard.core.sheets.review import Review
from wishboard.core.sheets.rows import Row

Progress = Callable[[int], None]


class NewAccount(NamedTuple):
    """A way in that was made, with the one-time password nobody can read again."""

    name: str
    organization: str
    username: str
    password: str


@dataclass(frozen=True, slots=True)
class Terms:
    """`accounts` gives user name and one-time password to whoever has none. `moved` ends the
    membership that owned the credit so far; without it a second one is a registration besides."""

    accounts: bool = False
    moved: bool = False


async def import_members(
    db: AsyncSession,
    rows: AsyncIterable[Row],
    mapping: Mapping,
    terms: Terms,
    progress: Progress = lambda _: None,
) -> tuple[Review, list[NewAccount]]:
    """Take in or bring up to date everybody in a roster.

    The same phone, or the same name in the same organization, is the same person.
    """
    intake = _Intake(db, await directory(db), await roster(db), terms)
    async for row in rows:
        try:
            said = read_member(row.number, mapping.pick(row), intake.organizations)
            await intake.take(row, said)
        except Refusal as reason:
            intake.review.refuse(row, reason)
        progress(1)
    await db.flush()
    return intake.review, intake.accounts


class _Intake:
    """A roster on its way in."""

    def __init__(
        self, db: AsyncSession, organizations: Directory, known: Roster, terms: Terms
    ) -> None:
        self.organizations = organizations
        self.review = Review()
        self.accounts: list[NewAccount] = []
        self._db, self._known, self._terms = db, known, terms

    async def take(self, row: Row, said: MemberRow) -> None:
        """Take in one row. Raises UsernameTaken or RowTwice before anything is written."""
        found = self._known.find(said.name, said.phone, said.organization.key)
        self._must_be_free(said, found)
        person = found or await self._new_person(said)
        changed = self._bring_up_to_date(person, said)
        changed |= await self._belong(row, person, said)
        changed |= self._terms.accounts and await self._open_account(person, said)
        self._known.rows.setdefault(person.key, said.number)
        self._known.know(person)
        if said.phone_left_out:
            self.review.remark(row, refusals.PHONE_LEFT_OUT)
        self.review.taken += found is None
        self.review.changed += found is not None and changed
        self.review.known += found is not None and not changed

    def _must_be_free(self, said: MemberRow, found: Person | None) -> None:
        holder = self._known.with_username(said.username) if said.username else None
        if holder is not None and holder is not found:
            raise refusals.UsernameTaken(username=said.username)
        if found is None or found.key not in self._known.rows:
            return
        if self._tie_here(found, said):
            raise refusals.RowTwice(first=self._known.rows[found.key])

    async def _new_person(self, said: MemberRow) -> Person:
        person = Person(name=said.name)
        self._db.add(person)
        await self._db.flush()
        return person

    @staticmethod
    def _bring_up_to_date(person: Person, said: MemberRow) -> bool:
        """Write down what the row says of the person. Whether anything was new."""
        before = person.name, person.email, person.username
        person.name = said.name
        person.email = said.email or person.email
        person.username = said.username or person.username
        new_phone = keep_phone(person, said.phone) if said.phone else False
        return new_phone or before != (person.name, person.email, person.username)

    async def _belong(self, row: Row, person: Person, said: MemberRow) -> bool:
        """See to the membership. Whether anything was new."""
        here = self._tie_here(person, said)
        if here is not None:
            before = here.kind, here.since
            here.kind, here.since = said.kind, said.since or here.since
            if here.kind is not before[0]:
                await end_sessions(self._db, person.key)
            return before != (here.kind, here.since)
        if said.kind is MembershipKind.volunteer and person.approved_at is None:
            person.approved_at = now()
        tie = Membership(
            person_id=person.key,
            organization_id=said.organization.key,
            kind=said.kind,
            owning=await self._owning(row, person),
            since=said.since or today(),
        )
        self._db.add(tie)
        self._known.tie(tie)
        if person.password_hash is not None:
            await end_sessions(self._db, person.key)
        if said.since is None:
            self.review.remark(row, refusals.DAY_MISSING)
        return True

    async def _owning(self, row: Row, person: Person) -> bool:
        """Whether a new membership takes the credit: the first does, or the one moved to."""
        ties = self._known.current(person)
        former = next((tie for tie in ties if tie.owning), None)
        if former is None:
            return True
        name = self.organizations.nodes[former.organization_id].name
        if not self._terms.moved:
            self.review.remark(row, refusals.SECOND_REGISTRATION.about(owning=name))
            return False
        former.until = max(today(), former.since)
        ties.remove(former)
        await self._db.flush()
        self.review.remark(row, refusals.MOVED_HERE.about(former=name))
        return True

    async def _open_account(self, person: Person, said: MemberRow) -> bool:
        if person.password_hash is not None:
            return False
        password = await give_password_once(self._db, person)
        assert person.username is not None
        account = NewAccount(person.name, said.organization.name, person.username, password)
        self.accounts.append(account)
        return True

    def _tie_here(self, person: Person, said: MemberRow) -> Membership | None:
        ties = self._known.current(person)
        return next((tie for tie in ties if tie.organization_id == said.organization.id), None)
