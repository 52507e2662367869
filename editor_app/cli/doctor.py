"""`redraft doctor`: what is missing or wrong on this machine, and what to do about it."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import typer
from rich.text import Text

from editor_app.cli.outcome import EXPECTED, Exit, expected_errors, out
from editor_app.display import why_no_display
from editor_app.models import find_model
from editor_app.settings import AppSettings
from storage import Library
from worker.client import QueueClient


_PYTHON = ((3, 11), (3, 14))  # from, below
_TIMEOUT_S = 120.0  # a first import of torch reads a gigabyte
_TORCH = "import torch; c = torch.cuda; print(torch.__version__, c.get_device_name() if c.is_available() else 'CPU')"
_QT = "import PySide6.QtWidgets as w, PySide6.QtCore as c; w.QApplication([]); print(c.qVersion())"
# What Debian calls the library that a loader error names.
_PACKAGES = {
    "libEGL": "libegl1",
    "libGL.": "libgl1",
    "libOpenGL": "libopengl0",
    "libglib": "libglib2.0-0",
    "libgthread": "libglib2.0-0",
    "libxkbcommon": "libxkbcommon0",
    "libdbus": "libdbus-1-3",
    "libfontconfig": "libfontconfig1",
    "libfreetype": "libfreetype6",
    "libxcb-cursor": "libxcb-cursor0",
    "libX11": "libx11-6",
}


class State(StrEnum):
    """How a check ended."""

    OK = "ok"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What one check found."""

    what: str
    state: State
    # What is there, or what is wrong and what to do.
    text: str


def doctor() -> None:
    """Check Python, torch, Qt, the library, the queue and the model."""
    wrong = 0
    with expected_errors():
        for finding in findings(AppSettings()):
            style = {State.OK: "green", State.NOTE: "yellow", State.WRONG: "bold red"}[finding.state]
            out().print(Text.assemble((f"{finding.state.value:6}", style), f"{finding.what:9}", finding.text))
            wrong += finding.state is State.WRONG
    raise typer.Exit(Exit.FAILED if wrong else Exit.DONE)


def findings(settings: AppSettings) -> Iterator[Finding]:
    """What each check found, as it is found."""
    checks: dict[str, Callable[[AppSettings], tuple[State, str]]] = {
        "python": _python,
        "torch": _torch,
        "qt": _qt,
        "library": _library,
        "queue": _queue,
        "model": _model,
    }
    for what, check in checks.items():
        try:
            state, text = check(settings)
        except EXPECTED as error:
            state, text = State.WRONG, str(error)
        yield Finding(what=what, state=state, text=text)


def _python(_: AppSettings) -> tuple[State, str]:
    found = f"{platform.python_version()} at {sys.executable}"
    least, below = _PYTHON
    if least <= sys.version_info[:2] < below:
        return State.OK, found
    return State.WRONG, f"{found}: Redraft needs 3.11 to 3.13; make the environment again with one of these"


def _torch(_: AppSettings) -> tuple[State, str]:
    status, output = _try(_TORCH)
    if status == 0:
        return State.OK, output.splitlines()[-1]
    return State.WRONG, f"cannot be imported ({_last(output)}): run pip install redraft again"


def _qt(_: AppSettings) -> tuple[State, str]:
    status, output = _try(_QT, QT_QPA_PLATFORM="offscreen")
    if status:
        package = next((package for library, package in _PACKAGES.items() if library in output), None)
        advice = f"apt-get install {package}" if package else "install the library it names"
        return State.WRONG, f"the desktop editor cannot start ({_last(output)}): {advice}"
    version = output.splitlines()[-1]
    if trouble := why_no_display(os.environ):
        return State.NOTE, f"{version}; {trouble}"
    return State.OK, version


def _library(settings: AppSettings) -> tuple[State, str]:
    place = settings.library_place
    if not isinstance(place, str) and not place.exists():
        return State.OK, f"{place} (made with the first document)"
    with Library.open(place) as library:
        problems = library.check()
        documents = len(library.documents())
    if problems:
        return State.WRONG, f"{place}: {'; '.join(problems)}"
    return State.OK, f"{place}, {documents} documents, no damage"


def _queue(settings: AppSettings) -> tuple[State, str]:
    queue = settings.worker_settings()
    with QueueClient(queue) as client:
        waiting = sum(client.depth().values())
        workers = client.ping()
    where = str(queue.broker_file) if queue.embedded else queue.broker.rpartition("@")[2]
    return State.OK, f"{where}, {waiting} parts waiting, workers now: {', '.join(workers) or 'none'}"


def _model(settings: AppSettings) -> tuple[State, str]:
    model = find_model(settings.model, settings.data_dir)
    if not model.intact:
        return State.WRONG, f"{model.folder}: the weights are not those of release {model.version}: install it again"
    can = ", ".join(model.intents)
    return State.OK, f"{model.name} {model.version}, {model.parameters / 1e6:.1f} M parameters, can: {can}"


def _try(program: str, **environment: str) -> tuple[int, str]:
    """Run a line of Python apart from this process; its status and what it printed."""
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", program],
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_TIMEOUT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return 1, f"no answer within {_TIMEOUT_S:.0f} s"
    return done.returncode, done.stdout.decode(errors="replace").strip()


def _last(output: str) -> str:
    return output.splitlines()[-1] if output else "no message"
