"""Files come back byte for byte, and are written whole or not at all."""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editor_app import files
from editor_app.errors import ChangedOnDisk, FileError, NotText
from editor_app.files import decode, encode, read_text_file, sha256, write_bytes


TEXTS = st.text(st.sampled_from("ab é😀\r\n\u2028\x85 \ufeff"), max_size=40)


def written(file: files.TextFile) -> bytes:
    return encode(file.text, encoding=file.encoding, bom=file.bom, newline=file.newline)


@given(TEXTS, st.sampled_from([("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE)]))
@example("\ufeffa", ("utf-8", b""))
@example("a\r\nb\nc\rd", ("utf-8", b""))
@example("\r\n", ("utf-16-le", codecs.BOM_UTF16_LE))
def test_what_is_read_is_written_back_as_the_same_bytes(text: str, how: tuple[str, bytes]) -> None:
    encoding, mark = how
    data = mark + text.encode(encoding)
    assert written(decode(data)) == data


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE])
def test_a_byte_order_mark_is_kept_and_is_not_in_the_text(mark: bytes) -> None:
    codec = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
    data = mark + "é\n".encode(codec.get(mark, "utf-32-le"))
    file = decode(data)
    assert file.text == "é\n"
    assert file.bom
    assert written(file) == data


@pytest.mark.parametrize(
    ("data", "text", "newline"),
    [
        (b"a\r\nb\r\n", "a\nb\n", "\r\n"),
        (b"a\rb", "a\nb", "\r"),
        (b"a\nb", "a\nb", "\n"),
        (b"a\r\nb\n", "a\r\nb\n", "\n"),
        (b"a\r\r\n", "a\r\r\n", "\n"),
        (b"", "", "\n"),
    ],
)
def test_one_newline_style_is_remembered_and_a_mixture_stays_in_the_text(data: bytes, text: str, newline: str) -> None:
    file = decode(data)
    assert (file.text, file.newline) == (text, newline)
    assert written(file) == data


def test_bytes_that_are_not_utf8_are_named_with_their_place() -> None:
    with pytest.raises(NotText, match=r"notes\.md: byte 0xe9 at offset 7 \(line 2\) is not utf-8.*--encoding"):
        decode(b"one\ncaf\xe9", name="notes.md")


def test_a_named_encoding_reads_what_utf8_cannot() -> None:
    file = decode(b"caf\xe9", "cp1252")
    assert file.text == "café"
    assert written(file) == b"caf\xe9"


def test_binary_data_are_refused_with_the_place_of_the_nul() -> None:
    with pytest.raises(NotText, match=r"byte 0x00 at offset 3.*binary"):
        decode(b"abc\0def")


@pytest.mark.parametrize("encoding", ["no-such", "base64", "rot13"])
def test_what_is_no_text_encoding_is_refused(encoding: str) -> None:
    with pytest.raises(NotText, match="is no text encoding"):
        decode(b"abc", encoding)


def test_an_encoding_that_would_change_the_bytes_is_refused() -> None:
    redundant = b"\x1b(B\x1b(Babc"  # two escapes where ISO 2022 writes none
    with pytest.raises(NotText, match="could not be written back unchanged"):
        decode(redundant, "iso2022_jp")


def test_a_line_too_long_to_be_prose_is_refused_and_long_texts_are_not() -> None:
    with pytest.raises(NotText, match="10,000,000 characters is not prose"):
        decode(b"x" * 10_000_000)
    assert len(decode(b"word " * 100_000 + b"\n" + b"word " * 150_000).text) == 1_250_001


def test_a_character_the_encoding_lacks_is_named() -> None:
    with pytest.raises(FileError, match=r"'→'.*does not exist in cp1252"):
        encode("a → b", encoding="cp1252")


def test_writing_keeps_the_mode_and_leaves_nothing_beside_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_bytes(path, b"new", expect_sha256=sha256(b"old"))
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["a.txt"]


def test_writing_through_a_link_keeps_the_link(tmp_path: Path) -> None:
    path, link = tmp_path / "a.txt", tmp_path / "link.txt"
    path.write_bytes(b"old")
    link.symlink_to(path)
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"


def test_a_file_changed_by_others_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"theirs")
    with pytest.raises(ChangedOnDisk):
        write_bytes(path, b"ours", expect_sha256=sha256(b"what we read"))
    assert path.read_bytes() == b"theirs"


def test_a_file_deleted_meanwhile_is_written_again(tmp_path: Path) -> None:
    write_bytes(tmp_path / "a.txt", b"ours", expect_sha256=sha256(b"what we read"))
    assert (tmp_path / "a.txt").read_bytes() == b"ours"


def test_a_failing_disk_leaves_the_old_file_and_no_partial_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(FileError, match="disk is full"):
        write_bytes(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(FileError, match="read-only"):
        write_bytes(path, b"new")
    assert path.read_bytes() == b"old"


def test_folders_and_missing_files_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="it is a folder"):
        read_text_file(tmp_path)
    with pytest.raises(FileError, match="no such file"):
        read_text_file(tmp_path / "none.txt")


def test_a_file_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_FILE", 10)
    (tmp_path / "a.txt").write_bytes(b"12345678901")
    with pytest.raises(FileError, match="holds 11 bytes; the limit is 10"):
        read_text_file(tmp_path / "a.txt")
