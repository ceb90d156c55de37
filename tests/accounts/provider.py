"""A small identity provider on this machine: discovery, keys, a token endpoint, signed JWTs."""

import asyncio
import base64
import hashlib
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from tests.servers import environment

CLIENT, SECRET = "wishboard-town", "a secret between two"


@dataclass
class Provider:
    """Who signs in there next, and how it misbehaves."""

    key: RSAKey
    signs_with: RSAKey
    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    discovery: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def signs_in(self, address: str) -> tuple[str, str]:
        """Somebody signs in at the address the browser was sent to: state and code to come back."""
        asked = parse_qs(urlsplit(address).query)
        assert asked["response_type"] == ["code"] and asked["code_challenge_method"] == ["S256"]
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return asked["state"][0], code

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        lines = head.split("\r\n")
        headers = {k.lower(): v for k, _, v in (line.partition(": ") for line in lines[1:])}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        status, told = self._answer(lines[0].split()[1], headers, parse_qs(body.decode()))
        content = json.dumps(told).encode()
        writer.write(
            f"HTTP/1.1 {status} x\r\ncontent-type: application/json\r\n"
            f"content-length: {len(content)}\r\nconnection: close\r\n\r\n".encode()
            + content
        )
        await writer.drain()
        writer.close()

    def _answer(
        self, path: str, headers: dict[str, str], form: dict[str, list[str]]
    ) -> tuple[int, Any]:
        if path == "/keys":
            return 200, KeySet([self.key]).as_dict(private=False)
        if path == "/token":
            return self._token(headers, form)
        return 200, {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        } | self.discovery

    def _token(self, headers: dict[str, str], form: dict[str, list[str]]) -> tuple[int, Any]:
        ours = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        asked = self.codes.pop(form["code"][0], None)
        digest = hashlib.sha256(form["code_verifier"][0].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            headers.get("authorization") != f"Basic {ours}"
            or asked is None
            or asked["code_challenge"] != [challenge]
            or asked["redirect_uri"] != form["redirect_uri"]
        ):
            return 400, {"error": "invalid_grant"}
        moment = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "subject-1",
            "iat": moment,
            "exp": moment + 300,
            "nonce": asked["nonce"][0],
            "name": "王新",
        } | self.claims
        claims = {name: value for name, value in claims.items() if value is not None}
        header = {"alg": "RS256", "kid": self.key.kid} | self.header
        return 200, {"access_token": "x", "id_token": jwt.encode(header, claims, self.signs_with)}


def new_key() -> RSAKey:
    """A fresh key to sign with."""
    return RSAKey.generate_key(2048, {"kid": "one"}, private=True)


@asynccontextmanager
async def provider(**settings: str) -> AsyncIterator[Provider]:
    """An identity provider that the town knows by its settings."""
    key = new_key()
    one = Provider(key, key)
    server = await asyncio.start_server(one.serve, "127.0.0.1", 0)
    one.issuer = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    known = {"sso_issuer": one.issuer, "sso_client_id": CLIENT, "sso_client_secret": SECRET}
    async with server:
        with environment(**(known | settings)):
            yield one
