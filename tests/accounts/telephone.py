"""Somebody of the cast with a second factor, and the codes that their telephone shows."""

from dataclasses import dataclass

from tests.cast import PASSWORD, Town
from tests.deeds import done
from wishboard.accounts.second_factor.codes import STEP, code_at
from wishboard.accounts.second_factor.commands import begin_second_factor, confirm_second_factor
from wishboard.accounts.second_factor.queries import set_up_of
from wishboard.core.clock import frozen, now


@dataclass
class Telephone:
    """A telephone that knows a secret; it shows the code of the moment, or of one nearby."""

    secret: str
    recovery_codes: list[str]

    def code(self, steps: int = 0) -> str:
        """The code it shows so many half minutes from now."""
        return code_at(self.secret, int(now().timestamp()) // STEP + steps)


async def begun(town: Town, part: str) -> Telephone:
    """A telephone that has scanned the QR code and sent no code yet."""
    viewer = await town.viewer(part)
    await done(begin_second_factor, by=viewer)
    set_up = await done(set_up_of, viewer.person_id)
    assert set_up is not None and set_up.secret in set_up.address
    return Telephone(set_up.secret, [])


async def set_up(town: Town, part: str) -> Telephone:
    """A telephone whose first code, the one of half a minute ago, was taken."""
    telephone = await begun(town, part)
    by = await town.viewer(part)
    with frozen(now()):
        telephone.recovery_codes = await done(
            confirm_second_factor, telephone.code(-1), password=PASSWORD, by=by
        )
    return telephone
