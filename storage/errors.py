"""What can go wrong with a library.

LibraryError
├── NotFoundError        no such document, revision, job or hunk
├── ConflictError        what the call builds on has changed since
├── InvalidError         what was given cannot be stored
├── DamagedError         the file holds something else than was written
├── NotALibraryError     the file is something else
├── TooNewError          the file was made by a newer Redraft
├── BusyError            another process held the library for too long
└── FullError            no room left on the disk
"""

from __future__ import annotations


class LibraryError(Exception):
    """The library could not do what was asked; the message says why and what to do. Nothing was half done."""


class NotFoundError(LibraryError):
    """There is no such document, revision, job or hunk in this library."""


class ConflictError(LibraryError):
    """The call builds on something that has changed since it was read; read it again."""


class InvalidError(LibraryError):
    """What was given cannot be stored; the message says which part and why."""


class DamagedError(LibraryError):
    """The stored data are not what was written; the message names what is damaged."""


class NotALibraryError(LibraryError):
    """The file exists and is not a Redraft library."""


class TooNewError(LibraryError):
    """The file was written by a newer Redraft than this one."""


class BusyError(LibraryError):
    """Another process or thread held the library for longer than we wait."""


class FullError(LibraryError):
    """There is no room left for the library; what was stored before is unharmed."""
