"""Requests that are hardly HTTP."""

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
