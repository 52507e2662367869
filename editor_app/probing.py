"""Asking the engine about a checkpoint in a process of its own: this one never imports torch."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import fields
from typing import Any

from edit_engine.load_options import LoadOptions
from editor_app.errors import UnknownModel


_MODULE = "edit_engine.evaluation.checkpoints"


def option_words(options: LoadOptions) -> list[str]:
    """Arguments that say how a checkpoint is loaded."""
    return [word for field in fields(options) for word in (f"--{field.name}", str(getattr(options, field.name)))]


def probe(*arguments: str) -> dict[str, Any]:
    """What `python -m edit_engine.evaluation.checkpoints` says.

    Raises:
        UnknownModel: the checkpoint cannot be used; the text says why and what to do.
    """
    done = subprocess.run([sys.executable, "-P", "-m", _MODULE, *arguments], capture_output=True, check=False)
    lines = done.stdout.decode(errors="replace").splitlines()
    try:
        told: dict[str, Any] = json.loads(lines[-1])
    except (IndexError, ValueError) as error:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        last = said[-1] if said else "no message"
        raise UnknownModel(f"looking at the model ended with status {done.returncode}: {last}") from error
    if "error" in told:
        raise UnknownModel(str(told["error"]))
    return told
