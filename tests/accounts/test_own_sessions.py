"""Where somebody is signed in: seen by themselves alone, and ended one by one or all."""

from datetime import timedelta

import pytest

from tests.cast import Town
from tests.deeds import done, refused
from wishboard.accounts.devices import device_code, device_words
from wishboard.accounts.own_sessions import end_other_sessions, end_session, sessions_of
from wishboard.accounts.sessions import open_session
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import frozen, now
from wishboard.http.session import viewer_with
from wishboard.i18n import speaking

PHONE = (
    "Mozilla/5.0 (Linux; Android 14; V2309A) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0 Mobile Safari/537.36 XWEB/1260 MicroMessenger/8.0.50"
)


async def here(town: Town, part: str = "clerk", device: str = "") -> tuple[str, Viewer]:
    """A session just opened: its token and its viewer."""
    token = await done(open_session, town.people[part].key, device=device)
    viewer = await viewer_with(token, "")
    assert viewer is not None and viewer.session
    return token, viewer


async def test_this_one_comes_first_and_others_are_none_of_theirs(town: Town) -> None:
    _phone, elsewhere = await here(town, device=PHONE)
    await here(town, "leader")
    _token, viewer = await here(town)
    listed = await done(sessions_of, viewer)
    assert [one.public_id for one in listed] == [viewer.session, elsewhere.session]
    assert listed[1].device == "android/wechat"


async def test_when_it_was_used_is_known_by_the_hour(town: Town) -> None:
    token, viewer = await here(town)
    (opened,) = await done(sessions_of, viewer)
    for passed, moved in ((timedelta(minutes=59), False), (timedelta(hours=3), True)):
        with frozen(opened.created_at + passed):
            assert await viewer_with(token, "")
            (seen,) = await done(sessions_of, viewer)
        assert (seen.seen_at > opened.seen_at) is moved


async def test_one_is_ended_and_only_one_of_ones_own(town: Town) -> None:
    token, viewer = await here(town)
    other, elsewhere = await here(town)
    foreign, foreigner = await here(town, "leader")
    with refused("not_found"):
        await done(end_session, foreigner.session, by=viewer)
    await done(end_session, elsewhere.session, by=viewer)
    assert await viewer_with(other, "") is None
    assert await viewer_with(token, "") and await viewer_with(foreign, "")


async def test_all_others_are_ended(town: Town) -> None:
    others = [(await here(town))[0] for _ in range(3)]
    foreign, _viewer = await here(town, "leader")
    token, viewer = await here(town)
    await done(end_other_sessions, by=viewer)
    assert [await viewer_with(other, "") for other in others] == [None] * 3
    assert await viewer_with(token, "") and await viewer_with(foreign, "")


async def test_a_session_that_ran_out_is_not_listed(town: Town) -> None:
    await here(town)
    with frozen(now() + timedelta(days=15)):
        _token, viewer = await here(town)
        assert len(await done(sessions_of, viewer)) == 1


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (PHONE, "WeChat on an Android phone"),
        ("Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0", "Firefox on a Linux computer"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/126 Edg/126", "Edge on a Windows computer"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17) Safari/604", "Safari on an iPhone"),
        ("curl/8.5", "another program or device"),
        ("", "another program or device"),
    ],
)
def test_a_device_in_words(agent: str, words: str) -> None:
    with speaking("en"):
        assert device_words(device_code(agent)) == words


def test_a_device_in_chinese_words() -> None:
    with speaking("zh"):
        assert device_words(device_code(PHONE)) == "安卓手机上的微信"
