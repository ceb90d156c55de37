"""`make soak MINUTES=60`: a town under reading load for as long as asked, a line every minute.

Each line says the minute, requests a second, answers that were not good, and the memory of all
processes together in MB, so that growth is seen while it happens. Ctrl-C ends it at any time.
"""

import os
import tempfile
from pathlib import Path

from bench.footprint import PAGES, memory_of, town
from bench.load import wrk


def main() -> None:
    """Load a demo town and watch it."""
    minutes = int(os.environ.get("MINUTES", "60"))
    with tempfile.TemporaryDirectory(prefix="wb-") as folder:
        Path(folder).chmod(0o711)
        with town(folder, "--demo") as (address, supervisor, _seconds):
            for minute in range(1, minutes + 1):
                page = address.rstrip("/") + PAGES[minute % len(PAGES)]
                load = wrk(page, seconds=60, connections=16, script="page.lua")
                megabytes, _processes = memory_of(supervisor)
                rate = f"{load.per_second:.0f}/s {load.bad} bad"
                print(f"minute {minute}: {rate} {megabytes:.0f} MB", flush=True)


if __name__ == "__main__":
    main()
