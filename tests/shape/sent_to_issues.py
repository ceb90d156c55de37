"""What is sent to the deeds on issues: read, and refused to those who may for a reason that keeps
the town as it is, or harmless to it."""

DESK = "/desk/issues/{public_id:str}"
_SENT = {
    "dispatch": {"organization": "none"},
    "objection": {"other": "none", "reason": "不归我们管"},
    "objection-decision": {"granted": "yes"},
    "support": {"organization": "none"},
    "extension": {"until": "2020-01-01", "reason": "材料还没有到"},
    "extension-decision": {"granted": "yes"},
    "reply": {"text": "已到现场查看，正在安排更换。"},
    "solution": {"result": "已全部修好。", "reported": "1", "solved_on": "2190-01-01"},
    "followups": {"wish": "none", "done": "又上门修了一次"},
    "closing": {"confirmed": "1"},
    "decline": {"reason": "none", "explanation": "不属于受理范围"},
    "sponsor": {"sponsor": "none"},
    "merge": {"into": "none"},
    "reviews": {"words": "产权已经查清。"},
    "split": {"title": "另一件事", "summary": "这是另一件事。"},
}
SENT_TO_ISSUES = {f"{DESK}/{deed}": sent for deed, sent in _SENT.items()}
