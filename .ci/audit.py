"""What others know of the libraries we build on, and the list of them: `make audit`.

Asks the advisory services of Python and npm about exactly what the lock files name, and writes
the parts list (CycloneDX) to dist/sbom.json. A known hole fails. A service that does not answer
is no hole: then it says plainly that nobody could be asked.
"""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"
SBOM = ROOT / "dist" / "sbom.json"
PATIENCE = 300


class NotAsked(Exception):
    """The advisory service did not answer the question."""


def main() -> int:
    """Ask, list, and say what was found; the exit status."""
    holes = []
    for name, ask in (("Python", python_holes), ("npm", npm_holes)):
        try:
            found, asked = ask()
        except NotAsked as why:
            say(f"{name}: COULD NOT ASK, so nothing is known about these libraries ({why}).")
        else:
            say(f"{name}: asked about {asked} libraries, {len(found)} known holes.")
            holes += found
    write_parts_list()
    say(*holes, f"The parts list is in {SBOM.relative_to(ROOT)}.")
    return 1 if holes else 0


def say(*lines: str) -> None:
    """To the terminal."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def run(*command: str) -> str:
    """What a command writes, whatever its exit status. Raises NotAsked when it takes too long."""
    try:
        done = subprocess.run(  # noqa: S603 - the words are ours
            command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise NotAsked("no answer in time") from error
    return done.stdout


def python_holes() -> tuple[list[str], int]:
    """Known holes in what requirements.lock names. Raises NotAsked."""
    return read_pip_audit(
        run(
            *(sys.executable, "-m", "pip_audit", "--requirement", str(LOCK), "--disable-pip"),
            *("--require-hashes", "--progress-spinner", "off", "--format", "json"),
        )
    )


def read_pip_audit(written: str) -> tuple[list[str], int]:
    """Holes and how many libraries were asked about, out of pip-audit's JSON. Raises NotAsked."""
    told = parsed(written).get("dependencies")
    if told is None:
        raise NotAsked("the service cannot be reached")
    asked = [one for one in told if "skip_reason" not in one]
    if not asked:
        raise NotAsked(f"it knows none of the {len(told)}")
    holes = [
        f"  {one['name']} {one['version']}: {hole['id']}, mended in {hole['fix_versions']}"
        for one in asked
        for hole in one["vulns"]
    ]
    return holes, len(asked)


def npm_holes() -> tuple[list[str], int]:
    """Known holes in what package-lock.json names. Raises NotAsked."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None and spec.loader is not None
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    return read_npm_audit(run(*build.npm(), "audit", "--package-lock-only", "--json"))


def read_npm_audit(written: str) -> tuple[list[str], int]:
    """Holes and how many libraries were asked about, out of npm's JSON. Raises NotAsked."""
    told = parsed(written)
    if "vulnerabilities" not in told:
        raise NotAsked(str(told.get("message", "the service cannot be reached"))[:80])
    holes = [
        f"  {name}: {one['severity']}, {one['range']}"
        for name, one in told["vulnerabilities"].items()
    ]
    return holes, told["metadata"]["dependencies"]["total"]


def parsed(written: str) -> dict[str, Any]:
    """JSON, or nothing where a tool said something else."""
    try:
        told = json.loads(written)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def write_parts_list() -> None:
    """Every library of requirements.lock with version and hashes, as CycloneDX."""
    SBOM.parent.mkdir(exist_ok=True)
    command = (sys.executable, "-m", "cyclonedx_py", "requirements", str(LOCK))
    subprocess.run(  # noqa: S603 - the words are ours
        [*command, "--output-reproducible", "--output-file", str(SBOM)], check=True, cwd=ROOT
    )


if __name__ == "__main__":
    sys.exit(main())
