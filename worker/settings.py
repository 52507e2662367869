"""Every setting of a worker and of the clients that talk to it, from arguments or `REDRAFT_*` in the environment."""

from __future__ import annotations

import os
import secrets
import time
from pathlib import Path
from typing import Self
from urllib.parse import quote, unquote, urlsplit

import platformdirs
from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from worker.errors import SettingsError


EMBEDDED = "sqlite"
REDIS = ("redis", "rediss")


class WorkerSettings(BaseSettings):
    """Where the queue is and how a worker works. Client and worker must agree on `broker_url`.

    Raises:
        SettingsError: `broker_url` or `editor_factory` names something that does not exist.
    """

    model_config = SettingsConfigDict(env_prefix="REDRAFT_", frozen=True, extra="ignore")

    # Holds the embedded queue, the worker's log and its lock.
    data_dir: Path = Field(default_factory=lambda: platformdirs.user_data_path("redraft", appauthor=False))
    # redis://, rediss:// or sqlite:///path of the queue file. Empty: an embedded queue in `data_dir`.
    broker_url: str = ""
    # Results wait under this name for the clients of one library. Empty: a name made once per `data_dir`.
    mailbox: str = ""
    # The model a worker loads at its start, so that the first edit is quick.
    model: str = "built-in"
    # Whether to load it then, or only with the first request.
    preload: bool = True
    # Models kept in memory at once; the one used longest ago leaves first.
    models_kept: int = Field(default=2, ge=1)
    # CPU threads of the engine. None: as many as it finds best.
    threads: int | None = Field(default=None, ge=1)
    # Chunks a worker holds at once. Twice `batch_limit` keeps the batches full.
    concurrency: int = Field(default=16, ge=2)
    # Requests given to one call of the engine at most.
    batch_limit: int = Field(default=8, ge=1)
    # "module:function" that is called as function(model, threads=..., hashes=FILE) and gives an Editor; for a model
    # that was added, model is its folder, and called=NAME and options=LoadOptions come with it.
    editor_factory: str = "edit_engine.editing:load_editor"
    # Seconds after which the queue gives the chunks of a vanished worker to another one. A live worker renews its
    # claims four times as often; on the embedded queue a dead one is noticed at once, whatever this says.
    lease_s: float = Field(default=60.0, ge=1.0)
    # Seconds to wait for a connection to the broker.
    connect_timeout_s: float = Field(default=3.0, gt=0.0)
    # Seconds a stopping worker lets running chunks finish; then they go back to the queue.
    shutdown_grace_s: float = Field(default=0.0, ge=0.0)
    # Seconds a result nobody collects is kept.
    result_keep_s: float = Field(default=7 * 86_400.0, gt=0.0)
    # Level of the worker's own log.
    log_level: str = "INFO"

    @model_validator(mode="after")
    def _check(self) -> Self:
        scheme = urlsplit(self.broker).scheme
        if scheme not in (EMBEDDED, *REDIS):
            raise SettingsError(
                f"broker_url {self.broker_url!r} starts with {scheme!r}: use redis://, rediss:// or "
                "sqlite:///path, or leave it empty for the embedded queue"
            )
        module, colon, function = self.editor_factory.partition(":")
        if not (module and colon and function):
            raise SettingsError(f"editor_factory must read 'module:function', got {self.editor_factory!r}")
        return self

    @property
    def embedded(self) -> bool:
        """Whether the queue is a file, and so only for processes of this machine."""
        return urlsplit(self.broker).scheme == EMBEDDED

    @property
    def broker(self) -> str:
        """The URL of the queue, with the default filled in."""
        return self.broker_url or embedded_url(self.data_dir / "queue.db")

    @property
    def broker_file(self) -> Path:
        """The file of the embedded queue.

        Raises:
            SettingsError: the queue is not embedded.
        """
        if not self.embedded:
            raise SettingsError(f"{urlsplit(self.broker).scheme}:// is not an embedded queue and has no file")
        return Path(unquote(self.broker.partition("://")[2][1:]))

    @property
    def log_file(self) -> Path:
        """Where a local worker writes its log."""
        return self.data_dir / "logs" / "worker.log"

    def environment(self) -> dict[str, str]:
        """These settings as variables for a worker process."""
        values = self.model_dump(mode="json")
        return {f"REDRAFT_{name.upper()}": str(value) for name, value in values.items() if value is not None}

    def mailbox_name(self) -> str:
        """The name results wait under: `mailbox`, or one made at random once and kept in `data_dir`."""
        if self.mailbox:
            return self.mailbox
        kept = self.data_dir / "mailbox"
        self.data_dir.mkdir(parents=True, exist_ok=True)
        try:
            with kept.open("x", encoding="ascii") as file:
                file.write(secrets.token_hex(8))
        except FileExistsError:
            pass  # the usual case, and what the slower of two first processes sees
        for _ in range(100):
            if len(name := kept.read_text(encoding="ascii").strip()) == 16:
                return name
            time.sleep(0.01)  # the other process has created the file and is about to write it
        raise SettingsError(f"{kept} should hold 16 letters, got {name!r}: delete the file and start again")


def embedded_url(path: Path) -> str:
    """The broker URL of an embedded queue in the file `path`."""
    text = os.path.abspath(path).replace(os.sep, "/")
    return f"{EMBEDDED}:///{quote(text, safe='/:')}"
