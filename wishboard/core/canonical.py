"""One form for a frozen document, so that it can be hashed and found unchanged."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def digest_of(document: Mapping[str, Any]) -> str:
    """The SHA-256 of a document of plain values in its one canonical form, in hexadecimal."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()
