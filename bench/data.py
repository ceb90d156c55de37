"""The real data that figures of likeness and learning are measured on; not in the repository."""

import csv
import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
VARIABLE = "WISHBOARD_BENCH_DATA"


def data_folder() -> Path:
    """Where the data are: as the environment says, else beside the checkout."""
    return Path(os.environ.get(VARIABLE) or ROOT.parent / "shared" / "data")


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a file called `name….csv`. Ends the bench in words when there is none."""
    found = sorted(data_folder().glob(f"{name}*.csv"))
    if not found:
        sys.exit(f"Needs {name}*.csv in {data_folder()}; {VARIABLE} names another folder.")
    csv.field_size_limit(10_000_000)
    with found[0].open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
