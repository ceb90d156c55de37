"""Static files: styles and scripts as one file each, at addresses that change with content.

The build hook loads this file by its path, so it needs nothing but the standard library.
"""

import hashlib
import os
import re
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parents[1] / "static"

STYLES = (
    "layers.css",
    "reset.css",
    "tokens.css",
    "base.css",
    "layout.css",
    "navigation.css",
    "footer.css",
    "buttons.css",
    "forms.css",
    "choices.css",
    "board.css",
    "cards.css",
    "progress.css",
    "tables.css",
    "pieces.css",
    "slips.css",
    "wishes.css",
    "wishing.css",
    "desk.css",
    "issues.css",
    "hot.css",
    "papers.css",
    "roadmaps.css",
    "pictures.css",
    "supervision.css",
    "notices.css",
    "badges.css",
    "utilities.css",
    "print.css",
)
SCRIPTS = (
    "busy.js",
    "copy.js",
    "draft.js",
    "photos.js",
    "print.js",
    "swaps.js",
    "ticks.js",
)

_PICTURE = re.compile(r'url\("(\.\./img/[^"]+)"\)')


def bundle() -> None:
    """Write `built/app.css` and `built/app.js` when they differ from their parts.

    Every script keeps its names to itself, in a block of its own.
    """
    styles = [(STATIC / "css" / name).read_text(encoding="utf-8") for name in STYLES]
    scripts = [(STATIC / "js" / name).read_text(encoding="utf-8") for name in SCRIPTS]
    _write(STATIC / "built/app.css", _PICTURE.sub(_marked, "\n".join(styles)))
    _write(STATIC / "built/app.js", "\n".join(f"{{\n{script}}}\n" for script in scripts))


@cache
def manifest() -> dict[str, str]:
    """The address of every static file by its path, computed once in a process."""
    bundle()
    return {
        path.relative_to(STATIC).as_posix(): _address(path)
        for path in sorted(STATIC.rglob("*"))
        if path.is_file()
    }


def asset(path: str) -> str:
    """The address of a static file; raises KeyError when there is none."""
    return manifest()[path]


def _address(path: Path) -> str:
    return f"/static/{path.relative_to(STATIC).as_posix()}?v={_mark(path)}"


def _marked(picture: re.Match[str]) -> str:
    return f'url("{picture[1]}?v={_mark(STATIC / "built" / picture[1])}")'


def _mark(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


def _write(target: Path, text: str) -> None:
    content = text.encode()
    if target.exists() and target.read_bytes() == content:
        return
    target.parent.mkdir(exist_ok=True)
    draft = target.with_suffix(f".{os.getpid()}.tmp")
    draft.write_bytes(content)
    draft.replace(target)
