"""What `wishboard doctor` looks at: one function a question, one finding an answer."""

import asyncio
import os
import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfoNotFoundError

from wishboard import __version__
from wishboard.core.keyfile import key_file, written_ring
from wishboard.core.keyring import BadKeys
from wishboard.embedded import lock, port
from wishboard.embedded.trouble import Trouble
from wishboard.settings import Settings

LEAST_SPACE = 200 * 2**20
COMFORTABLE_SPACE = 2 * 2**30
STATIC = Path(__file__).parents[1] / "static"


class Level(StrEnum):
    """How bad it is."""

    ok = "ok"
    warning = "warning"
    wrong = "wrong"


@dataclass(frozen=True)
class Finding:
    """One answer; `remedy` says what to do about it."""

    level: Level
    subject: str
    says: str
    remedy: str = ""


def ok(subject: str, says: str) -> Finding:
    """Nothing to do."""
    return Finding(Level.ok, subject, says)


def warning(subject: str, says: str, remedy: str) -> Finding:
    """The town works, but not as it should."""
    return Finding(Level.warning, subject, says, remedy)


def wrong(subject: str, says: str, remedy: str) -> Finding:
    """The town does not work."""
    return Finding(Level.wrong, subject, says, remedy)


def versions() -> Iterator[Finding]:
    """Which wishboard this is, and by which Python it is run."""
    yield ok("version", f"wishboard {__version__}, Python {platform.python_version()}")


def data_folder(town: Settings) -> Iterator[Finding]:
    """The data folder can be written and has room."""
    folder = town.data_dir
    while not folder.exists():
        folder = folder.parent
    if not os.access(folder, os.W_OK | os.X_OK):
        remedy = "Give it to the user that runs wishboard, or set WISHBOARD_DATA_DIR."
        yield wrong("data folder", f"{folder} cannot be written", remedy)
        return
    yield ok("data folder", str(town.data_dir))
    free = shutil.disk_usage(folder).free
    says = f"{free / 2**30:.1f} GB free"
    remedy = "Make room; the database stops when the disk is full."
    if free < LEAST_SPACE:
        yield wrong("disk space", says, remedy)
    elif free < COMFORTABLE_SPACE:
        yield warning("disk space", says, remedy)
    else:
        yield ok("disk space", says)


def secret_key(town: Settings) -> Iterator[Finding]:
    """Contact data can be read with the key, and nobody else can read the key."""
    given, path = town.secret_key.get_secret_value(), key_file(town)
    where = "WISHBOARD_SECRET_KEY" if given else str(path)
    try:
        known = written_ring(town)
    except BadKeys as reason:
        remedy = "Put the right key back; a new one cannot read what the old one sealed."
        yield wrong("key", f"{where}: {reason}", remedy)
        return
    if known is None:
        yield ok("key", f"will be made at {path} at the first start")
    elif not given and path.stat().st_mode & 0o077:
        yield wrong("key", f"{path} can be read by others", f"chmod 600 {path}")
    else:
        former = len(known.keys) - 1
        yield ok("key", f"{where}, {former} former" if former else where)


def web_port(town: Settings) -> Iterator[Finding]:
    """The port is free, or it is this town that has it."""
    address = port.address(town.host, town.port)
    holder = lock.holder(town.data_dir)
    if holder and holder.command == lock.RUN:
        if port.answers(town.host, town.port):
            yield ok("web server", f"runs at {holder.address or address}, process {holder.pid}")
        else:
            remedy = "Look at what `wishboard run` has written, then start it again."
            yield wrong("web server", f"{holder} does not answer", remedy)
        return
    try:
        port.require_free(town.host, town.port)
    except Trouble as trouble:
        yield wrong("port", str(trouble), "Stop the other program, or set WISHBOARD_PORT.")
    else:
        yield ok("port", f"{town.host}:{town.port} is free")


def public_address(town: Settings) -> Iterator[Finding]:
    """What is served over HTTPS also keeps its cookies there."""
    if town.public_url.startswith("https://") and not town.secure_cookies:
        says = "pages are public over HTTPS, cookies may travel without"
        yield warning("cookies", says, "Set WISHBOARD_SECURE_COOKIES=true.")
    else:
        yield ok("public address", town.public_url)


def time_zone(town: Settings) -> Iterator[Finding]:
    """The city's time zone is known, since its midnight ends the year."""
    try:
        yield ok("time zone", str(town.zone))
    except (ZoneInfoNotFoundError, ValueError):
        remedy = "Set WISHBOARD_TIME_ZONE to a name such as Asia/Shanghai."
        yield wrong("time zone", f"{town.time_zone} is not known", remedy)


def working_days(knows_year: Callable[[int], bool], today: date) -> Iterator[Finding]:
    """The official calendar with its make-up days is known for this year and, in time, the next."""
    from wishboard.core.calendar import NEXT_YEAR_BY  # noqa: PLC0415 - the library takes its time

    years = [today.year]
    if today.month >= NEXT_YEAR_BY:
        years.append(today.year + 1)
    unknown = [str(year) for year in years if not knows_year(year)]
    if unknown:
        says = f"holidays and make-up days of {' and '.join(unknown)} are not known"
        remedy = "Upload the year at /desk/calendar; until then Monday to Friday are working days."
        yield warning("calendar", says, remedy)
    else:
        yield ok("calendar", f"{' and '.join(map(str, years))} known")


def assets() -> Iterator[Finding]:
    """The scripts that a build fetches are there."""
    if (STATIC / "built" / "htmx.min.js").exists():
        yield ok("scripts", "built")
    else:
        remedy = "Run `make assets`, or install the wheel. Pages work without, with more clicks."
        yield warning("scripts", f"{STATIC / 'built'} holds no scripts", remedy)


def paper() -> Iterator[Finding]:
    """PDF files can be made, with Chinese characters."""
    from wishboard.core.paper import INSTALL, how_it_ends  # noqa: PLC0415 - shows the rest first
    from wishboard.core.typeset import Ended  # noqa: PLC0415

    ended = asyncio.run(how_it_ends())
    if ended is Ended.well:
        yield ok("paper", "PDF files can be made")
    elif ended is Ended.without_font:
        yield warning("paper", "no font has Chinese characters", INSTALL)
    else:
        yield warning("paper", "no PDF files: the library Pango is missing", INSTALL)
