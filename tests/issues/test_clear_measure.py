"""A measure that can be held against whoever wrote it."""

import pytest

from wishboard.issues.handling.measure import is_clear


@pytest.mark.parametrize(
    "measure",
    [
        "市政所已完成12盏路灯更换。",
        "由水务公司负责，9月30日前完成改造。",
        "5个工作日内派人上门检修管道。",
        "The lamps were replaced by the city lighting office.",
        "Water works will lay a new pipe within 30 days.",
    ],
)
def test_what_was_done_or_a_date_is_clear(measure: str) -> None:
    assert is_clear(measure)


@pytest.mark.parametrize(
    "measure",
    [
        "",
        "正在研究。",
        "我局高度重视，将进一步加强管理，尽快解决。",
        "条件成熟时逐步推进相关工作。",
        "The matter is under consideration and will be handled as soon as possible.",
        "10天",
    ],
)
def test_goodwill_alone_is_not(measure: str) -> None:
    assert not is_clear(measure)
