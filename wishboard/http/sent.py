"""What was sent: the fields and files of a form, or the body of a program's request."""

import hashlib
from typing import Any

from litestar.datastructures import UploadFile
from litestar_htmx import HTMXRequest

from wishboard import i18n
from wishboard.core.refusals import Refusal
from wishboard.http import forgery

KEY_FIELD = "_key"
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
Uploads = dict[str, list[UploadFile]]


class Unreadable(Refusal):
    """The body of a request could not be read as a form."""

    code = "unreadable"
    status = 400
    says = i18n.lazy("What was sent could not be read. Please load the page and send it again.")


async def read_form(request: HTMXRequest) -> tuple[dict[str, Any], Uploads]:
    """The texts and the files of a form by their fields; none of what is no form.

    Raises Unreadable.
    """
    sent: dict[str, Any] = {}
    uploads: Uploads = {}
    if request.content_type[0] not in FORMS:
        return sent, uploads
    try:
        data = await request.form()
    except (ValueError, LookupError) as error:
        raise Unreadable from error
    for name in data:
        values = data.getall(name)
        files = [v for v in values if isinstance(v, UploadFile) and v.filename]
        texts = [v for v in values if isinstance(v, str)]
        if files:
            uploads[name] = files
        elif texts:
            sent[name] = texts if len(texts) > 1 else texts[0]
    return sent, uploads


async def content_of(
    request: HTMXRequest, sent: dict[str, Any], uploads: Uploads
) -> list[tuple[str, str]]:
    """What makes a request the same when it comes again: all but its keys, files by digest."""
    given = [(n, str(v)) for n, v in sent.items() if n not in (forgery.FIELD, KEY_FIELD)]
    for name, files in uploads.items():
        for file in files:
            given.append((name, hashlib.sha256(await file.read()).hexdigest()))
            await file.seek(0)
    if request.content_type[0] not in FORMS:
        given.append(("body", hashlib.sha256(await request.body()).hexdigest()))
    return given
