"""`category_macro_f1`, `category_title_f1`: five folds of a ledger, by what a town itself runs."""

from collections.abc import Iterator

from bench.data import rows_of
from bench.report import Figure
from wishboard.triage.learning.fitting import learnt
from wishboard.triage.learning.rows import Example


def measure() -> Iterator[Figure]:
    """Near-duplicates are in one fold; titles alone are judged where there is one."""
    rows = rows_of("messages_by_department")
    examples = [
        Example(row["title"].strip(), row["body"] or row["text"], row["label"]) for row in rows
    ]
    found = learnt(examples)
    titled = sum(bool(example.title) for example in examples)
    about = f"{len(examples)} messages, {found['labels']} categories, 5 folds"
    yield Figure("category_macro_f1", found["text_f1"], "", about)
    yield Figure("category_title_f1", found["title_f1"], "", f"the {titled} that have a title")
