"""Separated text: which characters, which separator, then the rows."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path

from wishboard.core.sheets.limits import MAX_CELL_CHARACTERS
from wishboard.core.sheets.refusals import NotATable, RowTooLong, UnknownEncoding
from wishboard.core.sheets.rows import Row

_CHUNK = 1 << 20
_SAMPLE_CHARACTERS = 1 << 16
_SAMPLE_ROWS = 30
_SEPARATORS = ",\t;"
_CONTROLS = bytes({*range(32)} - {*b"\t\n\r\x0b\x0c\x1a"})


def read_text(path: Path) -> Iterator[Row]:
    """The rows of a CSV or TSV file. Raises NotATable, UnknownEncoding, RowTooLong."""
    encoding = guess_encoding(path)
    separator = "\t" if path.suffix.lower() == ".tsv" else ""
    csv.field_size_limit(MAX_CELL_CHARACTERS)
    with path.open(encoding=encoding, newline="") as file:
        first = file.readline(_SAMPLE_CHARACTERS)
        stated = first.strip().lower()
        if stated.startswith("sep=") and len(stated) == 5:
            separator, skipped = stated[4], 1
        else:
            file.seek(0)
            separator, skipped = separator or guess_separator(file.read(_SAMPLE_CHARACTERS)), 0
            file.seek(0)
        yield from _numbered(csv.reader(file, delimiter=separator), skipped)


def _numbered(reader: Iterator[list[str]], number: int) -> Iterator[Row]:
    try:
        for cells in reader:
            number += 1
            yield Row(number, cells)
    except csv.Error as error:
        raise RowTooLong(row=number + 1) from error


def lines_in(path: Path) -> int:
    """How many lines a text has, counted by its line feeds."""
    with path.open("rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(_CHUNK), b""))


def guess_encoding(path: Path) -> str:
    """The name of the encoding in which the whole file can be read."""
    with path.open("rb") as file:
        start = file.read(_CHUNK)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    elif _is_no_text(start):
        raise NotATable
    else:
        candidates = ["utf-8-sig"] if _mostly_utf8(start) else ["utf-8-sig", "gb18030"]
    for encoding in candidates:
        if _reads_as(path, encoding):
            return encoding
    raise UnknownEncoding


def _is_no_text(sample: bytes) -> bool:
    """Whether it is a picture, a program, a web page: text has at most a stray NUL or two."""
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    markup = sample.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"%PDF"))
    return markup or controls * 100 > len(sample)


def _mostly_utf8(sample: bytes) -> bool:
    """Whether text is UTF-8 but for a few damaged characters, which GB 18030 would misread."""
    text = sample.decode("utf-8", "replace")
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return foreign > 0 and text.count("�") * 20 < foreign


def _reads_as(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding, newline="") as file:
            while file.read(_CHUNK):
                pass
    except UnicodeError:
        return False
    return True


def guess_separator(sample: str) -> str:
    """The separator that parts the sample into the most rows of one width; a comma if none does."""
    return max(_SEPARATORS, key=lambda separator: _evenness(sample, separator))


def _evenness(sample: str, separator: str) -> tuple[float, int]:
    reader = csv.reader(StringIO(sample, newline=""), delimiter=separator)
    try:
        widths = [len(cells) for cells in islice(reader, _SAMPLE_ROWS) if cells]
    except csv.Error:
        return 0.0, 0
    if len(sample) >= _SAMPLE_CHARACTERS and len(widths) > 1:
        widths.pop()
    if not widths:
        return 0.0, 0
    width, count = Counter(widths).most_common(1)[0]
    return (round(count / len(widths), 1), width) if width > 1 else (0.0, 0)
