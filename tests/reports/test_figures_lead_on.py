"""No figure on the pages of the year without a way to its rows."""

import pytest

from tests.cast import Town, signed_in
from tests.deeds import done
from tests.issues.knots import several
from tests.quotas.scene import quota_scene
from tests.reports.leading import leading_nowhere
from tests.reports.scene import rates_scene
from tests.reports.test_quantities import closed_with
from tests.reports.test_registers import full_registers
from wishboard.catalogue.seed import seed_catalogue

PAGES = (
    ("leader", "/outcomes"),
    ("leader", "/outcomes?by=organization"),
    ("leader", "/outcomes?by=year&year=all"),
    ("leader", "/outcomes/rows?what=everything"),
    ("leader", "/outcomes/course"),
    ("leader", "/outcomes/wall"),
    ("leader", "/rankings"),
    ("leader", "/rankings?of=organization&about=sent_up"),
    ("leader", "/rankings/frozen/{frozen}"),
    ("clerk", "/quotas"),
    ("clerk", "/quotas/members/{member}"),
    ("clerk", "/quotas/organizations/{committee}"),
    ("clerk", "/quotas/organizations/{committee}/years/2025"),
    ("supervisor", "/quotas/tree"),
    ("supervisor", "/quotas/statements/{statement}"),
    ("member", "/me/year"),
)


async def test_every_figure_leads_to_its_rows(town: Town) -> None:
    await done(seed_catalogue)
    told = await quota_scene(town) | await rates_scene(town)
    told["member"] = town.people["member"].public_id
    await town.claimed()
    await several(town, 2)
    await full_registers(town)
    await closed_with(town, {"road": 300}, {"road": 250})
    lost = {}
    for who, path in PAGES:
        async with signed_in(town, who) as browser:
            page = await browser.get(path.format_map(told))
        assert page.status_code == 200, path
        if found := leading_nowhere(page.text):
            lost[path] = found
    assert not lost


@pytest.mark.parametrize(
    ("cell", "lost"),
    [
        ("3", ["灯: 3"]),
        ("87.5%", ["灯: 87.5%"]),
        ('<a href="/rows">3</a>', []),
        ("0", []),
        ("—", []),
        ('<a href="/rows">3</a><br><small>+50%</small>', []),
    ],
)
def test_a_figure_that_leads_nowhere_is_found(cell: str, lost: list[str]) -> None:
    row = f'<tr><th>灯</th><td class="number"><span>{cell}</span></td></tr>'
    page = f"<table><thead><tr><th>1</th></tr></thead><tbody>{row}</tbody></table>"
    assert leading_nowhere(page) == lost
    linked = page.replace("<th>灯</th>", '<th><a href="/rows">灯</a></th>')
    assert leading_nowhere(linked) == []
