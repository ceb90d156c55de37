"""A child that misbehaves in the way its first word says, within the limits it has set itself."""

import os
import sys
from pathlib import Path

from wishboard.core.confined import confine


def main(deed: str, place: str) -> None:
    """Eat memory, spin, write a file, or tell what the environment holds."""
    confine(megabytes=200, seconds=1)
    if deed == "eat":
        sys.stdout.write(f"{len(bytearray(400_000_000))}")
    while deed == "spin":
        pass
    if deed == "write":
        Path(place).write_text("x" * 10_000)
    if deed == "tell":
        sys.stdout.write("\n".join(os.environ))
    if deed == "chatter":
        sys.stdout.write("x" * 5_000_000)


if __name__ == "__main__":
    main(*sys.argv[1:])
