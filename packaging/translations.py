"""Collects what the desktop editor says, and builds its translations: `make translations`.

    python packaging/translations.py            bring the .ts files up to date, and build the .qm files from them
    python packaging/translations.py --check    only say what is missing, with exit status 1 if anything is

That is what the widgets say, and what is declared outside the GUI: commands, settings, reasons, intents. A new sentence
is `unfinished` in the .ts until somebody translates it, in Qt Linguist or any editor.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from editor_app import entries, shortcuts
from editor_app.commands import COMMANDS, Menu, reasons
from editor_app.gui import translation
from editor_app.instructions import MEANINGS


ROOT = Path(__file__).resolve().parents[1]
GUI = ROOT / "editor_app" / "gui"
FOLDER = GUI / "translations"
# English is what the sources say; only its plural forms have to be made.
LANGUAGES = ("en", "de")
TOOLS = Path(sys.executable).parent


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """Something the program says."""

    context: str
    words: str
    # Whether it has another form for one than for several.
    counted: bool = False


def declared() -> Iterator[Sentence]:
    """What is said by modules without Qt."""
    for context, words in _tables():
        yield Sentence(context=context, words=words)


def _tables() -> Iterator[tuple[str, str]]:
    for command in COMMANDS:
        yield translation.COMMAND, command.title
        yield translation.COMMAND, command.summary
    for menu in Menu:
        yield translation.MENU, menu.value
    for group in entries.groups():
        yield translation.SETTING, group.title
        for entry in group.entries:
            yield translation.SETTING, entry.title
            yield translation.SETTING, entry.description
            # Models and languages have names of their own.
            if not (entry.free and isinstance(entry.first, str)):
                yield from ((translation.SETTING, option.title) for option in entry.options)
    for why in (*reasons.MISSING.values(), reasons.NOT_NOW, *shortcuts.REASONS):
        yield translation.REASON, why
    for intent, meaning in MEANINGS.items():
        yield translation.INTENT, intent.value.capitalize()
        yield translation.INTENT, meaning.title
    yield translation.INTENT, translation.IN_WORDS


def in_sources() -> Iterator[Sentence]:
    """What the widgets say: `tr` in a class, `translate` with a context, and `QT_TRANSLATE_NOOP`."""
    for file in sorted(GUI.rglob("*.py")):
        yield from _in_tree(ast.parse(file.read_text(encoding="utf-8")), "")


def _in_tree(tree: ast.AST, inside: str) -> Iterator[Sentence]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call) and (found := _said(node, inside)) is not None:
            yield found
        yield from _in_tree(node, node.name if isinstance(node, ast.ClassDef) else inside)


def _said(call: ast.Call, inside: str) -> Sentence | None:
    """The sentence of a call; None for another call, and for words that are not there until the program runs."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    plain = [part.value if isinstance(part, ast.Constant) else None for part in call.args]
    if name == "tr" and plain and isinstance(plain[0], str):
        return Sentence(context=inside, words=plain[0], counted=len(plain) > 2 or _has_count(call))
    if name in ("translate", "QT_TRANSLATE_NOOP") and len(plain) > 1:
        context, words = plain[:2]
        if isinstance(context, str) and isinstance(words, str):
            return Sentence(context=context, words=words, counted=len(plain) > 3 or _has_count(call))
    return None


def _has_count(call: ast.Call) -> bool:
    return any(keyword.arg == "n" for keyword in call.keywords)


def collect(ts: Path, language: str) -> None:
    """Bring a .ts file up to date with the sources; what nobody says any more is gone."""
    said = dict.fromkeys((*in_sources(), *declared()))
    with tempfile.TemporaryDirectory() as folder:
        # lupdate loses sentences of Python files, and which are counted; those of C++ it reads well.
        calls = Path(folder) / "sentences.cpp"
        calls.write_text("\n".join(map(_as_call, said)), encoding="utf-8")
        _tool("lupdate", str(calls), "-no-obsolete", "-locations", "none", "-source-language", "en",
              "-target-language", language, *(["-pluralonly"] if language == "en" else []), "-ts", str(ts))  # fmt: skip
    if language == "en":
        _count_in_english(ts)


def _as_call(sentence: Sentence) -> str:
    context, words = (json.dumps(each, ensure_ascii=False) for each in (sentence.context, sentence.words))
    return f"QCoreApplication::translate({context}, {words}{', nullptr, 2' if sentence.counted else ''});"


def _count_in_english(ts: Path) -> None:
    """Make "%n suggestion(s)" into "1 suggestion" and "%n suggestions"; other words are the same for any number."""
    tree = ET.parse(ts)
    for message in tree.getroot().iter("message"):
        words, said = message.findtext("source", ""), message.find("translation")
        if said is None or message.get("numerus") != "yes":
            continue
        for form, ending in zip(said.iter("numerusform"), ("", "s"), strict=True):
            form.text = words.replace("(s)", ending)
        said.attrib.pop("type", None)
    with ts.open("wb") as file:
        file.write(b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n')
        tree.write(file, encoding="utf-8")
        file.write(b"\n")


def build(ts: Path, qm: Path) -> None:
    """Make the file the program reads."""
    _tool("lrelease", str(ts), "-qm", str(qm))


def missing(ts: Path) -> list[tuple[str, str]]:
    """What a .ts file has no finished translation for, plural forms included."""
    found = []
    for context in ET.parse(ts).getroot().iter("context"):
        for message in context.iter("message"):
            said = message.find("translation")
            forms = [said, *(said.iter("numerusform") if said is not None else ())]
            texts = [form for form in forms if form is not None and (form.tag == "numerusform" or len(form) == 0)]
            if said is None or said.get("type") or not texts or not all(form.text for form in texts):
                found.append((context.findtext("name", ""), message.findtext("source", "")))
    return found


def main(arguments: Iterable[str]) -> int:
    """See the module."""
    check = "--check" in arguments
    status = 0
    for language in LANGUAGES:
        ts = FOLDER / f"redraft_{language}.ts"
        if check:
            with tempfile.TemporaryDirectory() as folder:
                fresh = Path(folder) / ts.name
                fresh.write_bytes(ts.read_bytes())
                collect(fresh, language)
                left = missing(fresh)
        else:
            FOLDER.mkdir(exist_ok=True)
            collect(ts, language)
            build(ts, ts.with_suffix(".qm"))
            left = missing(ts)
        for context, words in left:
            print(f"{language}: {context}: {words}")
        print(f"{language}: {len(left)} not translated", file=sys.stderr)
        status |= bool(left)
    return status if check else 0


def _tool(name: str, *arguments: str) -> None:
    done = subprocess.run(
        [str(TOOLS / f"pyside6-{name}"), "-silent", *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"pyside6-{name} failed:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
