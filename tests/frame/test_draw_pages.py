"""The frame of every page and the pieces that pages are made of."""

import re
from datetime import timedelta

import pytest
from jinja2 import TemplateRuntimeError, UndefinedError

from tests.frame.stand_in import Card, Viewer, Visit, draw, page
from wishboard.core.clock import today
from wishboard.core.filled import Filled
from wishboard.core.templating import environment, masked_phone
from wishboard.i18n import speaking

FORMS = '{% import "components/forms.html" as forms %}'
CARDS = '{% from "components/card.html" import wishes %}{{ wishes(cards) }}'
DUE = '{% import "components/badges.html" as badges %}{{ badges.due(on) }}'


def test_a_page_names_itself_and_the_town() -> None:
    assert "<title>查进度 — 桐川市</title>" in page("", title="查进度")


def test_a_page_without_a_title_is_refused() -> None:
    with pytest.raises(TemplateRuntimeError, match="title"):
        draw('{% extends "base.html" %}{% block main %}{% endblock %}', visit=Visit())


def test_a_value_nobody_gave_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        draw("{{ nobody_gave_this }}")


def test_the_desk_is_offered_to_staff_only() -> None:
    member = Visit(viewer=Viewer(signed_in=True, name="陈秀兰"))
    clerk = Visit(viewer=Viewer(signed_in=True, name="李建国", is_staff=True))
    assert 'href="/desk"' not in page("", visit=member)
    assert 'href="/desk"' in page("", visit=clerk)


def test_the_current_place_is_marked_once() -> None:
    drawn = page("", visit=Visit(path="/track"))
    assert re.findall(r'href="([^"]+)" aria-current', drawn) == ["/track"]


def test_every_address_of_a_file_changes_with_its_content() -> None:
    drawn = page("")
    assert re.search(r"/static/built/app\.css\?v=[0-9a-f]{10}", drawn)
    assert re.search(r"/static/built/app\.js\?v=[0-9a-f]{10}", drawn)


def test_a_page_holds_nothing_that_the_browser_must_refuse() -> None:
    drawn = page("{{ wishes }}", wishes="")
    assert "style=" not in drawn
    assert "<style" not in drawn
    assert not re.search(r"<script(?![^>]* src=)", drawn)
    assert not re.search(r"\son\w+=", drawn)


def test_every_form_carries_its_tokens() -> None:
    drawn = page('{% call forms.form(visit, action="/wishes") %}{% endcall %}')
    assert 'name="_csrf" value="token-of-this-visit"' in drawn
    assert re.search(r'name="_key" value="[0-9a-f]{32}"', drawn)


def test_what_was_typed_stays_and_the_error_is_tied_to_its_field() -> None:
    filled = Filled({"title": "台<灯>"}, {"title": "请再短一些。"})
    drawn = draw(FORMS + '{{ forms.text(filled, "title", "心愿", hint="一句话") }}', filled=filled)
    assert 'value="台&lt;灯&gt;"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'aria-describedby="hint-title error-title"' in drawn
    assert 'id="error-title"' in drawn


def test_the_summary_of_errors_leads_to_the_fields_and_takes_the_focus() -> None:
    filled = Filled({}, {"phone": "请填写电话。", "": "这个心愿已经有人认领了。"})
    drawn = draw(FORMS + "{{ forms.error_summary(filled) }}", filled=filled)
    assert 'href="#field-phone"' in drawn
    assert "<li>这个心愿已经有人认领了。</li>" in drawn
    assert "autofocus" in drawn


def test_choices_keep_what_was_ticked() -> None:
    filled = Filled({"risks": ["height", "electric"]})
    options = [("electric", "用电"), ("height", "登高"), ("minors", "未成年人")]
    source = FORMS + '{{ forms.checks(filled, "risks", "风险", options) }}'
    drawn = draw(source, filled=filled, options=options)
    assert re.findall(r'value="(\w+)" id="[^"]+" checked', drawn) == ["electric", "height"]


def test_a_card_never_shows_markup_that_somebody_typed() -> None:
    drawn = draw(CARDS, cards=[Card(title="<script>alert(1)</script>", area="<b>")])
    assert "<script>" not in drawn
    assert "<b></span>" not in drawn


def test_a_card_speaks_the_language_of_each_reader() -> None:
    with speaking("zh"):
        assert "等你认领" in draw(CARDS, cards=[Card()])
    with speaking("en"):
        assert "Waiting for you" in draw(CARDS, cards=[Card()])


def test_a_card_changes_with_its_wish() -> None:
    assert "1/3" in draw(CARDS, cards=[Card(places=3, taken=1)])
    assert "2/3" in draw(CARDS, cards=[Card(places=3, taken=2)])


def test_cards_may_also_be_dictionaries() -> None:
    assert "台灯" in draw(CARDS, cards=[Card()._asdict()])


def test_values_in_a_message_are_escaped() -> None:
    drawn = draw('{{ _("Please enter %(ge)s or more.", ge="<b>") }}')
    assert "<b>" not in drawn
    counted = '{{ ngettext("%(num)s day left", "%(num)s days left", "<i>"|length) }}'
    assert draw(counted) == "还有3天"


def test_longer_texts_take_values_and_numbers_too() -> None:
    trans = "{% trans name=who %}Hello {{ name }},\n   all 100% of it{% endtrans %}"
    assert draw(trans, who="<b>") == "Hello &lt;b&gt;, all 100% of it"
    assert draw("{% trans %}all 100% of it{% endtrans %}") == "all 100% of it"
    many = "{% trans n, who %}{{ n }} of {{ who }}{% pluralize %}{{ n }} by {{ who }}{% endtrans %}"
    with speaking("en"):
        assert draw(many, n=2, who="<b>") == "2 by &lt;b&gt;"


@pytest.mark.parametrize(("days", "tone"), [(-1, "tone-late"), (3, "tone-soon"), (4, "badge")])
def test_a_due_date_has_words_a_mark_and_a_colour(days: int, tone: str) -> None:
    drawn = draw(DUE, on=today() + timedelta(days=days))
    assert tone in drawn
    assert "<svg" in drawn
    assert "天" in drawn


def test_the_steps_show_where_a_wish_stands() -> None:
    steps = '{% from "components/steps.html" import steps %}{{ steps(stage, resident=true) }}'
    drawn = draw(steps, stage="claimed")
    assert drawn.count("step-done") == 3
    assert drawn.count('aria-current="step"') == 1
    assert "办结" in drawn
    assert "暂缓办理" in draw(steps, stage="deferred")


def test_the_middle_of_a_telephone_number_is_hidden() -> None:
    assert masked_phone("13812345678") == "138****5678"
    assert masked_phone("62345") == "***45"


def test_every_template_can_be_read() -> None:
    made = environment()
    for name in made.list_templates():
        made.get_template(name)
