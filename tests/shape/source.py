"""The source of the house, for tests that read it."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("wishboard", "workers")


def python_files() -> dict[str, ast.Module]:
    """Every module of the house by its path from the root."""
    files = [f for package in PACKAGES for f in sorted((ROOT / package).rglob("*.py"))]
    return {str(f.relative_to(ROOT)): ast.parse(f.read_text("utf-8")) for f in files}


def template_files() -> list[str]:
    """Every template by its name."""
    folder = ROOT / "templates"
    return sorted(str(f.relative_to(folder)) for f in folder.rglob("*.html"))
