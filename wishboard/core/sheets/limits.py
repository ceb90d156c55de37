"""How big a table may be. A file from outside is hostile until it has passed these."""

MAX_FILE_BYTES = 50_000_000
MAX_UNZIPPED_BYTES = 50_000_000
MAX_ZIP_RATIO = 100
MAX_ZIP_ENTRIES = 200
MAX_ROWS = 200_000
MAX_COLUMNS = 200
MAX_CELL_CHARACTERS = 32_767
"""What Excel itself allows in a cell."""
MAX_ROW_CHARACTERS = 100_000

CHILD_MEGABYTES = 1024
CHILD_SECONDS = 60
