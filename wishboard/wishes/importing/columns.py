"""What a ledger of wishes may tell, and the words that ledgers use for it."""

from collections.abc import Sequence
from enum import StrEnum

from wishboard.core.sheets.mapping import Column, Mapping, guess_mapping, read_pairs
from wishboard.core.sheets.refusals import ColumnsMissing
from wishboard.core.tokens import plain
from wishboard.wishes.stages import Channel, Lane

WANTED = (
    Column("id", ("编号", "工单编号", "诉求编号", "信件编号", "留言编号", "工单号", "msg_id")),
    Column("title", ("标题", "主题", "心愿名称", "诉求标题", "微心愿", "title_zh", "subject")),
    Column(
        "text",
        ("内容", "诉求内容", "心愿内容", "正文", "详情", "描述", "detail_zh", "body", "content"),
    ),
    Column("area", ("区域", "社区", "所在社区", "所属区域", "社区（村）", "辖区", "地区", "网格")),
    Column("category", ("类别", "分类", "心愿类别", "诉求分类", "事项分类")),
    Column("lane", ("分流", "问题类型", "诉求类型", "kind")),
    Column("name", ("姓名", "心愿人", "许愿人", "联系人", "诉求人", "居民姓名")),
    Column("phone", ("手机号", "电话", "联系电话", "联系方式", "手机", "手机号码", "mobile")),
    Column("address", ("地址", "住址", "详细地址", "家庭住址", "居住地址")),
    Column("circumstances", ("困难情况", "家庭情况", "人群类别", "对象类别", "beneficiary_type")),
    Column("expected", ("受益人数", "预计受益人数", "惠及人数", "beneficiaries_estimate")),
    Column("worth", ("价值", "预算", "金额", "预计费用", "价格", "预估价值")),
    Column("created_at", ("时间", "收集时间", "提交时间", "登记时间", "留言时间", "日期", "date")),
    Column("channel", ("渠道", "来源", "收集渠道", "诉求渠道", "source")),
    Column("user", ("用户编号", "用户", "留言用户", "user_id")),
)
"""Column by column, in the order in which they are shown. Whoever has no number of their own in
the source gets it from the words, so that the same file twice makes no doubles."""


class Sorting(StrEnum):
    """How a ledger sorts its wishes: a lane, or that it was put off or turned down."""

    individual = "individual"
    shared = "shared"
    legacy = "legacy"
    mediation = "mediation"
    deferred = "deferred"
    rejected = "rejected"

    @property
    def lane(self) -> Lane | None:
        """The lane, where there is one: deferring and declining are decisions of a person."""
        return Lane(self) if self in {lane.value for lane in Lane} else None


_SORTINGS = {
    Sorting.individual: ("个性", "个性问题", "个性需求", "微心愿", "个人心愿"),
    Sorting.shared: ("共性", "共性问题", "共性需求"),
    Sorting.legacy: ("历史遗留", "历史遗留问题", "老大难", "老大难问题", "历史遗留和老大难问题"),
    Sorting.mediation: ("调解", "矛盾纠纷", "矛盾调解"),
    Sorting.deferred: ("暂缓", "暂缓办理", "待办档案"),
    Sorting.rejected: ("不予受理", "不受理", "未能登记", "declined"),
}
_CHANNELS = {
    Channel.web: ("网站", "网络", "网页", "互联网", "小程序"),
    Channel.qr: ("二维码", "扫码"),
    Channel.visit: ("走访", "入户", "上门", "网格员走访"),
    Channel.hotline: ("热线", "电话", "12345", "来电"),
    Channel.petition: ("信访", "来信", "来访", "信件"),
    Channel.forum: ("论坛", "网民留言", "留言板", "座谈会"),
    Channel.survey: ("问卷", "调查", "征集"),
    Channel.imported: ("导入",),
}


def wish_columns(header: Sequence[str], pairs: Sequence[str] = ()) -> Mapping:
    """Which column of a ledger is what; `pairs` such as `title=标题` adjust the guess.

    Raises ColumnsMissing when there is neither a title nor a text.
    """
    mapping = guess_mapping(header, WANTED, read_pairs(pairs))
    if not {"title", "text"} & mapping.places.keys():
        raise ColumnsMissing(missing="内容 (text)", header="、".join(filter(None, header)))
    return mapping


def sorting_of(words: str) -> Sorting | None:
    """What a ledger's word for a sort of wish means, if it is known."""
    return _BY_WORD.get(_bare(words))


def channel_of(words: str) -> Channel | None:
    """What a ledger's word for a channel means, if it is known."""
    return _BY_CHANNEL.get(_bare(words))


def _bare(words: str) -> str:
    return "".join(c for c in plain(words) if c.isalnum())


_BY_WORD = {_bare(word): sort for sort, words in _SORTINGS.items() for word in (*words, sort.value)}
_BY_CHANNEL = {_bare(word): way for way, words in _CHANNELS.items() for word in (*words, way.value)}
