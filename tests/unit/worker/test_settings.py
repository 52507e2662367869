"""Settings: what is accepted, and that a worker process gets the same ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker import SettingsError, WorkerSettings
from worker.app import make_app
from worker.settings import embedded_url


NAMES = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1).filter(
    lambda name: name.strip(".") != ""
)


@given(NAMES)
def test_any_file_name_survives_the_url(name: str) -> None:
    path = Path("/some folder") / name
    settings = WorkerSettings(broker_url=embedded_url(path))
    assert settings.broker_file == path
    assert make_app(settings).connection().virtual_host == str(path)


def test_the_default_queue_is_a_file_in_the_data_folder(tmp_path: Path) -> None:
    settings = WorkerSettings(data_dir=tmp_path)
    assert settings.embedded
    assert settings.broker_file == tmp_path / "queue.db"


@pytest.mark.parametrize("url", ["redis://host/0", "rediss://user:secret@host:6380/1"])
def test_a_redis_queue_has_no_file(url: str) -> None:
    settings = WorkerSettings(broker_url=url)
    assert not settings.embedded
    with pytest.raises(SettingsError, match="not an embedded queue"):
        _ = settings.broker_file


@pytest.mark.parametrize("url", ["amqp://host", "memory://", "queue.db"])
def test_another_broker_is_refused_with_the_choices(url: str) -> None:
    with pytest.raises(SettingsError, match=r"use redis://, rediss:// or sqlite:///path"):
        WorkerSettings(broker_url=url)


def test_an_editor_factory_must_name_a_function() -> None:
    with pytest.raises(SettingsError, match="module:function"):
        WorkerSettings(editor_factory="edit_engine.editing")


def test_a_process_started_with_the_environment_has_the_same_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = WorkerSettings(data_dir=tmp_path / "a b", lease_s=2.5, preload=False, threads=3, mailbox="m")
    for name, value in settings.environment().items():
        monkeypatch.setenv(name, value)
    assert WorkerSettings() == settings


def test_a_library_keeps_its_mailbox_and_others_have_another(tmp_path: Path) -> None:
    first = WorkerSettings(data_dir=tmp_path / "a").mailbox_name()
    assert WorkerSettings(data_dir=tmp_path / "a").mailbox_name() == first
    assert WorkerSettings(data_dir=tmp_path / "b").mailbox_name() != first
    assert WorkerSettings(data_dir=tmp_path / "a", mailbox="given").mailbox_name() == "given"


def test_an_encrypted_redis_must_show_a_certificate() -> None:
    strict = make_app(WorkerSettings(broker_url="rediss://host/0"))
    assert strict.conf.broker_use_ssl["ssl_cert_reqs"].name == "CERT_REQUIRED"
    chosen = make_app(WorkerSettings(broker_url="rediss://host/0?ssl_cert_reqs=none"))
    assert chosen.conf.broker_use_ssl is False
