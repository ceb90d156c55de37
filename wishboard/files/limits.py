"""How big a picture may come in, and how big it is kept."""

PHOTOS_EACH = 3
MAX_BYTES = 10_000_000
MAX_PIXELS = 40_000_000
LARGE = 1600
"""Longest side of the picture as it is kept, in pixels."""
SMALL = 480
"""Longest side of its preview, in pixels."""

CHILD_MEGABYTES = 1024
CHILD_SECONDS = 15
PATIENCE_SECONDS = 20
"""How long the parent waits for the child by the clock on the wall."""
