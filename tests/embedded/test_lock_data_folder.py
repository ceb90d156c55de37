"""One town per data folder; whoever comes second reads who has it."""

import os
from pathlib import Path

import pytest

from wishboard.embedded import lock
from wishboard.embedded.trouble import AlreadyRunning


def test_the_second_is_told_who_has_the_folder_and_where(town_dir: Path) -> None:
    with lock.take(town_dir, "run", "http://127.0.0.1:8123"):
        with pytest.raises(AlreadyRunning) as refusal:
            lock.take(town_dir, "import")
        sentence = str(refusal.value)
        assert f"process {os.getpid()}" in sentence
        assert "`wishboard run` at http://127.0.0.1:8123" in sentence
        assert "WISHBOARD_DATA_DIR" in sentence


def test_the_folder_is_free_again_when_the_holder_lets_go(town_dir: Path) -> None:
    with lock.held(town_dir, "backup"):
        holder = lock.holder(town_dir)
        assert holder and holder.command == "backup"
    assert lock.holder(town_dir) is None
    with lock.held(town_dir, "restore"):
        holder = lock.holder(town_dir)
        assert holder and holder.command == "restore"


def test_nobody_holds_a_folder_that_is_not_there(town_dir: Path) -> None:
    assert lock.holder(town_dir / "nowhere") is None


def test_a_data_folder_is_made_private(town_dir: Path) -> None:
    with lock.held(town_dir / "new", "run"):
        mode = (town_dir / "new").stat().st_mode & 0o777
    assert mode == (0o711 if os.geteuid() == 0 else 0o700)
