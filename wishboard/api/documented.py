"""How an API handler is documented: its refusals, and an example of what it takes."""

from typing import Any

from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import Example

from wishboard.api.shapes import Refused

_NO = {
    400: ("unreadable", "What was sent could not be read. Please load the page and send it again."),
    401: ("sign_in_needed", "Please sign in first."),
    403: ("not_allowed", "Your account may not do this."),
    404: ("not_found", "There is nothing here."),
    409: ("no_place_left", "Every place is taken."),
    422: ("invalid", "Please look at the marked fields again."),
    429: ("too_often", "Too many attempts. Please wait 15 minutes and try again."),
}


def refusals(*statuses: int) -> dict[int, ResponseSpec]:
    """The refusals a handler may answer with, each with an example; anything may be unreadable."""
    return {
        status: ResponseSpec(
            Refused,
            generate_examples=False,
            description="Refused",
            examples=[
                Example(value={"code": _NO[status][0], "sentence": _NO[status][1], "errors": {}})
            ],
        )
        for status in sorted({400, *statuses})
    }


def example(**fields: Any) -> list[Example]:
    """An example of what a handler takes."""
    return [Example(value=fields)]
