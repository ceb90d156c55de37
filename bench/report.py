"""How a figure is printed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured number: `name value unit`, and on a second line what it was measured against."""

    name: str
    value: float
    unit: str
    about: str = ""

    def line(self) -> str:
        """The one line of the figure."""
        number = f"{self.value:.3f}" if self.value < 100 else f"{self.value:.0f}"
        return f"{self.name} {number} {self.unit}".rstrip()
