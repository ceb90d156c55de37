"""`make soak MINUTES=60`: an ordinary day of a city for as long as asked, with a restart in it.

Prints what `make bench ONLY=mixed_rps` does, and ends with status 1 when the memory of the web
processes grew by more than a twentieth or more than one request of a thousand went wrong.
"""

import os
import sys

from bench.mixed import spend

MOST_GROWTH = 0.05
MOST_ERRORS = 0.1


def main() -> None:
    """Load a city and watch it."""
    day = spend(float(os.environ.get("MINUTES", "60")))
    print(f"{day.load.per_second:.0f} requests/s, p95 {day.load.p95:.0f} ms, {day.requests} in all")
    print(f"{day.load.bad} bad ({day.error_share:.3f} %)")
    print(f"{day.before:.0f} MB after the restart, {day.after:.0f} MB at the end", flush=True)
    if day.growth > MOST_GROWTH or day.error_share > MOST_ERRORS:
        sys.exit("It grows, or too much goes wrong.")


if __name__ == "__main__":
    main()
