"""Time in the demo town: the beats of all tales in order, and every night what the clock does."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from random import Random

from wishboard.claims.clock import end_offers, lapse_overdue, remind_of_promises
from wishboard.core.clock import city_date, frozen, now, start_of
from wishboard.core.database import transaction
from wishboard.demo.cast import Cast
from wishboard.demo.deeds import DEEDS
from wishboard.demo.deeds.scene import Scene
from wishboard.demo.plot import Beat, Tale
from wishboard.disclosure.retention import purge_contacts
from wishboard.endings.commands import resume_deferred
from wishboard.issues.legacy.commands import ask_for_reviews
from wishboard.notifications.telling import tell_everything
from wishboard.outcomes.answers import record_silences
from wishboard.supervision.dissatisfaction import weigh_answers
from wishboard.supervision.ladder.climbing import climb_overdue

_OPENS = 9
_MINUTES = 6 * 60
_BETWEEN = timedelta(minutes=25)
_NIGHT = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class Moment:
    """A beat of a tale at its time."""

    at: datetime
    tale: Tale
    beat: Beat


async def play(tales: list[Tale], cast: Cast) -> None:
    """Play every beat in its time, each in a transaction of its own, up to this moment."""
    real = now()
    script = moments(tales, cast.chance, real)
    day = city_date(script[0].at)
    for played_on, beats in groupby(script, key=lambda moment: city_date(moment.at)):
        while day < played_on:
            day += timedelta(days=1)
            await _night(day)
        for moment in beats:
            with frozen(moment.at):
                await _play(moment, cast, city_date(real))
    while day < city_date(real):
        day += timedelta(days=1)
        await _night(day)
    with frozen(real):
        await tell_everything()


def moments(tales: list[Tale], chance: Random, real: datetime) -> list[Moment]:
    """The beats of all tales in order of time; none lies in the future."""
    script: list[Moment] = []
    last = city_date(real)
    for tale in tales:
        begun = last - timedelta(days=tale.age)
        earliest = start_of(begun)
        for beat in tale.beats:
            day = (last if beat.back else begun) + timedelta(days=beat.day)
            opens = start_of(day) + timedelta(hours=_OPENS)
            at = max(opens + timedelta(minutes=chance.randrange(_MINUTES)), earliest)
            earliest = at + _BETWEEN
            script.append(Moment(at, tale, beat))
    return [
        Moment(min(moment.at, real - timedelta(minutes=1)), moment.tale, moment.beat)
        for moment in sorted(script, key=lambda moment: moment.at)
    ]


async def _play(moment: Moment, cast: Cast, real: date) -> None:
    async with transaction() as db:
        scene = Scene(db, cast, moment.tale, moment.beat.words, real)
        await DEEDS[moment.beat.deed](scene)


async def _night(day: date) -> None:
    """What the clock does as a day begins, and what people are told of the day before."""
    with frozen(min(start_of(day) + _NIGHT, now())):
        async with transaction() as db:
            await remind_of_promises(db)
            await purge_contacts(db)
            await ask_for_reviews(db)
        await lapse_overdue()
        await record_silences()
        await resume_deferred()
        await end_offers()
        await weigh_answers()
        await climb_overdue()
        await tell_everything()
