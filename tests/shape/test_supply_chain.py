"""What the house is built on is known exactly, and nobody is asked in vain without saying so."""

import importlib.util
import json
import re
from types import ModuleType

import pytest

from tests.shape.source import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")
THREATS = ROOT / "THREATS.md"
UNKNOWN = {"name": "a", "skip_reason": "it is not known there"}
HOLE = {"id": "PYSEC-1", "fix_versions": ["2"]}


@pytest.fixture(scope="module")
def audit() -> ModuleType:
    spec = importlib.util.spec_from_file_location("audit", ROOT / ".ci" / "audit.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", LOCKS)
def test_every_library_is_locked_by_its_hash(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert len(entries) > 50
    assert all(re.match(r"[a-z0-9.\-\[\],]+==", entry) for entry in entries)
    assert all("--hash=sha256:" in entry for entry in entries)


@pytest.mark.parametrize("name", [*LOCKS, "package-lock.json", ".npmrc", "pyproject.toml"])
def test_no_lock_names_a_host(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    hosts = [line for line in text.splitlines() if "://" in line and '"url":' not in line]
    assert not hosts
    assert "--index-url" not in text and '"resolved"' not in text


def test_every_script_is_locked_by_its_hash() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    assert all(one["integrity"].startswith("sha512-") for name, one in packages.items() if name)


def test_known_holes_are_named(audit: ModuleType) -> None:
    told = {"dependencies": [{"name": "a", "version": "1", "vulns": [HOLE]}]}
    holes, asked = audit.read_pip_audit(json.dumps(told))
    assert asked == 1 and "a 1: PYSEC-1" in holes[0]
    npm = {
        "vulnerabilities": {"b": {"severity": "high", "range": "<2"}},
        "metadata": {"dependencies": {"total": 3}},
    }
    assert audit.read_npm_audit(json.dumps(npm)) == (["  b: high, <2"], 3)


@pytest.mark.parametrize(
    "told",
    ["", "not found", json.dumps({"dependencies": [{"name": "a", "skip_reason": "unknown"}]})],
)
def test_who_cannot_be_asked_is_not_taken_for_a_yes(audit: ModuleType, told: str) -> None:
    with pytest.raises(audit.NotAsked):
        audit.read_pip_audit(told)
    with pytest.raises(audit.NotAsked):
        audit.read_npm_audit(told)


def test_every_test_named_against_a_threat_exists() -> None:
    rows = [line for line in THREATS.read_text("utf-8").splitlines() if line.startswith("| ")][1:]
    assert len(rows) >= 18
    for row in rows:
        path, _, name = row.rsplit("`", 2)[1].partition("::")
        assert (ROOT / path).is_file(), row
        assert not name or f"def {name}(" in (ROOT / path).read_text("utf-8"), row
