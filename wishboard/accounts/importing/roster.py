"""The people and memberships a town has, at hand while a roster is taken in."""

from collections import defaultdict

from sqlmodel import col, select

from wishboard.accounts.models import Membership, Person
from wishboard.core.crypto import new_person_key, seal
from wishboard.core.database import AsyncSession
from wishboard.core.phones import phone_index, phone_indexes


class Roster:
    """Everybody who has not left, by name, phone and user name.

    `rows` holds, by person, the row of the table that spoke of them first.
    """

    def __init__(self) -> None:
        self.rows: dict[int, int] = {}
        self._by_name: dict[str, list[Person]] = defaultdict(list)
        self._by_phone: dict[bytes, list[Person]] = defaultdict(list)
        self._by_username: dict[str, Person] = {}
        self._ties: dict[int, list[Membership]] = defaultdict(list)

    def know(self, person: Person) -> None:
        """Have a new or changed person at hand."""
        _add(self._by_name[person.name], person)
        if person.phone_index:
            _add(self._by_phone[person.phone_index], person)
        if person.username:
            self._by_username[person.username] = person

    def tie(self, membership: Membership) -> None:
        """Have a membership at hand."""
        self._ties[membership.person_id].append(membership)

    def current(self, person: Person) -> list[Membership]:
        """The memberships of a person that have not ended."""
        return self._ties[person.key]

    def with_username(self, username: str) -> Person | None:
        """Who has this user name."""
        return self._by_username.get(username)

    def find(self, name: str, phone: str, organization_id: int) -> Person | None:
        """The person with this phone, else of this name in this organization.

        A couple may share a phone: among several the name decides, and whoever the table itself
        spoke of under another name or phone is somebody else.
        """
        prints = phone_indexes(phone) if phone else []
        same_phone = [person for one in prints for person in self._by_phone.get(one, ())]
        for person in same_phone:
            if person.name == name:
                return person
        if len(same_phone) == 1 and same_phone[0].key not in self.rows:
            return same_phone[0]
        for person in self._by_name[name]:
            here = any(tie.organization_id == organization_id for tie in self.current(person))
            somebody_else = phone and person.phone_index and person.key in self.rows
            if here and not somebody_else:
                return person
        return None


async def roster(db: AsyncSession) -> Roster:
    """Read everybody who has not left."""
    known = Roster()
    people = await db.exec(select(Person).where(col(Person.left_on).is_(None)).order_by("id"))
    for person in people.all():
        known.know(person)
    ties = await db.exec(select(Membership).where(col(Membership.until).is_(None)))
    for membership in ties.all():
        known.tie(membership)
    return known


def keep_phone(person: Person, phone: str) -> bool:
    """Seal a stored person's number under their own key. Whether it is another one than before."""
    if person.phone_index in phone_indexes(phone):
        return False
    bound = f"person:{person.key}"
    if person.wrapped_key is None:
        person.wrapped_key = new_person_key(bound)
    person.phone_sealed = seal(person.wrapped_key, f"{bound}/{bound}.phone", phone)
    person.phone_index = phone_index(phone)
    return True


def _add(people: list[Person], person: Person) -> None:
    if person not in people:
        people.append(person)
