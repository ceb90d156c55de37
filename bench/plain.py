"""The plain measure of likeness that others are held against: cosines of pairs of characters."""

from collections.abc import Mapping, Sequence

from sklearn.feature_extraction.text import TfidfVectorizer

from wishboard.triage.messages import Message

OPENING = 120
BLOCK = 500


def nearest_before(messages: Sequence[Message]) -> Mapping[int, float]:
    """For each message the highest cosine to one before it, from 0 to 1, whatever the place."""
    texts = [f"{message.title} {message.text[:OPENING]}" for message in messages]
    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(2, 2), sublinear_tf=True)
    rows = vectorizer.fit_transform(texts).tocsr()
    found: dict[int, float] = {}
    for start in range(0, len(messages), BLOCK):
        block = (rows[start : start + BLOCK] @ rows[: start + BLOCK].T).toarray()
        for n, row in enumerate(block, start=start):
            found[messages[n].key] = float(row[:n].max()) if n else 0.0
    return found
