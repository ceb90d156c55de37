"""What the media showed, and the steps that follow within hours."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlmodel import Field

from wishboard.core.ids import public_id
from wishboard.core.rows import Row, coded, link, moment


class Step(StrEnum):
    """What has to happen after an exposure, in this order."""

    told = "told"
    viewed = "viewed"
    planned = "planned"
    reported = "reported"


STEPS = tuple(Step)


class Exposure(Row, table=True):
    """Something that the media showed, and who is responsible. Its hours run from `at`.

    `keeper_id` is the organization that looks after the area.
    """

    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    title: str = Field(max_length=60)
    words: str = Field(default="", max_length=600)
    source: str = Field(max_length=60)
    address: str = Field(default="", max_length=300)
    area_id: int = link("area.id", index=True)
    keeper_id: int = link("organization.id")
    organization_id: int = link("organization.id", index=True)
    issue_id: int | None = link("issue.id", default=None, index=True)
    by_id: int | None = link("person.id", default=None)
    at: datetime = moment(index=True)
    reported_at: datetime | None = None


class ExposureStep(Row, table=True):
    """One step of an exposure: until when, and once it is done who did it and what they say."""

    __tablename__ = "exposure_step"
    __table_args__ = (
        Index("uq_exposure_step", "exposure_id", "step", unique=True),
        Index(
            "ix_exposure_step_open",
            "due_at",
            postgresql_where=text("at IS NULL AND NOT late_told"),
        ),
    )

    exposure_id: int = link("exposure.id", index=True)
    step: Step = coded(Step)
    due_at: datetime
    at: datetime | None = None
    by_id: int | None = link("person.id", default=None)
    words: str = Field(default="", max_length=600)
    late_told: bool = False
