"""What holds for the project as a whole: what may be loaded, what is public, what is packed, what is declared."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from fnmatch import fnmatch
from functools import cache
from importlib import import_module
from importlib.metadata import packages_distributions, version
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("editor_app", "edit_engine", "worker", "storage")
FACES = ("editor_app.workspace", "editor_app.cli", "editor_app.gui")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
# Notes for those who change a package; whoever installs it has no use for them.
NOT_PACKED = ("*.md",)


@cache
def tracked() -> tuple[Path, ...]:
    """The files of the project, from the root."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout: which files belong to the project is not known")
    return tuple(path for name in done.stdout.split("\0") if name and (ROOT / (path := Path(name))).is_file())


def modules() -> list[Path]:
    """The Python files of the packages, from the root."""
    return [path for path in tracked() if path.suffix == ".py" and path.parts[0] in PACKAGES]


def test_the_faces_never_load_torch() -> None:
    program = (
        "import sys, importlib\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
        "print(sorted({'torch', 'transformers', 'edit_engine.models'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program, *FACES], capture_output=True, text=True, check=False)
    if done.returncode and "cannot open shared object file" in done.stderr:
        pytest.skip(f"Qt cannot be loaded here: {done.stderr.splitlines()[-1]}")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


def test_no_window_library_is_loaded_without_a_window() -> None:
    program = "import sys, editor_app.workspace, editor_app.cli; print('PySide6' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_window_starts_without_the_windows_beside_it_and_collects_again_afterwards() -> None:
    beside = ("settings_dialog", "bulk_review", "jobs_dialog", "command_palette", "recovery_dialog")
    program = (
        "import sys, gc, editor_app.gui\n"
        f"print([name for name in {beside} if f'editor_app.gui.{{name}}' in sys.modules], gc.isenabled())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    if done.returncode and "cannot open shared object file" in done.stderr:
        pytest.skip(f"Qt cannot be loaded here: {done.stderr.splitlines()[-1]}")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[] True"


def test_what_a_package_hands_out_is_what_it_lists() -> None:
    for path in modules():
        if path.name != "__init__.py":
            continue
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), f"{path} does not say what the package is"
        used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        # What it imports for its own use is not handed out.
        bound = {name for name in _bound(tree) if not name.startswith("_") and name not in used}
        package = import_module(".".join(path.parent.parts))
        listed: list[str] = getattr(package, "__all__", [])
        assert bound <= set(listed), f"{path}: public, but not in __all__"
        assert len(set(listed)) == len(listed), path
        assert [name for name in listed if not hasattr(package, name)] == [], path


def test_one_version_everywhere() -> None:
    ours = PROJECT["project"]["version"]
    newest = re.search(r"^## \[(\d[^\]]*)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == ours
    assert version("redraft") == ours


def test_every_file_that_is_not_python_is_packed() -> None:
    patterns: dict[str, list[str]] = PROJECT["tool"]["setuptools"]["package-data"]
    packed = [
        (*package.split("."), *pattern.replace("**/", "").split("/"))
        for package, globs in patterns.items()
        for pattern in globs
    ]
    left_out = [
        path.as_posix()
        for path in tracked()
        if path.parts[0] in PACKAGES
        and path.suffix != ".py"
        and not any(fnmatch(path.name, note) for note in NOT_PACKED)
        and not any(fnmatch(path.as_posix(), "/".join(glob)) for glob in packed)
    ]
    assert left_out == []


def test_every_package_that_is_imported_is_declared() -> None:
    extras = {name: lines for name, lines in PROJECT["project"]["optional-dependencies"].items() if name != "dev"}
    wanted = [*PROJECT["project"]["dependencies"], *(line for lines in extras.values() for line in lines)]
    declared = {canonicalize_name(Requirement(line).name) for line in wanted}
    of_module = packages_distributions()
    missing = set()
    for path in modules():
        for name in _imported(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
            if name in sys.stdlib_module_names or name in PACKAGES:
                continue
            if not declared & {canonicalize_name(each) for each in of_module.get(name, [])}:
                missing.add(f"{name} in {path}")
    assert missing == set()


def test_every_dependency_is_pinned_within_its_range() -> None:
    pins = {}
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, separator, pin = line.partition("==")
            assert separator, line
            assert re.fullmatch(r"[\d.]+(post\d+)?", pin), f"{line}: a plain version, without a local tag"
            pins[canonicalize_name(name)] = pin
    ours = PROJECT["project"]
    for line in [*ours["dependencies"], *ours["optional-dependencies"]["dev"]]:
        wanted = Requirement(line)
        assert wanted.specifier.contains(pins[canonicalize_name(wanted.name)]), line


def test_no_file_names_a_place_on_one_machine() -> None:
    # The folder around the checkout and the home of whoever runs this, and homes of people in general.
    # A checkout may stand in the folder of temporary files, which containers have as well.
    shared = {Path(ROOT.anchor), Path(tempfile.gettempdir())}
    own = [re.escape(f"{place}{os.sep}") for place in {ROOT.parent, Path.home()} - shared]
    place = re.compile("|".join([*own, r"(?<![\w.])/(?:home|Users)/\w+/", r"\b[A-Z]:\\Users\\"]))
    found = []
    for path in tracked():
        try:
            text = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if path.suffix != ".json":  # tokenizers hold any string
            found += [f"{path}: {match[0]}" for match in place.finditer(text)]
    # The pattern above is itself such a line.
    assert [hit for hit in found if not hit.startswith("tests/unit/test_project.py")] == []


def _bound(tree: ast.Module) -> set[str]:
    """Names that a module binds at its top."""
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module != "__future__":
            names |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return names - {"__all__"}


def _imported(tree: ast.Module) -> set[str]:
    """First parts of the names of all modules a file imports."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names
