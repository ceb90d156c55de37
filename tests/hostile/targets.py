"""What is asked for, and how."""

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
