"""The roles of a town and what each may do. This table is the whole of it."""

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from wishboard.i18n import LazyText, lazy
from wishboard.settings import settings


class Role(StrEnum):
    """What somebody was appointed to, within one area or one organization."""

    collector = "collector"
    committee = "committee"
    handler = "handler"
    leader = "leader"
    supervisor = "supervisor"
    administrator = "administrator"


class Right(StrEnum):
    """What a role may do in its scope."""

    collect = "collect"
    keep = "keep"
    record_answers = "record_answers"
    oversee = "oversee"
    export = "export"
    ask_contacts = "ask_contacts"
    approve_contacts = "approve_contacts"
    administer = "administer"
    audit = "audit"
    coordinate = "coordinate"
    handle = "handle"
    sponsor = "sponsor"
    supervise = "supervise"


class Rule(NamedTuple):
    """Who holds a right, over what, and every deed it opens, in words for the page of rights."""

    roles: frozenset[Role]
    deeds: tuple[LazyText, ...]
    over: LazyText


_BELOW = lazy("Wishes and issues of the organization, or in the area, and of all below it")


def _held_by(*roles: Role, deeds: tuple[LazyText, ...], over: LazyText = _BELOW) -> Rule:
    return Rule(frozenset(roles), deeds, over)


TABLE: dict[Right, Rule] = {
    Right.collect: _held_by(
        Role.collector,
        Role.committee,
        deeds=(
            lazy("File wishes for others, print their slips, help somebody on the spot"),
            lazy("Read what one filed until it is registered"),
        ),
    ),
    Right.keep: _held_by(
        Role.committee,
        deeds=(
            lazy("Register, correct, publish, defer, decline, transfer and merge wishes"),
            lazy("Approve a worth above the limit, close and reopen wishes"),
            lazy("Make community tasks"),
            lazy("Look at contact data, each look with a purpose and written down"),
            lazy("Keep the year of quotas: reminders, excuses, the close of the year"),
            lazy("Issue, refuse and revoke certificates of service"),
            lazy("Record what mediators reached"),
        ),
    ),
    Right.record_answers: _held_by(
        Role.committee,
        Role.collector,
        Role.supervisor,
        deeds=(lazy("Record what a wisher answers on the phone, for what others delivered"),),
    ),
    Right.oversee: _held_by(
        Role.committee,
        Role.leader,
        Role.supervisor,
        deeds=(
            lazy("Read wishes in the wisher's own words, with photos and history"),
            lazy("Look at contact data, each look with a purpose and written down"),
            lazy("Read quotas, certificates, outcomes, rankings and reports"),
            lazy("Reopen what is not done"),
        ),
    ),
    Right.export: _held_by(
        Role.committee,
        Role.leader,
        Role.supervisor,
        deeds=(lazy("Take the ledger home as a file, without contact data"),),
    ),
    Right.ask_contacts: _held_by(
        Role.committee,
        deeds=(
            lazy("Ask for a file with contact data, for a purpose, and fetch it when approved"),
        ),
    ),
    Right.approve_contacts: _held_by(
        Role.committee,
        Role.leader,
        Role.supervisor,
        deeds=(lazy("Approve or refuse a file with contact data that somebody else asks for"),),
    ),
    Right.administer: _held_by(
        Role.administrator,
        deeds=(
            lazy("Give and end roles, end a role that was handed on, approve volunteers"),
            lazy("Reset passwords"),
            lazy("Read this table of rights"),
            lazy("Set the calendar, the catalogue of duties, rules of quotas and rankings, rungs"),
            lazy("Read outcomes, rankings and reports, which are counts alone"),
        ),
        over=lazy("People of the organization or area; what holds for all needs the whole town"),
    ),
    Right.audit: _held_by(
        Role.administrator,
        deeds=(
            lazy("Read who did what and when, without contact data; the reading is written down"),
            lazy("Find out which file with contact data a leaked line comes from"),
        ),
        over=lazy("What people of the organization or area did, and what happened to its wishes"),
    ),
    Right.coordinate: _held_by(
        Role.committee,
        Role.leader,
        Role.supervisor,
        deeds=(
            lazy("Open issues, send wishes up, merge, split and close issues"),
            lazy("Dispatch issues, decide on objections and on more time"),
            lazy("Plan road maps, whistle for other bodies"),
            lazy("Clear the way for wishes that are stuck elsewhere"),
        ),
    ),
    Right.handle: _held_by(
        Role.handler,
        deeds=(
            lazy("Accept issues or object, contact the wishers, ask for time, reply, solve"),
            lazy("Look at the contact data of wishes behind an issue in hand, each look logged"),
            lazy("Report in when whistled for, answer supervision notices and exposures"),
            lazy("Look after what was handed to mediators, and record what came of it"),
        ),
        over=lazy("What is in the hands of the organization or of one below it"),
    ),
    Right.sponsor: _held_by(
        Role.leader,
        deeds=(lazy("Sponsor old problems, send back what is not done, climb the ladder"),),
    ),
    Right.supervise: _held_by(
        Role.supervisor,
        deeds=(
            lazy("Draw and call look-backs, climb the ladder, take in what the media showed"),
            lazy("Decide on exclusions from rates and on doubted credits"),
        ),
    ),
}
"""The whole of it: the code obeys this table, and the page of rights shows it."""


RIGHTS: dict[Right, frozenset[Role]] = {right: rule.roles for right, rule in TABLE.items()}


def needing_second_factor() -> frozenset[Role]:
    """The roles that this town lets work with a second factor only.

    Raises ValueError for a word in the setting that is no role.
    """
    return _roles_named(settings().second_factor_roles)


@lru_cache
def _roles_named(words: str) -> frozenset[Role]:
    return frozenset(Role(word) for word in words.replace(",", " ").split())


def roles_with(right: Right) -> frozenset[Role]:
    """The roles that carry a right."""
    return RIGHTS[right]


def rights_of(role: Role) -> list[Right]:
    """The rights that a role carries, in the order of the table."""
    return [right for right, rule in TABLE.items() if role in rule.roles]
