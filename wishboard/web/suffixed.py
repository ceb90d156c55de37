"""One form for each of several things on a page: its fields end in `-` and the thing's id."""

from typing import TypeVar

from wishboard.core.forms import Form, read
from wishboard.core.refusals import Invalid
from wishboard.http.visit import Visit

F = TypeVar("F", bound=Form)


def form_of(visit: Visit, form: type[F], thing: str) -> F:
    """What was sent about one thing, as a form. Raises Invalid with the names of its fields."""
    given = {name: visit.sent.get(f"{name}-{thing}", "") for name in form.model_fields}
    try:
        return read(form, given)
    except Invalid as wrong:
        raise Invalid({f"{name}-{thing}": why for name, why in wrong.errors.items()}) from wrong
