"""Files to text and back, byte for byte, and writes that are whole or not at all.

Text inside Redraft has "\\n" newlines when the file uses one style throughout; the style is kept beside the text. A
file that mixes styles keeps its "\\r" in the text. Whatever is read here can be written back as the very same bytes:
`decode` checks that before it hands the text out. This module knows no library and no document.
"""

from __future__ import annotations

import codecs
import contextlib
import errno
import hashlib
import os
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

from editor_app.errors import ChangedOnDisk, FileError, NotText


# The longest line, in code points, that can be prose; more is data in one line and would stall every editor.
LONGEST_LINE = 1_000_000
# The largest file, in bytes: about 15 million words.
LARGEST_FILE = 100_000_000
# Reads of a file that changes while it is read.
READ_TRIES = 3
# Byte order marks, the longer ones first: UTF-32 begins like UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Encodings whose byte order comes from a mark.
_ORDERED_BY_MARK = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}


@dataclass(frozen=True, kw_only=True)
class TextFile:
    """A file's text and everything needed to write it back as it was."""

    text: str
    # Python's name of the codec, without a byte order mark.
    encoding: str = "utf-8"
    # Whether the file begins with a byte order mark.
    bom: bool = False
    # What stands for "\n" in the file: "\n", "\r\n" or "\r". With mixed styles "\n", and each "\r" is in the text.
    newline: str = "\n"
    # SHA-256 of the bytes, hex.
    sha256: str = ""


def read_text_file(path: Path, encoding: str | None = None) -> TextFile:
    """Read `path`.

    Args:
        path: the file; a link is followed.
        encoding: its encoding; None means UTF-8, or what its byte order mark says.

    Raises:
        NotText: its bytes are not text in that encoding.
        FileError: it cannot be read, is too large, or is still being written.
    """
    return decode(_read(path), encoding, name=str(path))


def decode(data: bytes, encoding: str | None = None, *, name: str = "input") -> TextFile:
    """The text that `data` holds.

    Args:
        data: the bytes of a whole file.
        encoding: as for `read_text_file`.
        name: what error messages call it.

    Raises:
        NotText: as for `read_text_file`.
    """
    codec, mark = _codec(data, encoding, name)
    body = data[len(mark) :]
    try:
        text = body.decode(codec)
        unchanged = body == text.encode(codec)
    except UnicodeDecodeError as error:
        at = len(mark) + error.start
        line = data.count(b"\n", 0, at) + 1
        raise NotText(
            f"{name}: byte 0x{data[at]:02x} at offset {at} (line {line}) is not {codec}. "
            "If you know the file's encoding, name it, for example --encoding cp1252"
        ) from error
    except UnicodeError as error:
        raise NotText(f"{name} is not {codec}: {error}. Name its encoding, for example --encoding cp1252") from error
    if "\0" in text:
        at = data.find(b"\0")
        raise NotText(
            f"{name}: byte 0x00 at offset {at}: this looks like a binary file. "
            "If it is text in another encoding, name it, for example --encoding utf-16"
        )
    if not unchanged:
        raise NotText(f"{name}: could not be written back unchanged as {codec}. Convert it to UTF-8 first")
    newline = _newline(text)
    if newline != "\n":
        text = text.replace(newline, "\n")
    longest = max(map(len, text.split("\n")))
    if longest > LONGEST_LINE:
        raise NotText(
            f"{name}: a line of {longest:,} characters is not prose (the limit is {LONGEST_LINE:,}). "
            "Break it into paragraphs first"
        )
    return TextFile(text=text, encoding=codec, bom=bool(mark), newline=newline, sha256=sha256(data))


def encode(text: str, *, encoding: str = "utf-8", bom: bool = False, newline: str = "\n", name: str = "text") -> bytes:
    """The bytes of a file that holds `text`, written as its TextFile or document says.

    Raises:
        FileError: a character does not exist in `encoding`.
    """
    if newline != "\n":
        text = text.replace("\n", newline)
    mark = next((mark for mark, codec in _MARKS if codec == encoding), b"") if bom else b""
    try:
        return mark + text.encode(encoding)
    except UnicodeEncodeError as error:
        raise FileError(
            f"{name}: {error.object[error.start]!r} (character {error.start}) does not exist in {encoding}. "
            "Convert the file to UTF-8, or remove that character"
        ) from error


def file_sha256(path: Path) -> str | None:
    """SHA-256 of what a file holds now, hex; None if it is not there.

    Raises:
        FileError: it cannot be read.
    """
    try:
        return sha256(_read(path))
    except FileError as error:
        if isinstance(error.__cause__, FileNotFoundError | NotADirectoryError):
            return None
        raise


def sha256(data: bytes) -> str:
    """SHA-256 of `data`, hex."""
    return hashlib.sha256(data).hexdigest()


def write_bytes(path: Path, data: bytes, expect_sha256: str | None = None) -> None:
    """Put `data` into `path`, whole or not at all: whoever reads it, or a power cut, finds the old or the new bytes.

    A link stays a link, and the file keeps its mode.

    Args:
        path: the file; its folder must exist.
        data: its new bytes.
        expect_sha256: what the file must hold before, if it is there; None writes over anything.

    Raises:
        ChangedOnDisk: it holds something else than expected; nothing was written.
        FileError: it cannot be written; the old file is untouched.
    """
    target = Path(os.path.realpath(path))
    try:
        before = target.stat()
    except FileNotFoundError:
        before = None
    except OSError as error:
        raise _cannot("written", path, error) from error
    if before is not None:
        if not stat.S_ISREG(before.st_mode):
            raise FileError(f"{path} is not an ordinary file: choose another name")
        if not before.st_mode & 0o222:
            raise FileError(f"{path} is read-only: make it writable (chmod u+w), or save under another name")
        if expect_sha256 is not None and sha256(_read(target)) != expect_sha256:
            raise ChangedOnDisk(
                f"{path} was changed by another program since Redraft read it. "
                "Open it again to take that over, save under another name, or force the save"
            )
    partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}.redraft-part")
    try:
        # os.open applies the umask, so that a new file gets the mode any program would give it.
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if before is not None:
            _keep_owner(partial, before)
            os.chmod(partial, stat.S_IMODE(before.st_mode))
        os.replace(partial, target)
    except OSError as error:
        with contextlib.suppress(OSError):
            partial.unlink()
        raise _cannot("written", path, error) from error
    _sync_folder(target.parent)


def _read(path: Path) -> bytes:
    try:
        for _ in range(READ_TRIES):
            with path.open("rb") as file:
                before = os.fstat(file.fileno())
                if not stat.S_ISREG(before.st_mode):
                    raise FileError(f"{path} is not an ordinary file")
                if before.st_size > LARGEST_FILE:
                    raise FileError(
                        f"{path} holds {before.st_size:,} bytes; the limit is {LARGEST_FILE:,}. Split it into parts"
                    )
                data = file.read()
                after = os.fstat(file.fileno())
            if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns):
                return data
    except OSError as error:
        raise _cannot("read", path, error) from error
    raise FileError(f"{path} is being written by another program: try again when that is done")


def _cannot(what: str, path: Path, error: OSError) -> FileError:
    advice = {
        errno.ENOENT: "no such file or folder",
        errno.EACCES: "permission denied; check who owns the file and its folder",
        errno.EISDIR: "it is a folder",
        errno.ENOSPC: "the disk is full",
        errno.EROFS: "the disk is read-only",
        errno.ENAMETOOLONG: "the name is too long",
    }.get(error.errno or 0, error.strerror or str(error))
    return FileError(f"{path} cannot be {what}: {advice}")


def _codec(data: bytes, encoding: str | None, name: str) -> tuple[str, bytes]:
    """The codec to decode with and the byte order mark to leave out."""
    if encoding is None:
        return next(((codec, mark) for mark, codec in _MARKS if data.startswith(mark)), ("utf-8", b""))
    try:
        known = codecs.lookup(encoding)
        b"a".decode(encoding, "replace")  # fails for codecs that are no encodings of text, such as base64
    except (LookupError, ValueError) as error:
        raise NotText(f"{name}: {encoding!r} is no text encoding. Examples: utf-8, utf-16, cp1252, latin-1") from error
    codec = known.name.removesuffix("-sig")
    for mark, marked in _MARKS:
        if data.startswith(mark) and marked.startswith(codec):
            return marked, mark
    return _ORDERED_BY_MARK.get(codec, codec), b""


def _newline(text: str) -> str:
    crlf, cr, lf = text.count("\r\n"), text.count("\r"), text.count("\n")
    if crlf and crlf == cr == lf:
        return "\r\n"
    return "\r" if cr and not lf else "\n"


def _keep_owner(path: Path, like: os.stat_result) -> None:
    if hasattr(os, "chown"):
        # Only root may give files away; for others the owner is the same or was never theirs to keep.
        with contextlib.suppress(OSError):
            os.chown(path, like.st_uid, like.st_gid)


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows does not open folders
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some network file systems cannot
            raise _cannot("written safely", folder, error) from error
    finally:
        os.close(descriptor)
