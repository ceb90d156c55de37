"""How names of places end, and what no name of a place holds. Words of the language, not a list
of places."""

ENDINGS: dict[str, str] = {
    "estate": (
        "小区 社区 花园 花苑 家园 嘉园 公寓 山庄 新城 新村 国际城 公馆 公园 广场 大厦 大楼 商城 "
        "市场 工业园 产业园 科技园 物流园 楼盘 苑 城 郡 府 湾 墅 邸 轩 庭 寓 村委会 居委会 自然村 "
        "村 屯 寨 庄"
    ),
    "line": "号线 路公交 路车 号地块 地块",
    "road": ("大道 公路 国道 省道 县道 乡道 高速 高架 立交桥 立交 隧道 大桥 胡同 路 街 巷 弄 桥"),
    "water": "水库 河 江 湖 溪 渠 塘",
    "site": "幼儿园 小学 中学 学校 学院 大学 医院 卫生院 驾校 公司 集团 火车站 机场 车站",
    "town": "街道 镇 乡 苏木",
}
"""Kinds of places by what their names end with, those that tell most first."""

SHORT_NAMES = frozenset({"water", "estate", "town"})
"""Kinds whose names may have a single character before the ending, as 湘江."""

OUTSIDE = frozenset(
    "我你他她它您们是在的了和与及到至从由往被把将对于为就也都又还有没不去来给让叫请求问询想能会须"
    "希盼据因但并且或而其此些个只仅才再已着之所以等该本各每某这那向经过当做作要应么什哪谁吗呢吧啊"
    "附近边旁内外前后间处占建修拆停跨沿往返收卖买住开设置省市县区州按止无低条"
)
"""Characters that end a name to the left."""

AROUND = (
    "请求 强烈 反映 举报 投诉 咨询 关于 建议 周边 附近 旁边 位于 坐落 地处 业主 居民 "
    "领导 书记 市长 尊敬 希望 目前 近期 严重 违规 违法 非法 恳请 质疑 再次 本市 全市 "
    "我市 居住 家住 物业 开发商 影响 污染 造成 涉嫌 干扰 堵塞 恢复 今年 去年 明年 什么 "
    "怎么 如何 为什么 为何 何时 能否 可否 是否 尽快 加快 工作 问题 政府"
)
"""Words that stand around names and are no part of them."""

NAMELESS = (
    "政 家 农 乡 全 县 城 道 马 公 街 本 一 两 三 几 多 整 老 旧 新 大 小 高 商 住宅 "
    "安置 公共 中心 文明 群 学 人民 各 首 首末 十字 岔 停 菜 农贸 红 绿 走 铁 公交 有限 "
    "分 总 贸易 发展 地产 开发 建筑 自来水 中 县城 行政 商业 别 高端 普通"
)
"""What stands before an ending without naming anything, as in 农村, 马路, 家庭, 停车场."""

_MANY = (
    "小区 社区 花园 新城 新村 国际 广场 公园 中心 公寓 家园 市场 一期 二期 三期 四期 "
    "有限 限公 公司 街道 道路 公路 交通 人民 学校 医院 城市 大道 地铁 中路 南路 北路 "
    "东路 西路 大学 学院 中学 小学 幼儿 儿园 老年 城区 老街 产业 工业 业园 科技"
)
SHARED_BY_MANY = frozenset(_MANY.split())
"""Pairs of characters that many names have in common and that tell none apart."""

LATIN: dict[str, str] = {
    "estate": "Estate Gardens Garden Court Village Square Park Tower Towers Market Residence",
    "road": "Street St Road Rd Avenue Ave Lane Boulevard Highway Bridge Tunnel Drive Alley",
    "water": "River Lake Canal Creek Reservoir Pond Stream",
    "site": "School Hospital College University Station Airport Kindergarten Company",
    "town": "Town Township Subdistrict Borough",
}
"""The same for names in Latin letters, which are written with capitals."""
