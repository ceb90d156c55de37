"""Which wishes are public, which of them hold a word, and how many, as SQL on a wish `w`."""

from sqlalchemy import text

PUBLIC = """
(w.kind = 'micro_wish' AND w.may_publish AND w.title <> '' AND w.merged_into_id IS NULL
 AND (w.stage = 'deferred' OR w.board_at <= :now AND (
      w.stage IN ('published', 'claimed', 'delivered', 'answered')
      OR w.ending IN ('fulfilled', 'unconfirmed'))))
"""
"""What everybody may read; `:now` is the moment."""

HOLDS = """
(w.search @@ CAST({query} AS tsquery)
 AND position({word} IN lower(normalize(w.title || ' ' || w.summary, NFKC))) > 0)
"""
"""That its public words hold a word; `query` asks for all of the word's tokens."""

_SAID = f"""
WITH said AS (
  SELECT w.id, coalesce(w.wisher_id, -w.id) AS who, w.search, w.title, w.summary,
         w.collected_at >= :since AS fresh
    FROM wish w JOIN area a ON a.id = w.area_id
   WHERE a.path LIKE :path AND {PUBLIC}
     AND (w.collected_at >= :since AND w.collected_at < :until
          OR w.collected_at >= :before AND w.collected_at < :same))
"""  # noqa: S608 - own words
SIZE = text(f"""{_SAID}
SELECT count(*) FILTER (WHERE fresh) AS now, count(*) FILTER (WHERE NOT fresh) AS before FROM said
""")  # noqa: S608
TOKENS = text(f"""{_SAID}
SELECT t.lexeme AS word, count(*) FILTER (WHERE fresh) AS now,
       count(*) FILTER (WHERE NOT fresh) AS before
  FROM said, unnest(said.search) AS t WHERE said.id % :every = 0
 GROUP BY t.lexeme HAVING count(DISTINCT who) FILTER (WHERE fresh) >= :least
""")  # noqa: S608
TEXTS = text(f"""{_SAID}
SELECT title || ' ' || summary AS words FROM said
 WHERE fresh AND search @@ CAST(:query AS tsquery) ORDER BY id DESC LIMIT :most
""")  # noqa: S608
EXACTLY = text(f"""{_SAID}
SELECT v.word, count(*) FILTER (WHERE fresh) AS now, count(*) FILTER (WHERE NOT fresh) AS before,
       count(DISTINCT who) FILTER (WHERE fresh) AS people
  FROM said w JOIN unnest(CAST(:words AS text[]), CAST(:queries AS text[])) AS v (word, query)
    ON {HOLDS.format(word="v.word", query="v.query")}
 GROUP BY v.word HAVING count(DISTINCT who) FILTER (WHERE fresh) >= :least
""")  # noqa: S608
