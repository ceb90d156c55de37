"""Nasty bodies and broken framing."""

import json
from typing import Any

FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=b"
JSON = "application/json"


def part(head: bytes, body: bytes = b"x") -> bytes:
    """A body of one part with a head of its own making."""
    return b"--b\r\n" + head + b"\r\n\r\n" + body + b"\r\n--b--\r\n"


def field(name: bytes, body: bytes = b"x", more: bytes = b"") -> bytes:
    """A body of one field; `more` stands behind its name."""
    return part(b'Content-Disposition: form-data; name="' + name + b'"' + more, body)


_KINDS: tuple[str | bytes, ...] = (
    *(
        "multipart/form-data",
        "multipart/form-data; boundary=",
        'multipart/form-data; boundary="',
    ),
    *("multipart/form-data; boundary=" + "b" * 5000, "multipart/mixed; boundary=b"),
    *(
        b"multipart/form-data; boundary=\xff\xfe",
        "multipart/form-data; boundary=边界".encode(),
    ),
    *(
        "multipart/form-data; boundary=b; boundary=c",
        "multipart/form-data; charset=x; boundary=b",
    ),
    *(
        "multipart/form-data; boundary=b; charset=\0",
        "MULTIPART/FORM-DATA; BOUNDARY=b",
        "; boundary=b",
    ),
)
FORMS: list[tuple[str | bytes, bytes]] = [
    *(
        (FORM, body)
        for body in (
            *(
                b"",
                b"&",
                b"=",
                b"%",
                b"%zz=%zz",
                b"code=\xff\xfe&pin=\x80",
                b"code=%FF%FE&pin=%ED%A0%80",
            ),
            *(b"code=%00&pin=%00", b"code[]=1&pin[]=2", b"code=1&code=2&code=3&pin=4&pin=5"),
            *(
                b"_csrf=\xff",
                b"_csrf=%E4%BB%A4%E7%89%8C",
                b"_csrf=%00",
                b"_csrf=1&_csrf=2",
                b"_csrf[]=1",
            ),
            *(
                b"_key=%FF",
                b"_key=%00",
                b"_key=1&_key=2",
                b"_key=" + b"k" * 5000,
                b"_key=%E9%94%AE",
            ),
            *(
                b"code=<xq7>&pin=\"'><xq7>",
                b"next=//elsewhere.example",
                b"next=%5c%5celsewhere.example",
            ),
            *(
                b"a=1&" * 5000,
                b"a" * 90_000,
                b"code=" + b"%F0%9F%8E%81" * 900,
                b"__proto__=1&__class__=2",
            ),
            *(
                "code=灯&pin=心".encode(),
                b"code=1;pin=2",
                b"code=%u706f",
                b"\0\0\0",
                b"{}",
                b"<x/>",
            ),
        )
    ),
    *(
        (PARTS, body)
        for body in (
            *(
                b"",
                b"--b",
                b"--b--",
                b"--b\r\n",
                b"--b\r\n\r\n",
                b"--b\n\nx\n--b--",
                b"--x\r\n",
                b"\r\n" * 900,
            ),
            *(part(b""), part(b"Content-Disposition"), part(b"Content-Disposition: form-data")),
            *(
                part(b'Content-Disposition: attachment; name="a"'),
                part(b"\xff\xfe: \xff"),
                part(b": x"),
            ),
            *(part(b'Content-Disposition: form-data; name="code'), part(b"X: y\r\n z")),
            *(
                field(b""),
                field(b"\xff\xfe"),
                field(b"code", b"\xff\xfe\x80"),
                field(b"code", b"\0"),
            ),
            *(
                field(b"_csrf", b"x", b'; filename="t.txt"'),
                field(b"_csrf", b"\xff"),
                field(b"_csrf", b""),
            ),
            *(field(b"_key", b"x", b'; filename="k"'), field(b"_key", b"\xff\xff")),
            *(
                field(b"photos", b"x", b'; filename=""'),
                field(b"photos", b"x", b'; filename="\xff\xfe"'),
            ),
            *(field(b"photos", b"x", b'; filename="../../etc/passwd"'), field(b"photos", b"x" * 9)),
            *(
                field(b"photos", b"x", b'; filename="a\0.png"'),
                field(b"p", b"x", b"; filename*=utf-8''%FF%FE"),
            ),
            *(field(b"code", b"x", b'; filename="<xq7>"'), field(b"text", b"<xq7>" * 99)),
            part(b'Content-Disposition: form-data; name="a"\r\nContent-Type: \xff'),
            part(
                b'Content-Disposition: form-data; name="a"\r\nContent-Type: text/plain; charset=rot13'
            ),
            part(
                b'Content-Disposition: form-data; name="a"\r\nContent-Type: text/plain; charset=idna',
                b"\xff",
            ),
            part(
                b'Content-Disposition: form-data; name="a"\r\nContent-Type: text/plain; charset=\xff',
                b"\xff",
            ),
            part(
                b'Content-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64',
                b"!!!",
            ),
            part(b'Content-Disposition: form-data; name="a"\r\nContent-Length: 999999'),
            part(b'Content-Disposition: form-data; name="a"\r\n' + b"X: y\r\n" * 900),
            part(b'Content-Disposition: form-data; name="' + b"n" * 70_000 + b'"'),
            (field(b"a")[:-5] + b"\r\n") * 2000 + b"--b--\r\n",
        )
    ),
    *((kind, field(b"code")) for kind in _KINDS),
    *(
        (kind, b"code=1&pin=2")
        for kind in (
            *(
                f"{FORM}; charset={name}"
                for name in ("utf-7", "utf-16", "idna", "hex", "rot13", "no")
            ),
            *("", "text/plain", "text/xml", "application/octet-stream", "a", "/", "*/*", b"\xff"),
        )
    ),
]
"""Kind and body of forms."""

_DEEP = 200_000
_ODD: list[Any] = [
    *([], {}, True, None, 1.5, "a\0", "<xq7>", "\ud800", "灯" * 9000, "ß" * 300),
]
PROGRAMS: list[bytes] = [
    *(
        b"",
        b" ",
        b"{",
        b"}",
        b"[]",
        b"null",
        b"true",
        b"0",
        b'"x"',
        b"NaN",
        b"Infinity",
        b"-",
        b"{}x",
    ),
    *(
        b"\xff\xfe",
        b'{"code": "\xff"}',
        b'{"code": "\\ud800", "pin": "\\udfff"}',
        b'{"code": "\\u0000"}',
    ),
    *(
        b"\xef\xbb\xbf{}",
        '{"code": "1"}'.encode("utf-16"),
        b"{'code': 1}",
        b'{"code": 1,}',
        b"/**/{}",
    ),
    *(
        b"[" * _DEEP,
        b'{"a":' * 90_000,
        b"[" * 900 + b"]" * 900,
        b'{"code":' + b"[" * 9000 + b"]" * 9000 + b"}",
    ),
    *(b'{"code": ' + b"9" * 9000 + b"}", b'{"code": 1e999}', b'{"code": -0.0}', b'{"pin": 1e-999}'),
    *(
        b'{"code": "1", "code": "2"}',
        b'{"__proto__": 1, "__class__": 2}',
        b'{"": ""}',
        b'{"code": {}}',
    ),
    *(json.dumps({"code": bad, "pin": bad}).encode() for bad in _ODD),
    *(json.dumps({"username": bad, "password": bad}).encode() for bad in _ODD),
    json.dumps({f"field {n}": n for n in range(9000)}).encode(),
    json.dumps(
        {"text": ["灯"], "area": {"$gt": ""}, "name": 1, "phone": 1e99, "may_contact": "perhaps"}
    ).encode(),
    json.dumps(
        {"text": "\u202e灯" * 3000, "area": "\0", "phone": "１３８", "born_on": "0000-00-00"}
    ).encode(),
]
"""Bodies of programs."""

_END = b"Host: a\r\nConnection: close\r\n"
FRAMES: list[bytes] = [
    *(b"\0\0\0\0\r\n\r\n", b"GET\r\n\r\n", b"GET /\r\n\r\n", b"hello\r\n\r\n"),
    *(
        b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03\r\n\r\n",
        b"SSH-2.0-x\r\n\r\n",
        b"\xff" * 99 + b"\r\n\r\n",
    ),
    *(
        b"GET / HTTP/9.9\r\n" + _END + b"\r\n",
        b"GET / HTTP/0.9\r\n\r\n",
        b"GET / http/1.1\r\n" + _END + b"\r\n",
    ),
    *(b"GET  /  HTTP/1.1\r\n" + _END + b"\r\n", b"GET / HTTP/1.1 x\r\n" + _END + b"\r\n"),
    *(
        b"GET / HTTP/1.1\n" + _END.replace(b"\r", b"") + b"\n",
        b"GET\t/\tHTTP/1.1\r\n" + _END + b"\r\n",
    ),
    b"GET / HTTP/1.0\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(60),
    *(
        b"GET / HTTP/1.1\r\n" + bad + _END + b"\r\n"
        for bad in (
            *(
                b": x\r\n",
                b"no colon\r\n",
                b" folded: x\r\n",
                b"a: b\r\n c\r\n",
                b"a b: c\r\n",
                b"a : b\r\n",
            ),
            *(
                b"a\0b: c\r\n",
                b"a: b\0c\r\n",
                b"a: b\rc\r\n",
                b"a\xff: b\r\n",
                "名: 值\r\n".encode(),
            ),
            *(b"Host: elsewhere.example\r\n", b"X: " + b"y" * 60_000 + b"\r\n", b"X: y\r\n" * 90),
            *(
                b"X: y\r\n" * 3000,
                b"Cookie: a=1\r\nCookie: b=2\r\n",
                b"Content-Length: 0\r\nContent-Length: 0\r\n",
            ),
        )
    ),
    *(
        b"POST /track HTTP/1.1\r\n" + _END + head + b"\r\n\r\n" + body
        for head, body in (
            (b"Content-Length: -1", b""),
            (b"Content-Length: +1", b"x"),
            (b"Content-Length: 1e1", b"x"),
            (b"Content-Length: 0x1", b"x"),
            (b"Content-Length: 1, 1", b"x"),
            (b"Content-Length: " + b"9" * 40, b"x"),
            (b"Content-Length: 1\r\nContent-Length: 2", b"xy"),
            (b"Content-Length:", b""),
            (b"Content-Length: \xb2", b"xy"),
            (b"Content-Length: 4\r\nTransfer-Encoding: chunked", b"0\r\n\r\n"),
            (b"Transfer-Encoding: chunked", b"0\r\n\r\n"),
            (b"Transfer-Encoding: chunked", b"z\r\nx\r\n0\r\n\r\n"),
            (b"Transfer-Encoding: chunked", b"-1\r\nx\r\n0\r\n\r\n"),
            (b"Transfer-Encoding: chunked", b"fffffffffffffffff\r\nx\r\n0\r\n\r\n"),
            (b"Transfer-Encoding: chunked", b"1;" + b"e" * 30_000 + b"\r\nx\r\n0\r\n\r\n"),
            (b"Transfer-Encoding: chunked", b"1\r\nxyz\r\n0\r\n\r\n"),
            (b"Transfer-Encoding: chunked", b"1\r\nx\r\n" * 5000 + b"0\r\n\r\n"),
            (b"Transfer-Encoding: chunked", b"1\r\nx\r\n0\r\nX-Smuggled: yes\r\n\r\n"),
            (b"Transfer-Encoding: chunked, chunked", b"0\r\n\r\n"),
            (b"Transfer-Encoding: gzip", b"x"),
            (b"Transfer-Encoding: xchunked", b"0\r\n\r\n"),
            (b"Transfer-Encoding : chunked", b"0\r\n\r\n"),
            (b"Transfer-Encoding:\x0bchunked", b"0\r\n\r\n"),
            (b"Content-Encoding: gzip\r\nContent-Length: 2", b"\x1f\x8b"),
            (b"Content-Encoding: \xff\r\nContent-Length: 1", b"x"),
            (b"Expect: 100-continue\r\nContent-Length: 6", b"code=1"),
        )
    ),
]
"""Whole requests that are hardly HTTP."""

_OURS = b"wishes"
TARGETS: list[bytes] = [
    *(
        b"*",
        b"//",
        b"///elsewhere.example",
        b"//elsewhere.example/..",
        b"/\\elsewhere.example",
        b"http://elsewhere.example/",
    ),
    *(b"/../../etc/passwd", b"/static/../settings.py", b"/static/%2e%2e/%2e%2e/settings.py"),
    *(
        b"/static/..%2f..%2fsettings.py",
        b"/static/%252e%252e/settings.py",
        b"/static/....//settings.py",
    ),
    *(b"/static/%00", b"/static/app.css%00.png", b"/static//etc/passwd", b"/static/..%5c..%5cx"),
    *(
        b"/static/built/%FF",
        b"/static/" + b"a" * 4000,
        b"/static/built",
        b"/static/built/",
        b"/static/" + b"a/" * 900,
    ),
    *(
        b"/.git/config",
        b"/.env",
        b"/wp-login.php",
        b"/%2e%2e/",
        b"/./././",
        b"/;/",
        b"/" + _OURS + b";x=1",
    ),
    *(
        b"/%",
        b"/%z",
        b"/%00",
        b"/%0d%0aX-Smuggled:%20yes",
        b"/desk/%0d%0aX-Smuggled:%20yes",
        b"/%ff%fe",
    ),
    *(
        b"/%c0%ae%c0%ae/",
        b"/%ed%a0%80",
        b"/\xff\xfe",
        "/心愿".encode(),
        b"/%E5%BF%83%E6%84%BF/%F0%9F%8E%81",
    ),
    *(b"/desk/%E5%BF%83%E6%84%BF", b"/me/%3Cxq7%3E?a=%3Cxq7%3E", b"/desk?next=//elsewhere.example"),
    *(
        b"/desk/\xe5\xbf\x83",
        b"/desk%2fpeople",
        b"/DESK",
        b"/desk/",
        b"//desk",
        b"/desk//people",
        b"/desk/./people",
    ),
    *(
        b"/" + b"a" * 8000,
        b"/" + b"a/" * 4000,
        b"/" + b"%41" * 2500,
        b"/?" + b"a" * 8000,
        b"/" * 4000,
    ),
    *(
        b"/#<xq7>",
        b"/<xq7>",
        b"/%3Cxq7%3E",
        b"/track?%3Cxq7%3E=%3Cxq7%3E",
        b"/sign-in?next=javascript:%3Cxq7%3E",
    ),
    *(
        b"/sign-in?next=//elsewhere.example",
        b"/sign-in?next=/%5celsewhere.example",
        b"/sign-in?next=%0d%0aX-Smuggled:1",
    ),
    *(b"/language/en?next=//elsewhere.example", b"/language/en?next=/%09/elsewhere.example"),
    *(
        b"/language/%0d%0aX-Smuggled:%20yes",
        b"/language/%E4%B8%AD",
        b"/language/%00",
        b"/language/%3Cxq7%3E",
    ),
    *(
        b"/language/%22%3B%20Domain%3Dx",
        b"/schema/%2e%2e/x",
        b"/schema/%00",
        b"/schema/../x",
        b"/schema/elements",
    ),
    *(
        b"/verify?serial=%00&code=%FF",
        b"/verify/%00/%00",
        b"/slips/%FF/%FF",
        b"/photos/%2e%2e%2fx?small=%00",
    ),
    *(
        b"/api/v1/years/0",
        b"/api/v1/years/-1",
        b"/api/v1/years/99999999999999999999",
        b"/api/v1/years/2026.0",
    ),
    *(b"/api/v1/years/%D9%A1%D9%A2%D9%A3%D9%A4", b"/api/v1/years/1_000", b"/api/v1/years/10000"),
]
"""What is asked for."""

METHODS = (
    *("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "PURGE", "get"),
    *(
        "GeT",
        "POST ",
        "心",
        "G\0T",
        "M-SEARCH",
        "QUERY",
        "A" * 3000,
        "GET\r\nX-Smuggled: yes",
        "<xq7>",
    ),
)
