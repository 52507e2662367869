"""Every setting of the faces, from arguments or `REDRAFT_*` in the environment; one object for app, CLI and scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import platformdirs
from pydantic import BeforeValidator, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from edit_engine.request import BALANCED, boldness_of
from worker.settings import WorkerSettings


class AppSettings(BaseSettings):
    """Where things are kept and how documents are cut up.

    The queue has settings of its own (`worker.WorkerSettings`), read from the same variables; see `worker_settings`.
    """

    model_config = SettingsConfigDict(env_prefix="REDRAFT_", frozen=True, extra="ignore")

    # Holds the library, the embedded queue and the logs.
    data_dir: Path = Field(default_factory=lambda: platformdirs.user_data_path("redraft", appauthor=False))
    # File or database URL of the library. Empty: `library.db` in `data_dir`.
    library: str = ""
    # The model asked when nothing else is said: a name, or the folder of one.
    model: str = "built-in"
    # How unsure the model may be of what it suggests when nothing else is said: cautious, balanced, bold, or 0..1.
    boldness: Annotated[float, BeforeValidator(boldness_of)] = BALANCED
    # Language of new documents, as a BCP 47 tag.
    language: str = "en"
    # Largest part of a document one task works on, and what it sees on both sides of it, in code points.
    chunk_size: int = Field(default=12_000, ge=200)
    chunk_context: int = Field(default=600, ge=0)
    # Seconds a queue that does not answer is waited for before a waiting caller is told.
    patience_s: float = Field(default=10.0, ge=0.0)
    # Seconds without a sign of life of a chunk, while none waits in the queue, after which it is sent again. Workers
    # give one every 20 s.
    silence_s: float = Field(default=120.0, gt=0.0)

    @property
    def library_place(self) -> Path | str:
        """What `storage.Library.open` takes."""
        if "://" in self.library:
            return self.library
        return Path(self.library).expanduser() if self.library else self.data_dir / "library.db"

    def worker_settings(self) -> WorkerSettings:
        """The settings of the queue and the worker that belong to these."""
        return WorkerSettings(data_dir=self.data_dir, model=self.model)
