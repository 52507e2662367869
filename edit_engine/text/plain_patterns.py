"""What must not change in any text, Markdown or not: addresses, file paths, and the terms a person locked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import regex

from edit_engine.text.protected import ProtectedKind
from edit_engine.text.spans import Span


Found = tuple[Span, ProtectedKind]

# Every alternative begins with a plain letter or digit, which is what makes the search fast.
_URL = re.compile(
    r"(?:(?:https?|HTTPS?|Https?|ftps?|sftp|ssh|git|file|wss?)://"
    r"|(?:www|WWW)\.(?=\w)|(?:mailto|doi|arxiv|arXiv|urn|tel):(?=[\w+])|10\.\d{4,9}/(?=\S))"
    r"""[^\s<>"`{}|\\^。，、；：！？）」』】》“”]++"""
)
_BEFORE_NO_URL = re.compile(r"[\w@./-]")
_AFTER_URL = ".,;:!?'*_~’"
_EMAIL = re.compile(r"(?<![\w.+-])[\w+-]++(?:\.[\w+-]++)*+@\w[\w-]*+(?:\.\w[\w-]*+)++")
_PATH = re.compile(
    # A drive or a share on Windows.
    r"""(?<![\w\\])(?:[A-Za-z]:[\\/](?=\w)|\\\\\w[\w.$-]*+\\)[^\s<>:"|?*]*+"""
    # Names with slashes between, from a root or not.
    r"|(?<![\w./~+-])(?:(?:~|\.{1,2})?/[\w.+-]++|[\w.+-]++/[\w.+-]*+)(?:/[\w.+-]++)*+/?"
)
_AFTER_PATH = ".,;:!?'’)]"
_FILE_NAME = re.compile(r"\.[a-z0-9]{1,5}\Z")
_ROOTS = ("/", "./", "../", "~/")


def plain_spans(text: str) -> Iterator[Found]:
    """Addresses and file paths in `text`."""
    for found in _URL.finditer(text):
        start, end = found.span()
        if "://" in found.group() or not start or not _BEFORE_NO_URL.match(text, start - 1):
            yield Span(start, _url_end(text, start, end)), ProtectedKind.URL
    for found in _EMAIL.finditer(text) if "@" in text else ():
        yield Span(*found.span()), ProtectedKind.EMAIL
    for found in _PATH.finditer(text) if "/" in text or "\\" in text else ():
        path = found.group().rstrip(_AFTER_PATH)
        if _is_path(path):
            yield Span(found.start(), found.start() + len(path)), ProtectedKind.PATH


def _url_end(text: str, start: int, end: int) -> int:
    """Where an address ends that was read up to white space: without punctuation and brackets of the sentence."""
    opened = text.count("(", start, end)
    closed = text.count(")", start, end)
    brackets = {"[": text.count("[", start, end), "]": text.count("]", start, end)}
    while end > start:
        last = text[end - 1]
        if last == ")" and closed > opened:
            closed -= 1
        elif last == "]" and brackets["]"] > brackets["["]:
            brackets["]"] -= 1
        elif last not in _AFTER_URL:
            break
        end -= 1
    return end


def _is_path(path: str) -> bool:
    """Whether names with slashes between are a path: "and/or" is none, "/etc/hosts" and "src/main.py" are."""
    if "\\" in path or path[1:3] == ":/":
        return True
    names = [name for name in path.split("/") if name.strip(".")]
    if "/" not in path or not names:
        return False
    if path.startswith(_ROOTS):
        return len(names) > 1 or not path.startswith("/") or bool(_FILE_NAME.search(path))
    return len(names) > 1 and (path.endswith("/") or bool(_FILE_NAME.search(path))) and not names[0].isdigit()


def term_spans(text: str, terms: Sequence[str]) -> Iterator[Found]:
    """Where locked terms stand as whole words; white space inside a term stands for any white space.

    Raises:
        ValueError: a term is empty.
    """
    for term in terms:
        parts = term.split()
        if not parts:
            raise ValueError(f"a locked term needs at least one character, got {term!r}")
        if parts[0] not in text:
            continue
        pattern = r"\s+".join(map(regex.escape, parts))
        # A mark or joiner at either side makes it another word.
        whole = regex.compile(rf"(?<![\w\p{{M}}\u200d]){pattern}(?![\w\p{{M}}\u200d])")
        for found in whole.finditer(text):
            yield Span(*found.span()), ProtectedKind.TERM
