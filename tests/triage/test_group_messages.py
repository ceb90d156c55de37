"""How messages come together in groups."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.triage.saying import START, said
from wishboard.triage.commonness import Commonness
from wishboard.triage.grouping import WINDOW_DAYS, Grouping, grouped, joins, signature
from wishboard.triage.messages import Message
from wishboard.triage.reading import read

OTHERS = (
    "想要一盏台灯", "给奶奶买个轮椅", "公交车太少", "学校门口堵车", "邻居养鸡扰民", "自来水发黄",
    "工资一直没发", "医院排队太久", "想学用手机", "楼顶漏水", "垃圾没人收", "电梯老是停",
)  # fmt: skip


def town(*messages: Message) -> list[Message]:
    """Messages among others of every kind, from which it is learnt what is common."""
    return [*(said(other, day=0) for other in OTHERS), *messages]


def together(messages: list[Message], *some: Message) -> bool:
    """Whether some messages ended up in one group."""
    groups = [set(keys) for keys in grouped(messages)]
    return any({message.key for message in some} <= group for group in groups)


PLANT = "搅拌站噪音灰尘扰民"


def test_what_is_alike_comes_together() -> None:
    one, two = said(f"金桂小区旁{PLANT}", day=1), said(f"投诉金桂小区附近{PLANT}", day=2)
    assert together(town(one, two), one, two)


def test_places_keep_apart_what_is_said_in_the_same_words() -> None:
    here = [said(f"金桂小区旁{PLANT}", day=n) for n in range(1, 6)]
    there = [said(f"松涛小区旁{PLANT}", day=n) for n in range(1, 6)]
    messages = town(*here, *there)
    assert together(messages, *here)
    assert together(messages, *there)
    assert not together(messages, here[0], there[0])


def test_a_group_nobody_joined_for_long_is_over() -> None:
    one, late = said("金桂小区停水", day=1), said("金桂小区停水", day=WINDOW_DAYS + 2)
    assert not together(town(one, late), one, late)


def test_one_person_who_posts_ten_times_is_one_person() -> None:
    grouping = Grouping()
    for number in range(10):
        index = grouping.add(said("金桂小区停水", day=number, person="the same"))
    assert len(grouping.groups[index].keys) == 10
    assert len(grouping.groups[index].people) == 1


def test_what_a_person_parted_never_meets_again() -> None:
    one, other = said("金桂小区停水", day=1), said("金桂小区停水", day=2)
    groups = grouped([one, other], never=[(other.key, one.key)])
    assert [one.key] in groups
    assert [other.key] in groups


def test_a_message_joins_one_of_the_groups_it_is_shown() -> None:
    common = Commonness()
    plant, lamp = said(f"金桂小区旁{PLANT}"), said("梅岭路的路灯坏了")
    for message in town(plant, lamp):
        common.learn(read(message).counts)
    groups = {7: [plant], 9: [lamp]}
    new = said(f"金桂小区{PLANT}", day=3)
    match = joins(new, groups, common)
    assert match is not None
    assert match.group == 7
    assert match.likeness.place == "金桂"
    assert joins(new, groups, common, never={7}) is None
    assert set(signature(new, common)) & set(signature(plant, common))


def test_the_likeliest_equals_are_found_before_anything_is_sent() -> None:
    grouping = Grouping()
    for message in town(*(said(f"金桂小区旁{PLANT}", day=n) for n in range(4))):
        grouping.add(message)
    best = grouping.sought(said(f"金桂小区的{PLANT}", day=5))[0]
    assert len(best.people) == 4


WORDS = st.sampled_from([*OTHERS, f"金桂小区{PLANT}", f"松涛小区{PLANT}"])


@given(st.lists(st.tuples(WORDS, st.integers(0, 400)), max_size=12), st.randoms())
def test_groups_hold_every_message_once_in_whatever_order_they_are_given(
    told: list[tuple[str, int]], dice: st.DataObject
) -> None:
    messages = [said(words, day=day, key=n) for n, (words, day) in enumerate(told)]
    groups = grouped(messages)
    assert sorted(key for keys in groups for key in keys) == list(range(len(messages)))
    dice.shuffle(messages)  # type: ignore[attr-defined]
    assert grouped(messages) == groups


def test_what_is_common_survives_being_stored() -> None:
    common = Commonness()
    common.learn(["路灯", "坏了", "路灯"])
    common.learn(["路灯"])
    again = Commonness.unpack(common.pack())
    assert (again.seen, again.share("路灯"), again.share("坏了")) == (2, 1.0, 0.5)
    assert again.weight("从未") > again.weight("坏了") > again.weight("路灯")


def test_messages_from_before_the_group_do_not_age_it() -> None:
    grouping = Grouping()
    index = grouping.add(said("金桂小区停水", day=5))
    grouping.take(said("金桂小区停水", day=1), index)
    assert grouping.groups[index].first == START + timedelta(days=1)
    assert grouping.groups[index].last == START + timedelta(days=5)
