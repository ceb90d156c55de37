"""The conversation with the identity provider: authorization code with PKCE, state and nonce.

The only address that is asked is the one in the settings, and what its discovery document names.
httpx and Authlib are loaded when somebody comes this way: they cost memory and a slow start.
"""

import hmac
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from wishboard.accounts.single_sign_on.refusals import NotVouchedFor, ProviderSilent
from wishboard.settings import settings

CALLBACK = "/sign-in/organization/back"
PATIENCE = 10.0
"""Seconds that the provider may take for an answer."""
SIGNED_WITH = ("RS256", "PS256", "ES256", "RS384", "PS384", "ES384", "RS512", "PS512", "ES512")
LEEWAY = 60
"""Seconds by which the provider's clock may differ."""
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class Errand:
    """What a browser keeps while it is away at the provider."""

    state: str
    nonce: str
    verifier: str


def provider_is_set() -> bool:
    """Whether this town signs people in by an identity provider."""
    return bool(settings().sso_issuer and settings().sso_client_id)


async def departure() -> tuple[Errand, str]:
    """Where a browser is sent to sign in, and what it keeps meanwhile. Raises ProviderSilent."""
    from authlib.oauth2.rfc6749.parameters import prepare_grant_uri  # noqa: PLC0415
    from authlib.oauth2.rfc7636 import create_s256_code_challenge  # noqa: PLC0415

    errand = Errand(*(secrets.token_urlsafe(size) for size in (24, 24, 48)))
    address: str = prepare_grant_uri(
        (await _discovered())["authorization_endpoint"],
        settings().sso_client_id,
        "code",
        redirect_uri=_back(),
        scope="openid profile",
        state=errand.state,
        nonce=errand.nonce,
        code_challenge=create_s256_code_challenge(errand.verifier),
        code_challenge_method="S256",
    )
    return errand, address


async def arrival(errand: Errand, *, state: str, code: str) -> dict[str, Any]:
    """The claims of whoever comes back with a code. Raises NotVouchedFor, ProviderSilent."""
    if not code or not hmac.compare_digest(state.encode(), errand.state.encode()):
        raise NotVouchedFor
    found = await _discovered()
    answer = await _asked(
        found["token_endpoint"],
        {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": _back(),
            "code_verifier": errand.verifier,
        },
    )
    keys = await _asked(found["jwks_uri"])
    return _proven(str(answer.get("id_token", "")), keys, errand.nonce)


def _proven(token: str, keys: dict[str, Any], nonce: str) -> dict[str, Any]:
    """The claims of an ID token that is genuine, for us, of now, and for this errand."""
    from authlib.oidc.core import CodeIDToken  # noqa: PLC0415
    from joserfc import jwt  # noqa: PLC0415
    from joserfc.errors import JoseError  # noqa: PLC0415
    from joserfc.jwk import KeySet, KeySetSerialization  # noqa: PLC0415

    ours = settings().sso_client_id
    try:
        known = KeySet.import_key_set(KeySetSerialization(keys=keys["keys"]))
        read = jwt.decode(token, known, algorithms=SIGNED_WITH)
        claims = CodeIDToken(
            read.claims,
            read.header,
            options={
                "iss": {"essential": True, "value": settings().sso_issuer},
                "aud": {"essential": True, "value": ours},
                "sub": {"essential": True},
            },
            params={"nonce": nonce, "client_id": ours},
        )
        claims.validate(leeway=LEEWAY)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise NotVouchedFor from error
    return dict(claims)


async def _discovered() -> dict[str, Any]:
    """What the issuer says of itself; every address in it is https, or on this machine."""
    issuer = settings().sso_issuer
    found = await _asked(f"{issuer}/.well-known/openid-configuration")
    said = str(found.get("issuer", "")).rstrip("/")
    if said != issuer or not all(_safe(str(found.get(name, ""))) for name in _ENDPOINTS):
        raise ProviderSilent
    return found


async def _asked(url: str, form: dict[str, str] | None = None) -> dict[str, Any]:
    """A JSON object from the provider; a form is sent with our name and secret."""
    import httpx  # noqa: PLC0415

    ours = (settings().sso_client_id, settings().sso_client_secret.get_secret_value())
    try:
        async with httpx.AsyncClient(timeout=PATIENCE, follow_redirects=False) as line:
            answer = await (line.post(url, data=form, auth=ours) if form else line.get(url))
        told = answer.json() if len(answer.content) < 1_000_000 else None
    except (httpx.HTTPError, ValueError) as error:
        raise ProviderSilent from error
    if form and answer.status_code in (400, 401):
        raise NotVouchedFor
    if answer.status_code != 200 or not isinstance(told, dict):
        raise ProviderSilent
    return told


def _safe(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)


def _back() -> str:
    return settings().public_url + CALLBACK
