"""What one row of a ledger says, read and weighed before anything is stored."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from wishboard.accounts.importing.refusals import AreaUnknown
from wishboard.accounts.models import Area
from wishboard.core.clock import now
from wishboard.core.crypto import blind_indexes, every_marked
from wishboard.core.moments import NoMoment, read_moment
from wishboard.core.phones import can_be_called, phone_indexes
from wishboard.core.sheets.review import Remark
from wishboard.core.sheets.rows import Row
from wishboard.wishes.importing import figures, refusals
from wishboard.wishes.importing.columns import Sorting, channel_of, sorting_of
from wishboard.wishes.importing.places import Places
from wishboard.wishes.importing.public import PublicWords, public_words
from wishboard.wishes.stages import Channel
from wishboard.wishes.wishers import ContactData

LONGEST_TITLE = 200
_CONTACT_LENGTHS = {"name": 60, "address": 120, "circumstances": 300}

Say = Callable[[Remark], None]


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for the whole table.

    `area` takes the rows that name none. `source` keeps the numbers of two ledgers apart.
    `consented` says that every wisher agreed to a published summary. `registered` trusts the
    ledger: rows with everything that registration needs are registered at once.
    """

    area: Area | None = None
    channel: Channel = Channel.imported
    source: str = ""
    consented: bool = False
    registered: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that can be stored. `key` makes it known again, `who` its wisher.

    Each is the first of several: under former keys of the house it was known by the others.
    `user` names the wisher in the source, where no phone does.
    """

    row: Row
    number: str
    keys: list[str]
    user: str
    title: str
    text: str
    area_id: int
    keeper_id: int
    channel: Channel
    collected_at: datetime
    category_id: int | None
    sorting: Sorting | None
    expected: int
    worth: int
    contact: ContactData
    public: PublicWords | None = None

    @property
    def key(self) -> str:
        """What makes the row known again."""
        return self.keys[0]

    @property
    def prints(self) -> list[bytes]:
        """Everything that may make its wisher known again."""
        if self.contact.phone:
            return phone_indexes(self.contact.phone)
        return blind_indexes("wisher.user", self.user) if self.user else []

    @property
    def who(self) -> bytes | None:
        """What makes its wisher known again, if anybody is named."""
        return next(iter(self.prints), None)

    @property
    def words(self) -> tuple[str, str]:
        """Title and text, by which the same wish is known under the same number."""
        return self.title, self.text


def read_entry(row: Row, said: dict[str, str], places: Places, terms: Terms, say: Say) -> Entry:
    """A row as an entry; remarks go to `say`. Raises a RowRefused or NoKeeper."""
    title, text = _words(said, say)
    area = _area(said["area"], places, terms, say)
    category = places.category(said["category"])
    if category is None and said["category"]:
        say(refusals.CATEGORY_UNKNOWN.about(category=said["category"]))
    sorting = sorting_of(said["lane"])
    if sorting is None and said["lane"]:
        say(refusals.SORTING_UNKNOWN.about(words=said["lane"]))
    contact = _contact(said, say)
    hint = figures.worth_hint(title) or figures.worth_hint(text) or 0
    entry = Entry(
        row=row,
        number=said["id"],
        keys=_keys(said, terms),
        user=f"{terms.source}\x1e{said['user']}" if said["user"] else "",
        title=title,
        text=text,
        area_id=area.key,
        keeper_id=places.areas.keeper_id(area),
        channel=channel_of(said["channel"]) or terms.channel,
        collected_at=_moment(said["created_at"]),
        category_id=category.id if category else None,
        sorting=sorting,
        expected=_number(said["expected"], 1, figures.MOST_PEOPLE, say),
        worth=_number(said["worth"], hint, figures.MOST_WORTH, say),
        contact=contact,
    )
    return public_words(entry, say) if terms.registered else entry


def _words(said: dict[str, str], say: Say) -> tuple[str, str]:
    title, text = said["title"], said["text"] or said["title"]
    if not text:
        raise refusals.NothingWished
    if len(title) <= LONGEST_TITLE:
        return title, text
    say(refusals.TITLE_CUT)
    whole = text if text.startswith(title) else f"{title}\n{text}"
    return title[: LONGEST_TITLE - 1] + "…", whole


def _area(words: str, places: Places, terms: Terms, say: Say) -> Area:
    if not words:
        if terms.area is None:
            raise refusals.AreaMissing
        return terms.area
    try:
        return places.areas.find(words)
    except AreaUnknown:
        if terms.area is None:
            raise
        say(refusals.AREA_GUESSED.about(area=words, instead=terms.area.name))
        return terms.area


def _contact(said: dict[str, str], say: Say) -> ContactData:
    phone = said["phone"]
    if phone and not can_be_called(phone):
        say(refusals.PHONE_UNUSABLE)
        phone = ""
    short = {name: said[name][:length] for name, length in _CONTACT_LENGTHS.items()}
    return ContactData(phone=phone[:30], **short)


def _moment(text: str) -> datetime:
    if not text:
        return now()
    try:
        moment = read_moment(text)
    except NoMoment:
        raise refusals.MomentUnread(text=text) from None
    if moment > now():
        raise refusals.NotYet(text=text)
    return moment


def _number(text: str, otherwise: int, most: int, say: Say) -> int:
    if not text:
        return min(otherwise, most)
    number = figures.read_number(text)
    if number is None:
        say(refusals.NUMBER_UNREAD.about(text=text))
    return min(otherwise if number is None else number, most)


def _keys(said: dict[str, str], terms: Terms) -> list[str]:
    """What makes a row known again: its number in the source, else everything it says."""
    content = said["id"] or "\x1f".join(said[name] for name in sorted(said))
    kind = "number" if said["id"] else "words"
    digests = every_marked("import", f"{terms.source}\x1e{kind}\x1e{content}")
    return [digest.hex() for digest in digests]
