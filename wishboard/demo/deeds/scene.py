"""What a deed in a tale is given."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, timedelta

from wishboard.accounts.models import Area, Organization
from wishboard.accounts.viewer import Viewer, wisher_of
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession
from wishboard.demo.cast import Cast
from wishboard.demo.plot import Tale


@dataclass(frozen=True, slots=True)
class Scene:
    """A beat being played: the tale so far, the words of the beat, and `real`, the town's today."""

    db: AsyncSession
    cast: Cast
    tale: Tale
    words: tuple[str, ...]
    real: date

    @property
    def area(self) -> Area:
        """Where the wish is."""
        return self.cast.area(self.tale.area)

    @property
    def keeper(self) -> Organization:
        """Who looks after the wish."""
        return self.cast.keeper(self.area)

    @property
    def clerk(self) -> Viewer:
        """The keeper's clerk."""
        return self.cast.clerk(self.keeper)

    @property
    def wisher(self) -> Viewer:
        """Whoever wished, with code and PIN."""
        return wisher_of(self.tale.wish_id, device=f"demo-wisher-{self.tale.number}")

    @property
    def day(self) -> date:
        """The day a beat speaks of: `+8` from that day on, `today+1` from the town's today on."""
        word = next(word for word in self.words if word[0] == "+" or word.startswith("today"))
        if word.startswith("today"):
            return self.real + timedelta(days=int(word.removeprefix("today")))
        return today() + timedelta(days=int(word))


Deed = Callable[[Scene], Awaitable[None]]
