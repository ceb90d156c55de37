"""`import_rows_per_s`: a ledger of real shape through `wishboard import wishes`."""

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

from bench.city import bench_server, city, copy_of
from bench.report import Figure

ROWS = 20_000


def measure() -> Iterator[Figure]:
    """The whole command, from its start to its report."""
    with (
        bench_server() as server,
        copy_of(server, city(server, 10_000)) as url,
        tempfile.TemporaryDirectory() as folder,
    ):
        ledger = Path(folder) / "ledger.csv"
        _write(ledger)
        before = _count(url)
        command = [str(Path(sys.executable).parent / "wishboard"), "import", "wishes", str(ledger)]
        env = os.environ | {"WISHBOARD_DATABASE_URL": url}
        start = time.perf_counter()
        subprocess.run([*command, "--area", "第1社区"], env=env, check=True, capture_output=True)
        seconds = time.perf_counter() - start
        made = _count(url) - before
    if made != ROWS:
        raise AssertionError(f"{made} of {ROWS} rows came in")
    yield Figure("import_rows_per_s", ROWS / seconds, "rows/s", f"{ROWS:,} rows, start included")


def _write(file: Path) -> None:
    """Messages of about 150 characters with name and phone."""
    with file.open("w", newline="", encoding="utf-8") as out:
        rows = csv.writer(out)
        rows.writerow(["编号", "标题", "内容", "时间", "姓名", "电话"])
        for n in range(ROWS):
            text = f"第{n % 997}栋楼下的路灯坏了{n % 31}天，老人出门看不清路，希望修好。" * 5
            phone = f"139{n % 7000:08d}"
            rows.writerow([f"M{n}", f"路灯坏了{n}", text, "2026-03-01 10:00", "王秀英", phone])


def _count(url: str) -> int:
    with psycopg.connect(url) as db:
        row = db.execute("SELECT count(*) FROM wish").fetchone()
    return int(row[0]) if row else 0
