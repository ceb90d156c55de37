"""Nasty bodies of programs."""

import json
from typing import Any

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
