"""The statements that fill the year of a large city, made inside the database."""

from bench.generator import token
from wishboard.accounts.sessions import token_hash

PLACES = (
    """
INSERT INTO area (id, public_id, name, name_en, level, parent_id, path)
SELECT 1, 'area1', '桐川市', '', 'city', NULL, '/1/'
UNION ALL
SELECT 1 + n, 'area' || 1 + n, '第' || n || '街道', '', 'street', 1, '/1/' || 1 + n || '/'
  FROM generate_series(1, {streets}) n
UNION ALL
SELECT 1000 + n, 'area' || 1000 + n, '第' || n || '社区', '', 'community',
       2 + (n - 1) % {streets}, '/1/' || 2 + (n - 1) % {streets} || '/' || 1000 + n || '/'
  FROM generate_series(1, {communities}) n
""",
    """
INSERT INTO organization (id, public_id, name, name_en, kind, parent_id, path, area_id)
SELECT 1, 'org1', '桐川市委', '', 'party_committee', NULL, '/1/', 1
UNION ALL
SELECT 1000 + n, 'org' || 1000 + n, '第' || n || '社区党委', '', 'party_committee', 1,
       '/1/' || 1000 + n || '/', 1000 + n FROM generate_series(1, {communities}) n
UNION ALL
SELECT {body} + n, 'branch' || {body} + n, '第' || n || '支部', '', 'branch',
       1001 + n % {communities}, '/1/' || 1001 + n % {communities} || '/' || {body} + n || '/',
       1001 + n % {communities} FROM generate_series(1, {organizations}) n
""",
)
PEOPLE = (
    """
INSERT INTO person (id, public_id, name, username, email, must_change_password, created_at)
SELECT n, 'person' || n, '居民' || n, 'person' || n, '', false, now() FROM generate_series(1, 5) n
UNION ALL
SELECT {person} + n, 'member' || n, '党员' || n, NULL, '', false, now()
  FROM generate_series(1, {people}) n
""",
    """
INSERT INTO membership (person_id, organization_id, kind, owning, since)
SELECT {person} + n, CASE WHEN n <= {members} THEN {hot} ELSE {body} + 2 + n % ({organizations} - 2)
       END, 'member', true, '2015-01-01' FROM generate_series(1, {people}) n
""",
    """
INSERT INTO appointment (person_id, role, area_id, since) VALUES (1, 'leader', 1, '2020-01-01')
""",
    f"""
INSERT INTO sign_in (token_hash, person_id, created_at, expires_at, public_id, device, seen_at)
VALUES ('\\x{token_hash(token(1)).hex()}', 1, now(), now() + interval '1000 days', 's1', '', now())
""",
    """
INSERT INTO quota_rule (public_id, line, whose, kinds, counts, counts_members, minimum, joining,
                        leaving, excuses, since, made_at)
SELECT 'r-' || whose, 'l-' || whose, whose, ARRAY['party_committee', 'branch'],
       ARRAY['wish', 'issue', 'task'], false, minimum, 'share', 'share', ARRAY[]::varchar[],
       '2000-01-01', now() FROM (VALUES ('person', 1), ('organization', 3)) AS r (whose, minimum)
""",
)
_WISH = """
INSERT INTO wish ({id}public_id, code, pin_round, collected_from, version, kind, lane, stage,
  ending, channel, area_id, keeper_id, title, summary, places, taken, expected, worth, may_publish,
  may_contact, may_photograph, for_minor, draw, priority, collected_at, registered_at,
  published_at, delivered_at, closed_at, reopened, purged, words_purged)
SELECT {key} '{sort}' || lpad(i::text, 11, '0'), upper('{sort}') || i, 0, '', 1, 'micro_wish',
       'individual', '{stage}', {ending}, 'web', 1001 + (i * 7919) % {{communities}},
       1001 + (i * 7919) % {{communities}}, '想要一盏台灯', '想要一盏台灯', 1, 0, 1, 80, true, true,
       false, false, false, false, at, at, at, at, {closed}, 0, true, true
  FROM ({made}) AS made
"""
WISHES = (
    _WISH.format(
        id="id, ",
        key="i,",
        sort="w",
        stage="closed",
        ending="'fulfilled'",
        closed="at",
        made="""SELECT i, '{year}-01-01 04:00+00'::timestamptz
                 + (i::float8 / {items} * 364) * interval '1 day' AS at
            FROM generate_series(1::bigint, {items}) i""",
    ),
    """
INSERT INTO outcome (id, public_id, wish_id, round, done, paid_by, reported, confirmed, minutes,
  delivered_on, delivered_at, device, undone, undone_because)
SELECT id, 'o' || lpad(id::text, 11, '0'), id, 0, '送去一盏台灯。', 'nobody', 1, 1, 0,
       closed_at::date, closed_at, '', false, '' FROM wish
""",
    """
INSERT INTO answer (id, outcome_id, wish_id, how, done, rating, words, praise, at)
SELECT id, id, id, 'code', id % 17 <> 0, 1 + (id % 23) % 5, '', false, closed_at FROM wish
""",
    """
SELECT setval(pg_get_serial_sequence(t, 'id'), {items} + 1)
  FROM unnest(ARRAY['wish', 'outcome', 'answer']) t
""",
)
CREDITS = (
    """
INSERT INTO credit (holder, holder_id, organization_id, cause_kind, cause_id, round, year, done_on,
                    amount, folded, at)
SELECT CASE WHEN mine THEN 'person' ELSE 'organization' END,
       CASE WHEN mine THEN {person} + 1 + n % {people} ELSE {body} + 1 + n % {organizations} END,
       {body} + 1 + n % {organizations}, CASE WHEN n % 9 = 0 THEN 'task' ELSE 'wish' END,
       'w' || lpad(n::text, 11, '0'), 0, {year}, day, 1, true, now()
  FROM (SELECT n, n % 3 > 0 AS mine,
               '{year}-01-01'::date + (n::float8 / {items} * 363)::int AS day
          FROM generate_series(1::bigint, {items}) n) AS made
""",
    # Month after month, as they were folded in: the rows of one holder lie apart.
    """
INSERT INTO credit_sum (holder, holder_id, year, organization_id, quarter, cause_kind, amount)
SELECT holder, holder_id, year, organization_id, extract(quarter FROM done_on)::int, cause_kind,
       sum(amount) FROM credit GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 5, 6, 1, 2
""",
)
ANSWERED = (
    _WISH.format(
        id="",
        key="",
        sort="c",
        stage="answered",
        ending="NULL",
        closed="NULL",
        made="SELECT i, now() AS at FROM generate_series({first}::bigint, {last}) i",
    ),
    """
INSERT INTO wisher (phone_index, created_at)
SELECT convert_to(public_id, 'UTF8'), now() FROM wish
 WHERE public_id BETWEEN 'c' || lpad('{first}', 11, '0') AND 'c' || lpad('{last}', 11, '0')
""",
    """
UPDATE wish SET wisher_id = wisher.id FROM wisher
 WHERE public_id BETWEEN 'c' || lpad('{first}', 11, '0') AND 'c' || lpad('{last}', 11, '0')
   AND phone_index = convert_to(public_id, 'UTF8')
""",
    """
INSERT INTO outcome (public_id, wish_id, round, delivered_by_id, done, paid_by, reported, minutes,
                     delivered_on, delivered_at, device, undone, undone_because)
SELECT 'd' || right(public_id, 11), id, 0,
       {person} + 1 + right(public_id, 11)::bigint % {members}, '好', 'nobody', 1, 0, current_date,
       now(), '', false, '' FROM wish WHERE public_id BETWEEN 'c' || lpad('{first}', 11, '0')
                                                      AND 'c' || lpad('{last}', 11, '0')
""",
    """
INSERT INTO participation (outcome_id, person_id, organization_id, in_its_name)
SELECT id, delivered_by_id, {hot}, true FROM outcome
 WHERE public_id BETWEEN 'd' || lpad('{first}', 11, '0') AND 'd' || lpad('{last}', 11, '0')
""",
    """
INSERT INTO answer (outcome_id, wish_id, how, done, rating, words, praise, at)
SELECT id, wish_id, 'code', true, 5, '', false, now() FROM outcome
 WHERE public_id BETWEEN 'd' || lpad('{first}', 11, '0') AND 'd' || lpad('{last}', 11, '0')
""",
    "ANALYZE wish, wisher, outcome, participation, answer",
)
