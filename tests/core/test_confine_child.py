"""A child takes no more than it was given, and nothing outlives the block."""

import asyncio
from pathlib import Path
from signal import SIGKILL, SIGXCPU

import pytest

from tests.costs import processor_seconds
from wishboard.core.confined import child, last_words


async def run(deed: str, place: Path = Path("unused")) -> tuple[int, str, str]:
    """Exit status, standard output and the end of standard error."""
    async with child("tests.core.greedy", deed, str(place)) as process:
        assert process.stdout is not None
        told = (await process.stdout.read()).decode()
        return await process.wait(), told, await last_words(process)


async def test_memory_is_limited() -> None:
    status, told, words = await run("eat")
    assert (status, told) == (1, "")
    assert "MemoryError" in words


async def test_processor_time_is_limited() -> None:
    used = processor_seconds()
    status, _, _ = await run("spin")
    assert -status in {SIGXCPU, SIGKILL}
    assert used() < 10


async def test_no_file_can_be_written(tmp_path: Path) -> None:
    status, _, words = await run("write", tmp_path / "loot")
    assert status == 1
    assert "File too large" in words


async def test_keys_and_addresses_stay_with_the_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WISHBOARD_SECRET_KEY", "secret")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    _, told, _ = await run("tell")
    assert "PATH" in told.split()
    assert not [name for name in told.split() if name.startswith(("WISHBOARD", "AWS"))]


@pytest.mark.parametrize("deed", ["spin", "chatter"])
async def test_leaving_the_block_ends_the_child(deed: str) -> None:
    async with asyncio.timeout(5), child("tests.core.greedy", deed, "") as process:
        await asyncio.sleep(0.2)
    assert process.returncode == -SIGKILL
