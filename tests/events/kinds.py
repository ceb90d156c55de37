"""Every kind of event of the house, found in the features themselves."""

from enum import StrEnum
from importlib import import_module

from tests.shape.source import ROOT
from wishboard.disclosure.bursts import REVEALED_MANY
from wishboard.disclosure.reveal import REVEALED


def kinds() -> list[str]:
    """The kinds in every `events.py` of the features, and looks at contact data."""
    found = [REVEALED, REVEALED_MANY]
    for path in sorted((ROOT / "wishboard").glob("**/events.py")):
        module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for thing in vars(module).values():
            local = isinstance(thing, type) and thing.__module__ == module.__name__
            if local and issubclass(thing, StrEnum):
                found += [kind.value for kind in thing]
    return found


def kinds_of_wishes() -> list[str]:
    """The kinds that happen to wishes; the others happen to people and their accounts."""
    return [kind for kind in kinds() if not kind.startswith(("account.", "sign_in."))]
