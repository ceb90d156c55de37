"""Sixty faces of a file that says it is a table; each is a suffix and a content."""

import io
import struct
import zipfile

from tests.core.test_sheets_hostile import SHEET, rows_with, small_workbook

_KIND = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "xl/_rels/workbook.xml.rels"
_DOOR = b"file:///etc/passwd"


def _with(name: str, content: bytes, *, mode: int = 0) -> bytes:
    """A good workbook with one entry replaced or added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(small_workbook())) as good, zipfile.ZipFile(buffer, "w") as bad:
        for entry in good.infolist():
            if entry.filename != name:
                bad.writestr(entry, good.read(entry), zipfile.ZIP_DEFLATED)
        made = zipfile.ZipInfo(name)
        made.external_attr = mode << 16
        bad.writestr(made, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _without(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(small_workbook())) as good, zipfile.ZipFile(buffer, "w") as bad:
        for entry in good.infolist():
            if entry.filename != name:
                bad.writestr(entry, good.read(entry), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _sheet(cells: bytes, before: bytes = b"") -> bytes:
    body = b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (_KIND, cells)
    return _with(SHEET, before + body)


def _row(cell: bytes) -> bytes:
    head = b'<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>'
    return _sheet(head + b'<row r="2">' + cell + b"</row>")


def _strings(body: bytes, before: bytes = b"") -> bytes:
    return _with("xl/sharedStrings.xml", before + b'<sst xmlns="%s">%s</sst>' % (_KIND, body))


def _link(target: bytes, mode: bytes = b"") -> bytes:
    relations = b"http://schemas.openxmlformats.org/%s/2006/relationships"
    kind = relations % b"officeDocument" + b"/worksheet"
    return _with(
        _RELS,
        b'<Relationships xmlns="%s"><Relationship Id="rId1" Type="%s" Target="%s"%s/></Relationships>'
        % (relations % b"package", kind, target, mode),
    )


def _patched(old: bytes, new: bytes) -> bytes:
    whole = small_workbook()
    assert old in whole
    return whole.replace(old, new)


_LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha">%s]>' % b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(10)
)
_OUTSIDE = b'<!DOCTYPE x [<!ENTITY x SYSTEM "%s">]>'
_END = small_workbook().rindex(b"PK\x05\x06")

WORKBOOKS: dict[str, bytes] = {
    "bomb": _with("xl/media/a.bin", bytes(200_000_000)),
    "bomb as a sheet": _sheet(b" " * 100_000_000),
    "bomb as strings": _strings(b"<si><t>a</t></si>" * 3_000_000),
    "bomb in a bomb": _with("xl/media/a.zip", _with("a", bytes(60_000_000))),
    "laughs": _sheet(b'<row r="1"><c r="A1" t="str"><v>&k;</v></c></row>', _LAUGHS),
    "laughing strings": _strings(b"<si><t>&k;</t></si>", _LAUGHS),
    "entity of a file": _sheet(
        b'<row r="1"><c r="A1" t="str"><v>&x;</v></c></row>', _OUTSIDE % _DOOR
    ),
    "strings of a file": _strings(b"<si><t>&x;</t></si>", _OUTSIDE % _DOOR),
    "entity of a host": _sheet(b"<row/>", _OUTSIDE % b"http://127.0.0.1:9/x"),
    "type of a host": _sheet(b"<row/>", b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'),
    "include of a file": _row(
        b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="%s"/>' % _DOOR
    ),
    "sheet at a file": _link(_DOOR, b' TargetMode="External"'),
    "sheet at a host": _link(b"http://127.0.0.1:9/sheet.xml", b' TargetMode="External"'),
    "sheet outside": _link(b"../../../../etc/passwd"),
    "macros": _with("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000)),
    "embedded program": _with("xl/embeddings/oleObject1.bin", b"MZ" + bytes(900)),
    "formula": _row(b'<c r="A2" t="str"><f>HYPERLINK("http://x","a")</f><v>=1+1</v></c>'),
    "formula without a value": _row(b"<c r=\"A2\"><f>cmd|'/c calc'!A0</f></c>"),
    "formula that never ends": _row(
        b'<c r="A2"><f>%s1%s</f><v>1</v></c>' % (b"(" * 90_000, b")" * 90_000)
    ),
    "link to another book": _with(
        "xl/externalLinks/externalLink1.xml", b'<externalLink r:id="x"/>'
    ),
    "string that is not there": _row(b'<c r="A2" t="s"><v>999999999</v></c>'),
    "string before the first": _row(b'<c r="A2" t="s"><v>-1</v></c>'),
    "strings nested deeply": _strings(b"<si>" + b"<r>" * 200_000 + b"</r>" * 200_000 + b"</si>"),
    "strings of many runs": _strings(b"<si>" + b"<r><t>a</t></r>" * 200_000 + b"</si>"),
    "string of 2 MB": _row(b'<c r="A2" t="inlineStr"><is><t>%s</t></is></c>' % (b"ab" * 1_000_000)),
    "cell at nought": _row(b'<c r="A0"><v>1</v></c>'),
    "cell nowhere": _row(b'<c r="ZZZZZZZ99999999999"><v>1</v></c>'),
    "cell of no name": _row(b'<c r=""><v>1</v></c>'),
    "cells at the corners": _with(SHEET, rows_with("A1", "XFD1048576")),
    "thousands of columns": _sheet(
        b'<row r="1">' + b'<c t="inlineStr"><is><t>a</t></is></c>' * 16_000 + b"</row>"
    ),
    "rows backwards": _sheet(
        b'<row r="9"><c r="A9"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'
    ),
    "number past all": _row(b'<c r="A2"><v>1e999</v></c>'),
    "no number": _row(b'<c r="A2"><v>NaN</v></c>'),
    "day past all": _row(b'<c r="A2" s="1" t="d"><v>99999-99-99T99:99:99</v></c>'),
    "kind unknown": _row(b'<c r="A2" t="virus"><v>1</v></c>'),
    "torn XML": _sheet(b'<row r="1"><c r="A1"'),
    "XML of another encoding": _with(
        SHEET, '<?xml version="1.0" encoding="utf-16"?><worksheet/>'.encode("utf-16")
    ),
    "XML of broken letters": _row(b'<c r="A2" t="inlineStr"><is><t>\xff\xfe\x80</t></is></c>'),
    "NUL in XML": _row(b'<c r="A2" t="inlineStr"><is><t>a&#0;b\0</t></is></c>'),
    "nesting without end": _sheet(b"<row>" * 300_000),
    "merged everywhere": _with(
        SHEET,
        rows_with("A1", "A2")[:-12]
        + b"<mergeCells>%s</mergeCells></worksheet>" % (b'<mergeCell ref="A1:XFD1048576"/>' * 9000),
    ),
    "symlink": _with("xl/worksheets/sheet2.xml", b"/etc/passwd", mode=0o120777),
    "symlink as the sheet": _with(SHEET, b"/etc/passwd", mode=0o120777),
    "entry that climbs": _with("../../../../tmp/wishboard-climbed", b"x"),
    "entry at the root": _with("/tmp/wishboard-climbed", b"x"),
    "entry of two slashes": _with("xl\\..\\..\\x", b"x"),
    "no workbook in it": _without("xl/workbook.xml"),
    "no sheet in it": _without(SHEET),
    "no links in it": _without(_RELS),
    "no styles in it": _without("xl/styles.xml"),
    "cut in the middle": small_workbook()[: _END // 2],
    "cut at the end": small_workbook()[:-10],
    "no directory": small_workbook()[:_END],
    "directory elsewhere": small_workbook()[:_END] + b"PK\x05\x06" + b"\xff" * 18,
    "locked": _patched(b"PK\x03\x04\x14\0\0\0", b"PK\x03\x04\x14\0\x01\0"),
    "packed otherwise": _patched(b"\0\0\x08\0", b"\0\0\x63\0"),
    "something before": b"#!/bin/sh\n" + small_workbook(),
    "something behind": small_workbook() + b"<script>" * 999,
    "another archive": b"PK\x03\x04" + bytes(300),
    "old and broken": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack("<I", 0xFFFFFFFF) * 300,
}
TEXTS: dict[str, bytes] = {
    "nothing": b"",
    "NULs": b"a,b\n1,\0\0\n" * 9 + bytes(900),
    "one NUL": "标题,内容\n".encode() + "台灯,好\0的\n".encode() * 200,
    "one line of 20 MB": b"a" * 20_000_000,
    "a quotation without end": b'a,b\n1,"' + b"x\n" * 900_000,
    "ten thousand columns": b"a," * 10_000 + b"\n",
    "a million separators": b"a,b\n" + b"," * 1_000_000,
    "a million empty lines": b"a,b\n" + b"\n" * 1_000_000,
    "old line ends": b"a,b\r1,2\r3,4\r",
    "quotations in quotations": b"a,b\n" + b'"' * 99_999 + b"\n",
    "utf-16 without a mark": "标题,内容\n台灯,好\n".encode("utf-16-le") * 20,
    "utf-16 half": b"\xff\xfea\0,\0b",
    "utf-32": "a,b\n1,2\n".encode("utf-32"),
    "utf-7": "标题,内容\n台灯,好\n".encode("utf-7"),
    "latin-1": "naïve,café\n1,2\n".encode("latin-1") * 9,
    "big5": "標題,內容\n檯燈,好\n".encode("big5") * 9,
    "half a character": "标题,内容\n台灯,好".encode()[:-1],
    "surrogates": b"a,b\n\xed\xa0\x80,\xed\xbf\xbf\n",
    "longer than needed": b"a,b\n\xc0\xaf,\xe0\x80\xaf\n",
    "formulas": b"a,b\n=cmd|'/c calc'!A0,@SUM(1)\n+1,-1\n\t=1,\r=1\n",
    "a separator of its own": b"sep=\0\na\0b\n",
    "a page": b"<html><table><tr><td>a</td></tr></table></html>",
    "controls": bytes(range(1, 32)) * 99,
    "right to left": "a,b\n\u202egnp.exe,\u2066x\n".encode(),
}
