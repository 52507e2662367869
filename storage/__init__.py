"""Where Redraft keeps texts, what was asked about them and what became of it: one SQLite file, or PostgreSQL by URL.

    from storage import Library

    with Library.open(Path("library.redraft")) as library:
        document = library.import_text("Some text.", title="Example")

Read from the top: `library.py` is all that others use. Below it `documents`, `jobs`, `results`, `review` and `undo`
each tell one part of the story, `steps` and `origins` tell it back; they stand on `writing`, `texts` and `revisions`
(texts that prove themselves), `anchors` and `trace` (where hunks went), `delta` (what differs). `locks` are what must
stay; `rewording` is for suggestions that are decided in parts or in other words. `schema` opens and migrates,
`connections` keeps writers apart, `tables` says what is stored, `health` finds what rotted.
"""

from storage.errors import (
    BusyError,
    ConflictError,
    DamagedError,
    FullError,
    InvalidError,
    LibraryError,
    NotALibraryError,
    NotFoundError,
    TooNewError,
)
from storage.library import Library
from storage.locks import Locks
from storage.records import (
    ChunkRow,
    ChunkState,
    Decision,
    Document,
    Job,
    JobState,
    Lock,
    LockKind,
    Origin,
    Revision,
    RevisionKind,
    Step,
    StoredHunk,
)
from storage.rewording import Rewording


__all__ = [
    "BusyError",
    "ChunkRow",
    "ChunkState",
    "ConflictError",
    "DamagedError",
    "Decision",
    "Document",
    "FullError",
    "InvalidError",
    "Job",
    "JobState",
    "Library",
    "LibraryError",
    "Lock",
    "LockKind",
    "Locks",
    "NotALibraryError",
    "NotFoundError",
    "Origin",
    "Revision",
    "RevisionKind",
    "Rewording",
    "Step",
    "StoredHunk",
    "TooNewError",
]
