"""What is filled in about rates."""

from datetime import date

from pydantic import Field

from wishboard.core.forms import Form


class RuleForm(Form):
    """Weights in per cent, how much a "fairly satisfied" counts, and the four groups."""

    since: date | None = None
    response: int = Field(ge=0, le=100)
    resolution: int = Field(ge=0, le=100)
    satisfaction: int = Field(ge=0, le=100)
    fairly: int = Field(ge=0, le=100)
    minimum: int = Field(ge=1, le=10_000)
    best_count: int = Field(ge=0, le=100)
    best_least: int = Field(ge=0, le=100)
    improved_count: int = Field(ge=0, le=100)
    improved_least: int = Field(ge=0, le=100)
    poor_count: int = Field(ge=0, le=100)
    poor_below: int = Field(ge=0, le=100)
    volume_count: int = Field(ge=0, le=100)
