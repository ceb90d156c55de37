"""A database or a queue for as long as a command or a test needs it."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wishboard.embedded import lock
from wishboard.embedded.home import find_home, make_home
from wishboard.embedded.postgres import is_ready, postgres
from wishboard.embedded.service import Service, stop, until
from wishboard.embedded.trouble import AlreadyRunning, Trouble
from wishboard.embedded.valkey import valkey
from wishboard.settings import Settings

START_PATIENCE = 60.0


@contextmanager
def running_postgres(data_dir: Path, *, durable: bool = True) -> Iterator[str]:
    """Runs PostgreSQL on the data folder and yields the address of its database.

    `durable=False` trades safety for speed, for tests. Nobody is kept from the folder: see
    `database_for`. To be entered in the main thread, since the server ends with its thread.
    Raises `Trouble` with the server's last words when it does not come up.
    """
    home = make_home(data_dir)
    with _running(postgres(home, durable=durable)):
        yield home.postgres_url


@contextmanager
def running_valkey(data_dir: Path) -> Iterator[str]:
    """Runs Valkey on the data folder and yields its address."""
    home = make_home(data_dir)
    with _running(valkey(home)):
        yield home.valkey_url


@contextmanager
def database_for(settings: Settings, command: str) -> Iterator[str]:
    """The address of the town's database, for the duration of `wishboard <command>`.

    A city's own database is used as it is. An embedded one that `wishboard run` has up is shared;
    else it is started, and stopped at the end. Another command that has it is waited for.
    Raises `Trouble` when no database can be had.
    """
    if settings.database_url:
        yield settings.database_url
        return
    told = None
    while True:
        try:
            lock_file = lock.take(settings.data_dir, command)
        except AlreadyRunning:
            holder = lock.holder(settings.data_dir)
        else:
            with lock_file, running_postgres(settings.data_dir) as url:
                yield url
            return
        if holder and holder.command == lock.RUN:
            yield _shared(settings.data_dir, holder)
            return
        if holder and holder != told:
            print(f"Waiting for {holder} …", file=sys.stderr)  # noqa: T201
            told = holder
        time.sleep(0.2)


def _shared(data_dir: Path, holder: lock.Holder) -> str:
    home = find_home(data_dir)
    if not until(lambda: is_ready(home), START_PATIENCE):
        raise Trouble(
            f"{holder} runs without the embedded database, or its database does not answer. "
            "If the town has its own, set WISHBOARD_DATABASE_URL for this command too."
        )
    return home.postgres_url


@contextmanager
def _running(service: Service) -> Iterator[None]:
    process = service.start()
    try:
        until(lambda: service.ready() or process.poll() is not None, START_PATIENCE)
        if process.poll() is not None or not service.ready():
            raise Trouble(f"{service.name} did not start. {service.last_words()}")
        yield
    finally:
        stop(process, service, service.patience)
