"""The row of a photo. The picture itself lies in the object store."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlmodel import Field

from wishboard.core.ids import public_id
from wishboard.core.rows import Row, moment
from wishboard.files.limits import PHOTOS_EACH, SMALL


class Photo(Row, table=True):
    """A picture of one thing: `owner_kind` and `owner_id` name the row that it belongs to.

    `place` is where its bytes lie and None once they are erased. `width` and `height` are pixels
    of the large picture, `size` its bytes. `publishable` is the consent to show it to everybody.
    `purged_at` is when it was given up for erasure; from then on nobody sees it.
    """

    __table_args__ = (
        CheckConstraint(f"position BETWEEN 0 AND {PHOTOS_EACH - 1}", name="few_photos"),
        CheckConstraint("width > 0 AND height > 0 AND size > 0", name="has_a_size"),
        CheckConstraint("place IS NOT NULL OR purged_at IS NOT NULL", name="erased_when_purged"),
        Index(
            "uq_photo_position",
            "owner_kind",
            "owner_id",
            "position",
            unique=True,
            postgresql_where=text("purged_at IS NULL"),
        ),
        Index(
            "ix_photo_to_erase",
            "purged_at",
            postgresql_where=text("purged_at IS NOT NULL AND place IS NOT NULL"),
        ),
    )

    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    owner_kind: str = Field(max_length=16)
    owner_id: int = Field(sa_type=BigInteger)
    position: int
    place: str | None = Field(default=None, unique=True, max_length=64)
    width: int
    height: int
    size: int
    publishable: bool = False
    created_at: datetime = moment()
    purged_at: datetime | None = None

    @property
    def preview_width(self) -> int:
        """Pixels of the small picture, to reserve its room on a page."""
        return max(1, round(self.width * self._preview_scale))

    @property
    def preview_height(self) -> int:
        """Pixels of the small picture, to reserve its room on a page."""
        return max(1, round(self.height * self._preview_scale))

    @property
    def _preview_scale(self) -> float:
        return min(1.0, SMALL / max(self.width, self.height))
