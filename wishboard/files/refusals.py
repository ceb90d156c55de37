"""Why a photo was not taken."""

from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy


class NotAPicture(Refusal):
    """Something else than a whole JPEG, PNG or WebP, whatever its name says."""

    code = "not_a_picture"
    status = 422
    says = lazy(
        "This file is not a picture that can be shown. Please send a photo as JPEG, PNG or WebP."
    )


class TooLarge(Refusal):
    """A picture of more bytes or pixels than are taken in."""

    code = "picture_too_large"
    status = 413
    says = lazy(
        "This picture is larger than %(megabytes)s MB or %(megapixels)s megapixels. Please send a "
        "smaller one; a screenshot of it will do."
    )


class TooManyPhotos(Refusal):
    """All places for photos are taken."""

    code = "too_many_photos"
    says = lazy("There can be no more than %(limit)s photos here. Please remove one first.")


class NoPlaceForPhotos(Refusal):
    """The store of photos is full or away; the row that would speak of one is not written."""

    code = "no_place_for_photos"
    status = 503
    says = lazy(
        "The photo cannot be stored at the moment. Nothing was sent. Please try again later, or "
        "send it without photos."
    )
