"""Nasty bodies of forms."""

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
_NO_FORMS: tuple[str | bytes, ...] = (
    *(f"{FORM}; charset={name}" for name in ("utf-7", "utf-16", "idna", "hex", "rot13", "no")),
    *("", "text/plain", "text/xml", "application/octet-stream", "a", "/", "*/*", b"\xff"),
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
    *((kind, b"code=1&pin=2") for kind in _NO_FORMS),
]
"""Kind and body of forms."""
