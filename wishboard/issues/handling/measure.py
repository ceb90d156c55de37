"""Whether a written reply says anything: what is done, and until when. Pure."""

import re

_HOLLOW = re.compile(
    "正在研究|进一步研究|高度重视|加强管理|加强监管|积极协调|持续关注|逐步推进|适时|尽快|择机|条件成熟|"
    "under consideration|as soon as possible|in due course|when conditions allow"
)
_DONE = re.compile(
    "已(?:经)?(?:完成|安装|修复|更换|清理|拆除|整改|恢复|解决|开通|铺设|疏通|退还|补办|发放|处理|投入|加装|新增)|"
    r"完工|竣工|\b(?:done|finished|installed|repaired|replaced|removed|restored|built|paid)\b"
)
_WHEN = re.compile(
    r"\d{1,4}\s*年|\d{1,2}\s*月|\d{1,2}\s*[日号]|\d+\s*(?:个)?(?:工作日|天|周|小时)|本月|下月|年底|年内|月底|前完成|"
    r"\b\d{1,4}[-/.]\d{1,2}|\b\d+\s*(?:working\s+)?(?:days?|weeks?|months?)\b|"
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
_FEWEST = 8


def is_clear(measure: str) -> bool:
    """Whether a measure can be held against whoever wrote it.

    It names what was finished, or a date or span by which something will be; words that only
    promise goodwill ("under consideration") do not count when they stand without either.
    """
    said = _HOLLOW.sub("", measure).strip(" ，,。.；;！!")
    return len(said) >= _FEWEST and bool(_DONE.search(said) or _WHEN.search(said))
