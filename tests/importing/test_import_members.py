"""Taking in a roster: the same person again, who belongs where, and accounts."""

from datetime import date

import pytest
from sqlmodel import col, select

from tests.cast import Town
from tests.importing.tables import enrol, reasons
from wishboard.accounts.models import Membership, MembershipKind, Person
from wishboard.accounts.sessions import sign_in
from wishboard.claims.commands import claim_wish
from wishboard.claims.refusals import OwnWish
from wishboard.core.clock import frozen, today
from wishboard.core.crypto import unseal
from wishboard.core.database import transaction

ROSTER = "姓名 所在支部 手机号 入党时间"
LIU = "刘建国 柳荫第一支部 13700000001 2008年7月1日"


async def person(name: str) -> Person:
    async with transaction() as db:
        return (await db.exec(select(Person).where(Person.name == name))).one()


async def ties(name: str) -> list[Membership]:
    async with transaction() as db:
        found = await db.exec(
            select(Membership)
            .join(Person, col(Person.id) == col(Membership.person_id))
            .where(Person.name == name)
            .order_by(col(Membership.id))
        )
        return list(found.all())


async def test_a_row_becomes_a_person_with_a_membership(town: Town) -> None:
    review, accounts = await enrol(ROSTER, LIU)
    assert (review.taken, review.lines, accounts) == (1, [], [])
    (tie,) = await ties("刘建国")
    assert tie.organization_id == town.organizations["柳荫第一支部"].id
    assert (tie.kind, tie.owning, tie.since) == (MembershipKind.member, True, date(2008, 7, 1))
    somebody = await person("刘建国")
    assert (somebody.username, somebody.password_hash) == (None, None)


async def test_the_phone_is_sealed_under_the_persons_own_key(town: Town) -> None:
    await enrol(ROSTER, LIU)
    somebody = await person("刘建国")
    assert somebody.wrapped_key and somebody.phone_sealed
    assert b"13700000001" not in somebody.phone_sealed
    bound = f"person:{somebody.id}/person:{somebody.id}.phone"
    assert unseal(somebody.wrapped_key, bound, somebody.phone_sealed) == "13700000001"


async def test_nobody_on_a_roster_grants_a_wish_made_with_their_own_phone(town: Town) -> None:
    await enrol(ROSTER, LIU.replace("13700000001", "138-1234-5678"))
    wish = await town.published()
    viewer = await town.viewer("member")
    by = type(viewer)(
        **{s: getattr(viewer, s) for s in viewer.__slots__}
        | {"doer_id": (await person("刘建国")).id}
    )
    with pytest.raises(OwnWish):
        async with transaction() as db:
            await claim_wish(db, wish.key, by=by, promised_on=today())


async def test_the_same_roster_again_changes_nothing(town: Town) -> None:
    await enrol(ROSTER, LIU)
    review, _ = await enrol(ROSTER, LIU)
    assert (review.taken, review.changed, review.known) == (0, 0, 1)
    assert len(await ties("刘建国")) == 1


async def test_the_same_phone_is_the_same_person_under_a_new_name(town: Town) -> None:
    await enrol(ROSTER, LIU)
    review, _ = await enrol(ROSTER, LIU.replace("刘建国", "刘建帼"))
    assert (review.taken, review.changed) == (0, 1)
    assert len(await ties("刘建帼")) == 1


async def test_the_same_name_in_the_same_branch_gets_a_new_phone(town: Town) -> None:
    await enrol(ROSTER, LIU)
    review, _ = await enrol(ROSTER, LIU.replace("13700000001", "13700000002"))
    assert (review.taken, review.changed) == (0, 1)


async def test_two_of_one_name_with_two_phones_are_two_people(town: Town) -> None:
    review, _ = await enrol(ROSTER, LIU, LIU.replace("13700000001", "13700000002"))
    assert review.taken == 2
    again, _ = await enrol(ROSTER, LIU, LIU.replace("13700000001", "13700000002"))
    assert (again.taken, again.known) == (0, 2)


async def test_a_couple_may_share_a_phone(town: Town) -> None:
    wife = LIU.replace("刘建国", "王桂花")
    review, _ = await enrol(ROSTER, LIU, wife)
    assert review.taken == 2
    again, _ = await enrol(ROSTER, wife, LIU)
    assert (again.taken, again.known) == (0, 2)


async def test_the_same_person_twice_in_one_table_is_said_so(town: Town) -> None:
    review, _ = await enrol(ROSTER, LIU, LIU)
    assert (review.taken, reasons(review)) == (1, [(3, "row_twice")])


async def test_a_second_organization_is_a_registration_besides(town: Town) -> None:
    await enrol(ROSTER, LIU)
    review, _ = await enrol(ROSTER, LIU.replace("柳荫第一支部", "河东第一支部"))
    assert (2, "second_registration") in reasons(review)
    assert [tie.owning for tie in await ties("刘建国")] == [True, False]


async def test_who_has_moved_leaves_the_former_organization(town: Town) -> None:
    await enrol(ROSTER, LIU)
    review, _ = await enrol(ROSTER, LIU.replace("柳荫第一支部", "河东第一支部"), moved=True)
    assert (2, "moved_here") in reasons(review)
    former, present = await ties("刘建国")
    assert former.until == today() and present.owning and present.until is None


async def test_a_volunteer_of_a_team_is_approved(town: Town) -> None:
    await enrol("姓名 队伍 类别", "倪娜 暖阳志愿队 志愿者", "俞凯 暖阳志愿队 _")
    assert (await person("倪娜")).approved_at and (await person("俞凯")).approved_at
    assert (await ties("俞凯"))[0].kind is MembershipKind.volunteer


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("_ 柳荫第一支部 13700000001 2008-07-01 _", "name_missing"),
        ("刘建国 月球支部 13700000001 2008-07-01 _", "organization_unknown"),
        ("刘建国 柳荫第一支部 13700000001 忘了 _", "day_unread"),
        ("刘建国 柳荫第一支部 13700000001 2008-07-01 member", "username_taken"),
        ("刘建国 柳荫第一支部 13700000001 2008-07-01 x", "username_unfit"),
    ],
)
async def test_a_row_that_does_not_fit_is_refused(town: Town, line: str, reason: str) -> None:
    review, _ = await enrol(f"{ROSTER} 用户名", line)
    assert (review.taken, reasons(review)) == (0, [(2, reason)])


async def test_a_masked_phone_is_left_out_and_a_missing_date_is_today(town: Town) -> None:
    with frozen(date(2025, 11, 21)):
        review, _ = await enrol(ROSTER, "刘建国 柳荫第一支部 137****0001 _")
    assert reasons(review) == [(2, "day_missing"), (2, "phone_left_out")]
    assert (await ties("刘建国"))[0].since == date(2025, 11, 21)


async def test_accounts_are_opened_with_a_password_for_once(town: Town) -> None:
    lines = [f"{LIU} liujianguo", "王桂花 柳荫第一支部 13700000009 2001-07-01 _"]
    _, accounts = await enrol(f"{ROSTER} 用户名", *lines, accounts=True)
    known, made = accounts
    assert (known.name, known.username) == ("刘建国", "liujianguo")
    assert made.username.startswith("u") and made.password != known.password
    async with transaction() as db:
        _, somebody = await sign_in(db, known.username, known.password, address="")
    assert somebody.must_change_password
    _, again = await enrol(f"{ROSTER} 用户名", *lines, accounts=True)
    assert again == []
