"""Pages with stand-in data, drawn with the real frame and pieces."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from wishboard.core.templating import environment


@dataclass(frozen=True)
class Viewer:
    signed_in: bool = False
    name: str = ""
    is_staff: bool = False


@dataclass(frozen=True)
class Visit:
    viewer: Viewer = field(default_factory=Viewer)
    path: str = "/"
    locale: str = "zh"
    csrf: str = "token-of-this-visit"
    unread: int = 0
    notice: str | None = None
    banner: str | None = None


class Card(NamedTuple):
    public_id: str = "w7k2m"
    title: str = "想要一盏台灯"
    summary: str = "晚上写作业光线太暗。"
    category: str = "学习用品"
    area: str = "柳河社区"
    kind: str = "micro_wish"
    stage: str = "published"
    places: int = 1
    taken: int = 0
    due: str = ""
    published_on: str = "11月18日"
    worth: int | None = 80
    beneficiaries: int = 1
    priority: bool = False


def draw(source: str, **facts: Any) -> str:
    """A piece of template drawn in the real environment."""
    return environment().from_string(source).render(facts)


def page(main: str, title: str = "试页", **facts: Any) -> str:
    """A whole page whose content is a piece of template."""
    source = (
        '{% extends "base.html" %}{% import "components/forms.html" as forms %}'
        '{% import "components/buttons.html" as buttons %}'
        "{% block title %}" + title + "{% endblock %}{% block main %}" + main + "{% endblock %}"
    )
    return draw(source, **{"visit": Visit(), **facts})
