"""A form as somebody filled it, for showing it again with what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Filled:
    """The values by field name as they were typed, and a sentence for each field in error."""

    values: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    def value(self, name: str, default: Any = "") -> Any:
        """What to put into a field: what was typed, else the default. Several values: the last."""
        given = self.values.get(name, default)
        if isinstance(given, Sequence) and not isinstance(given, str):
            return given[-1] if given else ""
        return "" if given is None else given

    def chosen(self, name: str, option: Any, default: Any = "") -> bool:
        """Whether an option of a field is ticked; a field may hold one value or several."""
        given = self.values.get(name, default)
        if isinstance(given, Sequence | set | frozenset) and not isinstance(given, str):
            return str(option) in {str(one) for one in given}
        return given is not None and str(given) == str(option)

    def error(self, name: str) -> str:
        """What is wrong with a field, or nothing."""
        return str(self.errors.get(name, ""))


BLANK = Filled()
