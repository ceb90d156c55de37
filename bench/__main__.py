"""`make bench [ONLY=name,…]`."""

import os
import sys
from collections.abc import Callable, Iterator

from bench import (
    board,
    claims,
    closings,
    footprint,
    importing,
    learning,
    likeness,
    mixed,
    quotas,
    rankings,
    suggesting,
)
from bench.report import Figure

MEASURES: list[tuple[tuple[str, ...], Callable[[], Iterator[Figure]]]] = [
    (
        ("board_page_ratio", "board_p99_ms", "board_anonymous_ratio", "board_growth"),
        board.measure,
    ),
    (("claim_ratio",), claims.measure),
    (("embedded_pss_mb", "cold_start_s"), footprint.measure),
    (("import_rows_per_s",), importing.measure),
    (("ranking_ms",), rankings.measure),
    (("quota_page_ms",), quotas.measure_pages),
    (("recount_s",), quotas.measure_recount),
    (("close_credit_ratio",), closings.measure),
    (("category_macro_f1", "category_title_f1"), learning.measure),
    (("hot_issue_f1",), likeness.hot_issues),
    (
        ("duplicate_hit_at_5", "duplicate_recall", "duplicate_false_alarm"),
        likeness.duplicates,
    ),
    (("legacy_recall",), likeness.legacy),
    (("suggest_p99_ms",), suggesting.measure),
    (("mixed_rps", "mixed_p95_ms", "mixed_error_share", "mixed_growth"), mixed.measure),
]


def main() -> None:
    """Measure and print what was asked for; everything when nothing was named."""
    asked = {name for name in os.environ.get("ONLY", "").split(",") if name}
    known = {name for names, _ in MEASURES for name in names}
    if asked - known:
        sys.exit(f"No such figure: {', '.join(sorted(asked - known))}. Known: {sorted(known)}")
    for names, measure in MEASURES:
        if asked and not asked & set(names):
            continue
        for figure in measure():
            if not asked or figure.name in asked:
                print(figure.line(), flush=True)
                print(f"# {figure.name}: {figure.about}", flush=True)


main()
