"""Reading pages and sending forms as somebody of the cast, in one word each."""

from typing import Any

from tests.cast import Town, signed_in


async def shown(town: Town, path: str, to: str = "nobody") -> str:
    """A page as somebody reads it."""
    async with signed_in(town, to) as browser:
        page = await browser.get(path)
    assert page.status_code == 200, page.text
    return page.text


async def sent(town: Town, by: str, path: str, **fields: Any) -> tuple[int, str]:
    """A form as somebody sends it: the status and the page or the address it leads to."""
    async with signed_in(town, by) as browser:
        answer = await browser.post(path, fields)
    return answer.status_code, answer.headers.get("location", "") or answer.text
