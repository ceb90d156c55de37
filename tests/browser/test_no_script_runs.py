"""A hundred scripts written into every field of every form: none runs, none is written raw."""

from collections.abc import AsyncIterator
from itertools import cycle

import pytest
from playwright.async_api import Page
from sqlalchemy import text

from tests.browser.fields import Forms
from tests.browser.pages import PAGES
from tests.browser.scene import set_scene
from tests.browser.scripts import RUN, scripts
from tests.browser.window import HALFWAY, Windows
from tests.cast import Town, signed_in
from tests.torture.processes import times
from wishboard.core.database import transaction
from wishboard.http import cookies

pytestmark = [pytest.mark.browser, pytest.mark.torture]

ARMED = f"window.{RUN} = () => {{ console.error('a script ran at ' + location) }}"
LOOKED_AT = """() => [...document.querySelectorAll('*')].flatMap(one => [...one.attributes])
    .filter(of => /^(on|hx-on|data-hx-on)/.test(of.name) || (/^(href|src|action|data|formaction)$/
        .test(of.name) && /^[\\s]*(javascript|vbscript|data:text)/i.test(of.value)))
    .map(of => of.name + '=' + of.value)"""
COLUMNS = text("""
SELECT c.table_name, c.column_name FROM information_schema.columns c
  JOIN information_schema.tables t USING (table_schema, table_name)
 WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
   AND data_type IN ('text', 'character varying')
""")


async def test_no_script_runs(windows: Windows, town: Town) -> None:
    names, keys = await set_scene(town)
    words = scripts()
    assert len(set(words)) >= 100
    pages = [(who, path.format(**names)) for who, path in PAGES if not who.startswith(HALFWAY)]
    step = len(pages) // times(len(pages))
    written = cycle(words)
    wrong: list[str] = []
    sent = 0
    for who, path in pages[::step]:
        async for page in answers(town, who, path, keys, written):
            sent += 1
            wrong += [f"{path}: {word}" for word in words if "<" in word and word in page]
    assert not wrong, "\n".join(wrong[:40])
    assert sent >= times(60), sent
    found = await columns_with_scripts()
    assert found >= times(20), found
    windows.refusing = True  # the forms have changed the town, so that some pages are gone
    await look_at(windows, keys, pages[:: step * 2])


async def answers(
    town: Town, who: str, path: str, keys: dict[str, int], written: "cycle[str]"
) -> AsyncIterator[str]:
    """Every page that answers the forms of a page, each field filled with the next script."""
    part, _, followed = who.partition(" of ")
    async with signed_in(town, "nobody" if followed else part) as browser:
        if followed:
            given = cookies.followed_cookie(keys[followed])
            browser.client.cookies.set(given.key, str(given.value))
        shown = await browser.get(path)
        for sheet in Forms(shown.text, path).sheets:
            if sheet.written and not sheet.action.endswith(("/sign-in", "/password", "/track")):
                answer = await browser.post(sheet.action, sheet.filled(written))
                assert answer.status_code < 500, f"{sheet.action}: {answer.status_code}"
                yield answer.text


async def columns_with_scripts() -> int:
    """In how many columns of the database something of a script lies."""
    async with transaction() as db:
        found = 0
        for table, column in (await db.execute(COLUMNS)).all():
            asked = text(f'SELECT count(*) FROM "{table}" WHERE "{column}" LIKE :run')
            found += (await db.execute(asked, {"run": f"%{RUN}(%"})).scalar_one() > 0
    return found


async def look_at(windows: Windows, keys: dict[str, int], pages: list[tuple[str, str]]) -> None:
    """Open pages in a real browser, where nothing may run and nothing may be said."""
    opened: dict[str, Page] = {}
    for who, path in pages:
        part, _, followed = who.partition(" of ")
        part = "nobody" if followed else part
        if part not in opened:
            opened[part] = await windows.of(part)
            await opened[part].context.add_init_script(ARMED)
        if followed:
            await windows.follow(opened[part], keys[followed])
        await opened[part].goto(path, wait_until="load")
        assert await opened[part].evaluate(LOOKED_AT) == [], path
