"""Every setting of the faces, from arguments, `REDRAFT_*` or `settings.toml`; one object for app, CLI and scripts."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Annotated, Any, Self

import platformdirs
from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from edit_engine.request import BALANCED, boldness_of
from editor_app import toml_file
from worker.settings import WorkerSettings


logger = logging.getLogger(__name__)

PREFIX = "REDRAFT_"
# The table of `settings.toml` with the fields of `AppSettings`; the other tables are `editor_app.preferences`.
TABLE = "editing"


class AppSettings(BaseSettings):
    """Where things are kept, how documents are cut up, and what is asked when nothing else is said.

    What is given wins over the environment, and that over the table `editing` of `settings.toml`. The queue has its
    own (`worker.WorkerSettings`), read from the same variables; see `worker_settings`.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    # Holds the library, the embedded queue and the logs; and `settings.toml`, if it is given.
    data_dir: Path = Field(default_factory=lambda: platformdirs.user_data_path("redraft", appauthor=False))
    # File or database URL of the library. Empty: `library.db` in `data_dir`.
    library: str = ""
    # A name, or the folder of one.
    model: str = Field(
        default="built-in",
        title="Model",
        description="Asked when nothing else is said.",
        json_schema_extra={"kind": "model"},
    )
    # 0..1, or the name of a stop.
    boldness: Annotated[float, BeforeValidator(boldness_of)] = Field(
        default=BALANCED,
        title="Boldness",
        description="How unsure the model may be of what it suggests: cautious, balanced, bold, or between them.",
        json_schema_extra={"kind": "boldness"},
    )
    # As a BCP 47 tag.
    language: str = Field(
        default="en",
        min_length=2,
        title="Language of new documents",
        description="For spelling and suggestions, as en or en-GB.",
        json_schema_extra={"kind": "language"},
    )
    # Largest part of a document one task works on, and what it sees on both sides of it, in code points.
    chunk_size: int = Field(default=12_000, ge=200)
    chunk_context: int = Field(default=600, ge=0)
    # Seconds a queue that does not answer is waited for before a waiting caller is told.
    patience_s: float = Field(default=10.0, ge=0.0)
    # Seconds without a sign of life of a chunk, while none waits in the queue, after which it is sent again. Workers
    # give one every 20 s.
    silence_s: float = Field(default=120.0, gt=0.0)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is given, then the environment, then the file; which file, the first two say."""
        given = init_settings().get("data_dir") or env_settings().get("data_dir")
        return init_settings, env_settings, _FromFile(settings_cls, settings_file(given))

    @property
    def settings_file(self) -> Path:
        """Where these and the preferences are kept."""
        return settings_file(self.data_dir if "data_dir" in self.model_fields_set else None)

    @property
    def library_place(self) -> Path | str:
        """What `storage.Library.open` takes."""
        if "://" in self.library:
            return self.library
        return Path(self.library).expanduser() if self.library else self.data_dir / "library.db"

    def worker_settings(self) -> WorkerSettings:
        """The settings of the queue and the worker that belong to these."""
        return WorkerSettings(data_dir=self.data_dir, model=self.model)

    def reread(self) -> Self:
        """These as the file and the environment say them now."""
        return type(self)(data_dir=self.data_dir) if "data_dir" in self.model_fields_set else type(self)()

    def keep(self, name: str, value: object) -> Self:
        """These with another value of a field, which is also written into the file.

        Raises:
            ValidationError: the field cannot have that value; nothing was changed.
            FileError: the file cannot be written.
        """
        field = type(self).model_fields[name]
        usable = _adapter(field).validate_python(value)
        toml_file.write(self.settings_file, {TABLE: {name: None if usable == field.default else usable}})
        return self.model_copy(update={name: usable})


def settings_file(data_dir: Path | str | None) -> Path:
    """The file of settings: in the data folder if one is given, so that a second profile is whole."""
    folder = Path(data_dir) if data_dir else platformdirs.user_config_path("redraft", appauthor=False)
    return folder / toml_file.FILE_NAME


def variable(name: str) -> str | None:
    """The variable of the environment that decides about a field, whatever the file says; None if none does."""
    wanted = f"{PREFIX}{name}".upper()
    return wanted if any(each.upper() == wanted for each in os.environ) else None


class _FromFile(PydanticBaseSettingsSource):
    """The table of the file, without what cannot be used: a file edited by hand keeps nothing from starting."""

    def __init__(self, settings_cls: type[BaseSettings], file: Path) -> None:
        super().__init__(settings_cls)
        self._file = file

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """What the class above asks for; everything is read at once in `__call__`."""
        return None, field_name, False

    def __call__(self) -> dict[str, Any]:
        table = toml_file.read(self._file).get(TABLE, {})
        usable = {}
        for name, value in table.items() if isinstance(table, dict) else ():
            field = self.settings_cls.model_fields.get(name)
            if field is None or name == "data_dir":  # which says where the file is
                continue
            try:
                usable[name] = _adapter(field).validate_python(value)
            except ValidationError as error:
                logger.warning("%s: %s.%s is not usable: %s", self._file, TABLE, name, error.errors()[0]["msg"])
        return usable


def _adapter(field: FieldInfo) -> TypeAdapter[Any]:
    return TypeAdapter(Annotated[field.annotation, field])  # type: ignore[arg-type]  # made at run time, as pydantic says
