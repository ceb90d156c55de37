"""Addresses and shorthands for the pages of issues."""

from httpx import Response

from wishboard.issues.models import Issue


def desk_of(issue: Issue, deed: str = "", query: str = "") -> str:
    """The address of an issue on the desk, or of a deed on it."""
    return f"/desk/issues/{issue.public_id}{'/' + deed if deed else ''}{query}"


def onward(answer: Response) -> str:
    """Where a deed that was done leads to."""
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])
