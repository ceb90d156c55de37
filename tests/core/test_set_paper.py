"""A page becomes a PDF file: alike each time, in a child, and nothing is fetched for it."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.deeds import refused
from tests.printed import codes_on, words_of
from wishboard.core import paper
from wishboard.core.paper import pdf
from wishboard.core.qr import qr_svg
from wishboard.core.typeset import Ended, static_file

PAGE = """<!doctype html><html lang="zh-CN"><title>心愿</title>
<link rel="stylesheet" href="/static/paper/paper.css"><p class="foot">桐川市</p><h1>一盏台灯</h1>
<img src="file:///etc/hostname" alt=""><img src="http://127.0.0.1:9/x.png" alt="">
<div class="picture">{qr}</div></html>"""
WITHOUT_PANGO = """
import sys
sys.modules["weasyprint"] = None
from wishboard.core.typeset import main
sys.exit(main())
"""


@pytest.mark.usefixtures("press")
async def test_equal_pages_become_equal_files() -> None:
    page = PAGE.format(qr=qr_svg("https://wish.example/verify/2026-000123"))
    made = await pdf(page)
    assert made == await pdf(page)
    assert made.startswith(b"%PDF-1.7")
    assert "一盏台灯" in words_of(made) and "桐川市" in words_of(made)
    assert codes_on(made) == ["https://wish.example/verify/2026-000123"]
    assert b"CreationDate" not in made


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "file:///static/../settings.py",
        "file:///static/%2e%2e/settings.py",
        "file:///static/paper",
        "file://elsewhere/static/paper/paper.css",
        "http://127.0.0.1/static/paper/paper.css",
        "https://example.org/x.css",
        "data:text/css,body{}",
    ],
)
def test_nothing_outside_the_house_is_fetched(address: str) -> None:
    with pytest.raises(ValueError, match="not of the house"):
        static_file(address)


def test_the_house_has_style_sheets_of_its_own() -> None:
    assert "@page" in static_file("file:///static/paper/paper.css?v=1").read_text("utf-8")


async def test_a_child_without_the_library_says_so() -> None:
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", WITHOUT_PANGO, stdin=PIPE)
    await process.communicate()
    assert process.returncode == Ended.without_pango


@pytest.mark.parametrize(
    ("ends", "code"),
    [
        ("sys.exit(3)", "paper_unavailable"),
        ("import os; os.kill(os.getpid(), 9)", "paper_too_long"),
        ("raise MemoryError", "paper_too_long"),
    ],
)
async def test_what_cannot_be_set_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, ends: str, code: str
) -> None:
    @asynccontextmanager
    async def ending(*_words: str, **_options: bool) -> AsyncIterator[Process]:
        command = f"import sys; sys.stdin.read(); {ends}"
        yield await asyncio.create_subprocess_exec(
            sys.executable, "-c", command, stdin=PIPE, stdout=PIPE, stderr=PIPE
        )

    monkeypatch.setattr(paper, "child", ending)
    with refused(code):
        await pdf("<p>心愿")
