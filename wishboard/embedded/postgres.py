"""PostgreSQL 18 out of the wheel, on a private socket."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

from wishboard.embedded import leash
from wishboard.embedded.binaries import postgres_bin
from wishboard.embedded.home import Home
from wishboard.embedded.service import Service, clean_environment, until
from wishboard.embedded.trouble import Trouble

LINUX = Path("/proc/self/cmdline").exists()
MAJOR_VERSION = "18"
PORT = 5432
ORPHAN_PATIENCE = 20.0

# Small memory for a laptop or a cheap server; what a parallel plan or a replica would need is off.
SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "32MB",
    "effective_cache_size": "512MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "32MB",
    "random_page_cost": "1.1",
    "max_wal_size": "256MB",
    "min_wal_size": "32MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_replication_slots": "0",
    "max_logical_replication_workers": "0",
    "max_parallel_workers_per_gather": "0",
    "max_worker_processes": "2",
    "autovacuum_max_workers": "2",
    "io_method": "sync",
    "jit": "off",
    "huge_pages": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
}
# Only for tests, whose data may be lost with the machine.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def postgres(home: Home, *, durable: bool = True) -> Service:
    """The database server of a home; its cluster is made before the first start."""
    options = SETTINGS if durable else SETTINGS | CARELESS
    argv = [str(postgres_bin(home.account) / "postgres"), "-D", str(home.cluster)]
    argv += ["-k", str(home.sockets)]
    for name, value in options.items():
        argv += ["-c", f"{name}={value}"]
    return Service(
        name="PostgreSQL",
        argv=argv,
        env=clean_environment(),
        ready=lambda: is_ready(home),
        before=lambda: prepare(home, durable=durable),
        stop_signal=signal.SIGINT,
        kill_signal=signal.SIGQUIT,
        patience=60.0,
        account=home.account,
        log=home.log / "postgres.log",
    )


def is_ready(home: Home) -> bool:
    """Whether a living server of this cluster takes connections."""
    lines = _pid_file(home)
    return (
        len(lines) > 7
        and lines[7].strip() == "ready"
        and _names_cluster(int(lines[0]), home.cluster)
        and _listens(home.sockets / f".s.PGSQL.{PORT}")
    )


def prepare(home: Home, *, durable: bool = True) -> None:
    """Makes the cluster when there is none, and ends a server that lost its supervisor."""
    if not home.cluster.exists():
        _make_cluster(home, durable=durable)
    version = (home.cluster / "PG_VERSION").read_text(encoding="ascii").strip()
    if version != MAJOR_VERSION:
        raise Trouble(
            f"{home.cluster} was made by PostgreSQL {version}, this is {MAJOR_VERSION}. "
            "Make a backup with the wishboard that wrote it, then restore it with this one."
        )
    _end_orphan(home)


def _make_cluster(home: Home, *, durable: bool) -> None:
    """Makes cluster and database under a draft name first, so that a half-made one never counts."""
    draft = home.cluster.with_name("postgres.draft")
    shutil.rmtree(draft, ignore_errors=True)
    programs = postgres_bin(home.account)
    make = [str(programs / "initdb"), "-D", str(draft), "--username=wishboard", "--auth=trust"]
    make += ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin"]
    make += ["--builtin-locale=C.UTF-8", *([] if durable else ["--no-sync"])]
    _run_as(home, make)
    single = [str(programs / "postgres"), "--single", "-D", str(draft), "postgres"]
    _run_as(home, single, said="CREATE DATABASE wishboard\n")
    draft.replace(home.cluster)


def _run_as(home: Home, argv: list[str], *, said: str = "") -> None:
    owner = f"{home.account.uid}:{home.account.gid}" if home.account else "-"
    tied = [sys.executable, "-I", "-S", leash.__file__, str(int(signal.SIGKILL))]
    done = subprocess.run(  # noqa: S603
        [*tied, str(os.getpid()), owner, *argv],
        input=said,
        env=clean_environment(),
        cwd=home.folder if not home.account else "/",
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise Trouble(f"The database could not be made in {home.folder}: {done.stderr.strip()}")


def _end_orphan(home: Home) -> None:
    """A stale pid file may name a process that took over the number: look before signalling."""
    path = home.cluster / "postmaster.pid"
    lines = _pid_file(home)
    if not lines:
        path.unlink(missing_ok=True)
        return
    pid = int(lines[0])
    for number in (signal.SIGINT, signal.SIGQUIT):
        if not _names_cluster(pid, home.cluster):
            path.unlink(missing_ok=True)
            return
        os.kill(pid, number)
        until(lambda: not _names_cluster(pid, home.cluster), ORPHAN_PATIENCE)


def _pid_file(home: Home) -> list[str]:
    try:
        text = (home.cluster / "postmaster.pid").read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    return text.splitlines() if text.split("\n", 1)[0].strip().isdigit() else []


def _names_cluster(pid: int, cluster: Path) -> bool:
    """Whether that process lives and its command line names the cluster."""
    if LINUX:
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:
            return False
        return os.fsencode(cluster) in words
    shown = subprocess.run(  # noqa: S603
        ["/bin/ps", "-p", str(pid), "-ww", "-o", "command="],
        capture_output=True,
        text=True,
        check=False,
    )
    return str(cluster) in shown.stdout


def _listens(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True
