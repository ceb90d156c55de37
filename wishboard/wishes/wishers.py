"""The person who wished: known by a phone number nobody can read in the database.

Name, phone, address and circumstances are sealed under the wisher's own key. The same phone number
means the same wisher, found through a blind index.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Field, SQLModel, col, select

from wishboard.core.crypto import new_person_key, seal, unseal
from wishboard.core.database import AsyncSession
from wishboard.core.phones import phone_index, phone_indexes, plain_phone
from wishboard.core.rows import Row, link, moment
from wishboard.wishes.models import Wish

_FIELDS = ("name", "phone", "address", "circumstances", "guardian")


class Wisher(Row, table=True):
    """Somebody who wished, at least once. Without the wrapped key the person is erased."""

    wrapped_key: bytes | None = None
    phone_index: bytes | None = Field(default=None, index=True)
    created_at: datetime = moment()


class Contact(SQLModel, table=True):
    """How to reach the wisher about one wish, every column sealed."""

    wish_id: int = link("wish.id", primary_key=True)
    wisher_id: int = link("wisher.id", index=True)
    name: bytes | None = None
    phone: bytes | None = None
    address: bytes | None = None
    circumstances: bytes | None = None
    guardian: bytes | None = None


@dataclass(frozen=True, slots=True)
class ContactData:
    """What a wisher told about themselves, readable. Empty means not told or purged."""

    name: str = ""
    phone: str = ""
    address: str = ""
    circumstances: str = ""
    guardian: str = ""

    @property
    def surname(self) -> str:
        """The first character of a Chinese name, else the last word of the name."""
        if not self.name:
            return ""
        return self.name[0] if "㐀" <= self.name[0] <= "鿿" else self.name.split()[-1]

    @property
    def masked_phone(self) -> str:
        """The phone with its middle hidden, as in 138****0000."""
        return f"{self.phone[:3]}****{self.phone[-4:]}" if len(self.phone) >= 7 else "****"

    @property
    def masked_name(self) -> str:
        """The name with all but its first character hidden."""
        return self.name[:1] + "*" * max(len(self.name) - 1, 0)

    @property
    def masked_address(self) -> str:
        """The address with its second half hidden."""
        half = (len(self.address) + 1) // 2
        return self.address[:half] + "*" * (len(self.address) - half)


async def wisher_with(db: AsyncSession, phone: str) -> Wisher:
    """The wisher with this phone number, or a new one with a fresh key.

    A known one is held until the transaction ends, so that nobody erases the key meanwhile. Of a
    new one the fingerprint comes after the key: it is never under an older key of the house.
    """
    prints = phone_indexes(phone) if plain_phone(phone) else []
    if prints:
        known = await db.exec(
            select(Wisher)
            .where(col(Wisher.phone_index).in_(prints))
            .order_by("id")
            .limit(1)
            .with_for_update(read=True)
        )
        found = known.first()
        if found and found.wrapped_key:
            return found
    wisher = Wisher()
    db.add(wisher)
    await db.flush()
    wisher.wrapped_key = new_person_key(f"wisher:{wisher.id}")
    wisher.phone_index = phone_index(phone) if prints else None
    return wisher


async def keep_contact(db: AsyncSession, wish: Wish, wisher: Wisher, data: ContactData) -> None:
    """Seal how to reach a wisher about a wish."""
    assert wisher.wrapped_key is not None
    sealed = sealed_contact(wisher.wrapped_key, wisher.key, wish.key, data)
    db.add(Contact(wish_id=wish.key, wisher_id=wisher.key, **sealed))


def sealed_contact(
    wrapped_key: bytes, wisher_id: int, wish_id: int, data: ContactData
) -> dict[str, bytes]:
    """What was told, each column sealed for its place; what was not told is left out."""
    return {
        name: seal(wrapped_key, place_of(wisher_id, wish_id, name), value)
        for name in _FIELDS
        if (value := getattr(data, name))
    }


async def contact_of(db: AsyncSession, wish: Wish) -> ContactData:
    """Open the contact data of a wish; empty when purged, erased or never given."""
    contact = await db.get(Contact, wish.key)
    wisher = await db.get(Wisher, contact.wisher_id) if contact else None
    if contact is None or wisher is None or wisher.wrapped_key is None:
        return ContactData()
    return ContactData(
        **{
            name: unseal(wisher.wrapped_key, place_of(wisher.id, wish.key, name), value)
            for name in _FIELDS
            if (value := getattr(contact, name)) is not None
        }
    )


def place_of(wisher_id: int | None, wish_id: int, column: str) -> str:
    """Where a sealed column of contact data stands, which it is bound to."""
    return f"wisher:{wisher_id}/contact:{wish_id}.{column}"
