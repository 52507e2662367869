"""What can go wrong on this side of the queue.

AppError
├── FileError           a file cannot be read, understood or written
│   ├── NotText         its bytes are not text in the encoding that was tried
│   └── ChangedOnDisk   somebody else wrote it since Redraft read or wrote it
├── UnknownInstruction  the words do not name one thing the model can do
├── UnknownModel        no model of that name is installed
├── BadPattern          what is searched is no pattern, or takes too long
├── NothingToEdit       the document, or the part of it that was asked for, holds no text
├── NotKept             the library could not take what was typed
└── NotFound            no document, job, revision or suggestion goes by that name

Every text says what was wrong, what was found, and what to do.
"""

from __future__ import annotations


class AppError(Exception):
    """Base of every error this package raises on purpose."""


class FileError(AppError):
    """A file cannot be read, understood or written."""


class NotText(FileError):
    """The bytes are not text in the encoding that was tried; naming another one may help."""


class ChangedOnDisk(FileError):
    """The file was written by another program since Redraft read or wrote it; saving would undo that."""


class NotKept(AppError):
    """The library could not take what was typed; the text is in a file of its own until it can."""


class UnknownInstruction(AppError, ValueError):
    """The words do not name one thing the model can do."""


class UnknownModel(AppError, ValueError):
    """No model of that name is installed."""


class BadPattern(AppError, ValueError):
    """What is searched, or what should take its place, is no pattern; or it takes too long."""


class NothingToEdit(AppError, ValueError):
    """There is no text where the edit was asked for."""


class NotFound(AppError, LookupError):
    """No document, job, revision or suggestion goes by that name."""
