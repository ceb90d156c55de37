"""Whatever a program sends that the API's own description allows: answered as described."""

import itertools
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.cast import PEOPLE
from tests.hostile.conftest import Served
from tests.torture.processes import TORTURED, times

pytestmark = pytest.mark.torture

EXAMPLES = 30
"""So many for each deed of each role, half of them of what the description forbids."""
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
SIGN_OUT = "/sessions/own"
"""Who sends this is somebody else afterwards."""
_callers = itertools.count(1)


def sent_by(
    part: str, served: Served, deed: APIOperation[Any, Any, Any, Any], mode: GenerationMode
) -> list[str]:
    """What is wrong with the answers to one deed of somebody of the cast."""
    token = served.sessions.get(part)
    signed = {"Authorization": f"Bearer {token}"} if token else {}

    @settings(
        max_examples=times(EXAMPLES),
        database=None,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=deed.as_strategy(generation_mode=mode))
    def send(case: Case[Any]) -> None:
        number = next(_callers)
        known = {"X-Forwarded-For": f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"}
        case.call_and_validate(
            base_url=f"http://127.0.0.1:{served.port}",
            headers=signed | known,
            checks=CHECKS,
            timeout=20,
        )

    try:
        send()
    except Unsatisfiable:
        return [] if mode is GenerationMode.NEGATIVE else [f"{deed.label}: nothing could be sent"]
    except FailureGroup as found:
        return [f"{deed.label}: {one}" for one in found.exceptions]
    return []


@pytest.mark.parametrize("part", ["nobody", *PEOPLE] if TORTURED else ["member"])
def test_every_answer_is_one_that_is_described(served: Served, part: str) -> None:
    described = schemathesis.openapi.from_url(f"http://127.0.0.1:{served.port}/schema")
    deeds = [found.ok() for found in described.get_all_operations() if isinstance(found, Ok)]
    assert len(deeds) >= 13
    wrong = [
        complaint
        for deed in deeds
        if part == "nobody" or not deed.path.endswith(SIGN_OUT)
        for mode in GenerationMode
        for complaint in sent_by(part, served, deed, mode)
    ]
    assert not wrong, "\n".join(wrong)
