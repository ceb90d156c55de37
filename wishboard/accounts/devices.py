"""What a session was opened on: a code of system and program, never the browser's own account."""

from wishboard.i18n import gettext as _
from wishboard.i18n import lazy

SYSTEMS = {
    "android": ("Android", lazy("an Android phone")),
    "iphone": ("iPhone", lazy("an iPhone")),
    "ipad": ("iPad", lazy("an iPad")),
    "windows": ("Windows", lazy("a Windows computer")),
    "mac": ("Macintosh", lazy("a Mac")),
    "linux": ("Linux", lazy("a Linux computer")),
}
PROGRAMS = {
    "wechat": ("MicroMessenger", lazy("WeChat")),
    "edge": ("Edg", lazy("Edge")),
    "firefox": ("Firefox", lazy("Firefox")),
    "chrome": ("Chrome", lazy("Chrome")),
    "safari": ("Safari", lazy("Safari")),
}
_OTHER = "other"


def device_code(agent: str) -> str:
    """The code of a browser by how it introduces itself, such as `android/wechat`."""
    marks = {name: mark for name, (mark, _words) in SYSTEMS.items()}
    programs = {name: mark for name, (mark, _words) in PROGRAMS.items()}
    return f"{_first(marks, agent)}/{_first(programs, agent)}"


def device_words(code: str) -> str:
    """A device in words, such as “WeChat on an Android phone”."""
    system, _slash, program = code.partition("/")
    if system not in SYSTEMS and program not in PROGRAMS:
        return _("another program or device")
    return _(
        "%(program)s on %(system)s",
        program=PROGRAMS[program][1] if program in PROGRAMS else _("a program"),
        system=SYSTEMS[system][1] if system in SYSTEMS else _("a device"),
    )


def _first(marks: dict[str, str], agent: str) -> str:
    return next((name for name, mark in marks.items() if mark in agent), _OTHER)
