"""The roles of a town and what each may do. This table is the whole of it."""

from enum import StrEnum
from functools import lru_cache

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
    administer = "administer"
    coordinate = "coordinate"
    handle = "handle"
    sponsor = "sponsor"
    supervise = "supervise"


RIGHTS: dict[Right, frozenset[Role]] = {
    Right.collect: frozenset({Role.collector, Role.committee}),
    Right.keep: frozenset({Role.committee}),
    Right.record_answers: frozenset({Role.committee, Role.collector, Role.supervisor}),
    Right.oversee: frozenset({Role.committee, Role.leader, Role.supervisor}),
    Right.export: frozenset({Role.committee, Role.leader, Role.supervisor}),
    Right.administer: frozenset({Role.administrator}),
    Right.coordinate: frozenset({Role.committee, Role.leader, Role.supervisor}),
    Right.handle: frozenset({Role.handler}),
    Right.sponsor: frozenset({Role.leader}),
    Right.supervise: frozenset({Role.supervisor}),
}


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
