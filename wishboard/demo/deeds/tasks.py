"""Community tasks: made by a host, joined by many, answered by the host."""

from datetime import timedelta

from wishboard.claims.commands import claim_wish
from wishboard.core.clock import today
from wishboard.demo.deeds.scene import Scene
from wishboard.demo.plot import Beat, Tale, beats_of
from wishboard.demo.tables import records
from wishboard.outcomes.answers import answer_wish
from wishboard.outcomes.forms import AnswerForm
from wishboard.wishes.forms import TaskForm
from wishboard.wishes.tasks import make_task

_AHEAD = 8
"""How many days before it takes place a task is made."""


def task_tales(first: int) -> list[Tale]:
    """The community tasks of the town; made some days ahead, or by now."""
    return [_task(number, one) for number, one in enumerate(records("tasks"), first)]


async def make(scene: Scene) -> None:
    """The host makes the task."""
    one = next(one for one in records("tasks") if one["title"] == scene.tale.title)
    host = scene.cast.bodies.named(one["host"])
    form = TaskForm.model_validate(
        one
        | {
            "area": scene.area.public_id,
            "host": host.public_id,
            "day": scene.real + timedelta(days=int(one["day"])),
        }
    )
    wish = await make_task(scene.db, form, by=scene.cast.clerk(host))
    scene.tale.wish_id, scene.tale.public_id = wish.key, wish.public_id


async def join(scene: Scene) -> None:
    """Somebody comes along."""
    viewer = scene.cast.viewers[scene.words[0]]
    claim = await claim_wish(scene.db, scene.tale.wish_id, by=viewer, promised_on=today())
    scene.tale.claims[viewer.name] = claim.public_id


async def host(scene: Scene) -> None:
    """The host confirms that it took place."""
    form = AnswerForm(done=True, rating=5, words="大家准时到齐，现场收拾得很干净。", praise=True)
    await answer_wish(scene.db, scene.tale.wish_id, form, by=scene.clerk)


def _task(number: int, one: dict[str, str]) -> Tale:
    age = max(_AHEAD - int(one["day"]), 4)
    return Tale(
        number=number,
        title=one["title"],
        text=one["summary"],
        area=one["area"],
        age=age,
        beats=[Beat(0, "make"), *beats_of(one["beats"])],
        expected=int(one["expected"]),
        words="按计划完成，参加的人都签了到。",
    )
