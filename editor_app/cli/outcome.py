"""How a command ends: exit codes, and errors as one line on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from typing import NoReturn

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.text import Text

from editor_app.errors import AppError, NotFound, UnknownInstruction, UnknownModel
from storage import LibraryError, NotFoundError
from worker import ModelNameError, SettingsError, WorkerError


class Exit(IntEnum):
    """What a script can rely on."""

    DONE = 0
    PENDING = 1
    USAGE = 2
    FAILED = 3
    CANCELLED = 4
    INTERRUPTED = 130


_PIPE_WIDTH = 1_000  # columns
# What the person typed was wrong, rather than what happened then.
_USAGE = (UnknownInstruction, UnknownModel, NotFound, NotFoundError, SettingsError, ModelNameError)
EXPECTED = (AppError, LibraryError, WorkerError)


def out() -> Console:
    """Where data go. Made anew for each use: tests and pipes change what stdout is."""
    # In a pipe nobody wants tables folded to the width of a terminal that is not there.
    return Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else _PIPE_WIDTH)


def err() -> Console:
    """Where progress, hints and problems go."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def write(data: bytes) -> None:
    """Data as they are: the newlines and the encoding of a file or a patch are part of it."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def say(message: str) -> None:
    """A hint for the person, on stderr."""
    err().print(Text(message))


def warn(message: str) -> None:
    """A problem, on stderr, on one line."""
    err().print(Text.assemble(("redraft: ", "bold red"), " ".join(message.split())))


def fail(message: str, code: Exit = Exit.FAILED) -> NoReturn:
    """End the command with a problem."""
    warn(message)
    raise typer.Exit(code)


def code_of(error: Exception) -> Exit:
    """The exit code for an expected error."""
    return Exit.USAGE if isinstance(error, _USAGE) else Exit.FAILED


@contextmanager
def expected_errors() -> Iterator[None]:
    """Turn the errors of all packages into one line and an exit code; others are bugs and keep their traceback."""
    try:
        yield
    except EXPECTED as error:
        warn(str(error))
        raise typer.Exit(code_of(error)) from error
    except ValidationError as error:  # nothing but settings is validated in this process
        for wrong in error.errors():
            name = "_".join(("REDRAFT", *map(str, wrong["loc"]))).upper()
            warn(f"{name} cannot be {wrong['input']!r}: {wrong['msg']}. See docs/settings.md, or unset it")
        raise typer.Exit(Exit.USAGE) from error
    except BrokenPipeError as error:  # `redraft show … | head` is no mistake
        sys.stdout = None  # nothing may be flushed into the closed pipe at exit
        raise typer.Exit(Exit.DONE) from error
