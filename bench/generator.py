"""How a generated city is filled: the same rows at every run, made inside the database."""

import hashlib

import psycopg

from wishboard.core.tokens import quoted, tokens

DISTRICTS, STREETS, COMMUNITIES = 10, 100, 1_000
PEOPLE = 5_000
SIGNED_IN = 64
ON_BOARD_OF_100 = 3
CLAIMABLE = 20_000
PLACES = 500

_THINGS = "台灯 轮椅 电热毯 收音机 老花镜 米和油 电饭煲 书包 棉衣 落地扇 拐杖".split()  # noqa: SIM905
_WHOM = "独居老人 留守儿童 残疾居民 困难家庭 新就业青年 高龄夫妻 单亲家庭".split()  # noqa: SIM905
_WHY = "旧的坏了 冬天快到了 写作业看不清 出门不方便 想省一点电".split()  # noqa: SIM905

_AREAS = """
INSERT INTO area (id, public_id, name, name_en, level, parent_id, path)
SELECT id, 'area' || id,
       CASE level WHEN 'city' THEN '桐川市' WHEN 'district' THEN '第' || n || '区'
         WHEN 'street' THEN '第' || n || '街道' ELSE '第' || n || '社区' END,
       '', level, parent, path
  FROM (SELECT 1 AS id, 1 AS n, 'city' AS level, NULL::int AS parent, '/1/' AS path
        UNION ALL SELECT 1 + n, n, 'district', 1, '/1/' || 1 + n || '/'
          FROM generate_series(1, {districts}) n
        UNION ALL SELECT 100 + n, n, 'street', 2 + (n - 1) % {districts},
               '/1/' || 2 + (n - 1) % {districts} || '/' || 100 + n || '/'
          FROM generate_series(1, {streets}) n
        UNION ALL SELECT 1000 + n, n, 'community', 101 + (n - 1) % {streets},
               '/1/' || 2 + ((n - 1) % {streets}) % {districts} || '/'
               || 101 + (n - 1) % {streets} || '/' || 1000 + n || '/'
          FROM generate_series(1, {communities}) n) AS tree
"""

_ORGANIZATIONS = """
INSERT INTO organization (id, public_id, name, name_en, kind, parent_id, path, area_id)
SELECT 1, 'org1', '桐川市委', '', 'party_committee', NULL, '/1/', 1
UNION ALL
SELECT 1000 + n, 'org' || 1000 + n, '第' || n || '社区党委', '', 'party_committee', 1,
       '/1/' || 1000 + n || '/', 1000 + n FROM generate_series(1, {communities}) n;
UPDATE area SET committee_id = id WHERE level = 'community';
UPDATE area SET committee_id = 1 WHERE level = 'city'
"""

_PEOPLE = """
INSERT INTO person (id, public_id, name, username, email, must_change_password, created_at)
SELECT n, 'person' || n, '居民' || n, 'person' || n, '', false, now()
  FROM generate_series(1, {people}) n;
INSERT INTO membership (person_id, organization_id, kind, owning, since)
SELECT n, 1001 + (n - 1) % {communities}, 'member', true, '2020-01-01'
  FROM generate_series(1, {people}) n
"""

_CATEGORIES = """
INSERT INTO category (id, slug, name, name_en, path, position, retired)
SELECT n, 'category' || n,
       (ARRAY['生活物资','学习用品','家电','辅具','陪伴','维修','出行','健康'])[n],
       '', 'category' || n, n, false FROM generate_series(1, 8) n
"""

_WISHES = """
INSERT INTO wish (public_id, code, pin_round, collected_from, version, kind, lane, stage, ending,
  channel, area_id, keeper_id, category_id, title, summary, search, places, taken, expected, worth,
  risks, may_publish, may_contact, may_photograph, for_minor, board_at, draw, priority,
  collected_at, registered_at, published_at, delivered_at, closed_at, reopened, purged,
  words_purged)
SELECT 'w' || lpad(i::text, 11, '0'), 'C' || i, 0, '', 1, 'micro_wish', 'individual',
       CASE WHEN open THEN 'published' ELSE 'closed' END,
       CASE WHEN open THEN NULL ELSE 'fulfilled' END,
       'web', community, community, 1 + i % 8, t.title, t.summary, t.search::tsvector,
       CASE WHEN open THEN 1 + i % 3 ELSE 1 END, 0, 1 + i % 5, (i % 30) * 10, '{{}}',
       true, true, false, false, at, false, i % 50 = 0, at, at, at,
       CASE WHEN NOT open THEN at + interval '9 days' END,
       CASE WHEN NOT open THEN at + interval '12 days' END, 0, true, true
  FROM (SELECT i, 1001 + (i * 7919) % {communities} AS community, i % 100 < {on_board} AS open,
               now() - (({wishes} - i)::float8 / {wishes} * 700 + 1) * interval '1 day' AS at
          FROM generate_series(1::bigint, {wishes}) i) AS made
  JOIN text_of t ON t.n = i % {texts}
"""

_CLAIMABLE = """
INSERT INTO wish (public_id, code, pin_round, collected_from, version, kind, lane, stage, channel,
  area_id, keeper_id, category_id, title, summary, places, taken, expected, worth, risks,
  may_publish, may_contact, may_photograph, for_minor, board_at, draw, priority, collected_at,
  registered_at, published_at, reopened, purged, words_purged)
SELECT 'c' || lpad(i::text, 11, '0'), 'K' || i, 0, '', 1, 'micro_wish', 'individual', 'published',
       'web', 1001 + i % {communities}, 1001 + i % {communities}, 1, '想有人一起来', '一起来',
       {places}, 0, 1, 0, '{{}}', true, true, false, false, now() - interval '900 days', false,
       false, now(), now(), now(), 0, true, true
  FROM generate_series(1, {claimable}) i
"""

_SEQUENCES = """
SELECT setval(pg_get_serial_sequence(t, 'id'), 1000000)
  FROM unnest(ARRAY['area', 'organization', 'person', 'category']) t
"""


def fill(url: str, wishes: int) -> None:
    """Fill a migrated, empty database with a city of so many wishes."""
    texts = list(_texts())
    numbers = {
        "districts": DISTRICTS,
        "streets": STREETS,
        "communities": COMMUNITIES,
        "people": PEOPLE,
        "wishes": wishes,
        "on_board": ON_BOARD_OF_100,
        "texts": len(texts),
        "claimable": CLAIMABLE,
        "places": PLACES,
    }
    with psycopg.connect(url, autocommit=True) as db:
        db.execute("SET synchronous_commit = off; SET maintenance_work_mem = '512MB'")
        db.execute("CREATE TEMP TABLE text_of (n int, title text, summary text, search text)")
        with db.cursor().copy("COPY text_of FROM STDIN") as copy:
            for n, row in enumerate(texts):
                copy.write_row((n, *row))
        for statement in (_AREAS, _ORGANIZATIONS, _PEOPLE, _CATEGORIES):
            db.execute(statement.format(**numbers).encode())
        _without_search_index(db, _WISHES.format(**numbers))
        db.execute(_CLAIMABLE.format(**numbers).encode())
        db.execute(_SEQUENCES.encode())
        for person in range(1, SIGNED_IN + 1):
            db.execute(
                "INSERT INTO sign_in (token_hash, person_id, created_at, expires_at, "
                "public_id, device, seen_at) "
                "VALUES (%s, %s, now(), now() + interval '1000 days', %s, '', now())",
                (hashlib.sha256(token(person).encode()).digest(), person, f"s{person}"),
            )
        db.execute("VACUUM ANALYZE")


def token(person: int) -> str:
    """The session token of one of the people who are signed in."""
    return f"bench-token-of-person-{person}"


def claimable(number: int) -> str:
    """The public id of one of the wishes with many places."""
    return f"c{number:011d}"


def _without_search_index(db: psycopg.Connection, statement: str) -> None:
    """Build the search index behind the rows: several times faster than row by row."""
    found = db.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_wish_search'")
    definition = found.fetchone()
    assert definition is not None
    db.execute("DROP INDEX ix_wish_search")
    db.execute(statement.encode())
    db.execute(definition[0].encode())


def _texts() -> list[tuple[str, str, str]]:
    made = []
    for thing in _THINGS:
        for whom in _WHOM:
            for why in _WHY:
                title, summary = f"想要一个{thing}", f"{whom}，{why}，想要一个{thing}，请帮忙。"
                found = sorted({*tokens(title), *tokens(summary)})
                made.append((title, summary, " ".join(quoted(token) for token in found)))
    return made
