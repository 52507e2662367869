"""Finds what no edit may touch.

Spans of Markdown's structure (markers, blocks, table pipes) include the line break and indentation before them, so
that text put at their start joins the line above instead of breaking the structure. A text that begins with such a
span has nothing above: nothing may be inserted at its start.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from edit_engine.text.markdown_blocks import Blocks, Found, blocks, whole_lines, with_space
from edit_engine.text.markdown_inline import inline_spans, normal_label
from edit_engine.text.plain_patterns import plain_spans, term_spans
from edit_engine.text.protected import ProtectedKind, ProtectedSpan, tidy
from edit_engine.text.spans import Span, merge, subtract
from edit_engine.text.zones import zones


# Where nothing else has a meaning.
_VERBATIM = {ProtectedKind.FRONT_MATTER, ProtectedKind.CODE_BLOCK, ProtectedKind.CODE_SPAN, ProtectedKind.COMMENT}
# Where a comment is only shown.
_QUOTING = _VERBATIM - {ProtectedKind.COMMENT}
_DEFINITION = re.compile(
    r"^[ \t>]*+\[(?!\^)((?:[^\[\]\\\n]|\\.)++)\]:[ \t]*+(?:<[^<>\n]*+>|[^\s<]\S*+)"
    r"""(?:[ \t]++(?:"[^"\n]*+"|'[^'\n]*+'|\([^()\n]*+\)))?[ \t]*+(?=[\r\n]|\Z)""",
    re.MULTILINE,
)
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.)++)\]:")
_DOLLARS = re.compile(r"(?<![\\$])\$\$(?!\$)")
_LATEX_DISPLAY = re.compile(r"^[ \t>]*+\\\[(?:[^\n\\]|\\(?![\[\]])|\n(?![ \t]*+\r?\n))*+\\\]", re.MULTILINE)
_ENVIRONMENT = re.compile(r"\\begin\{([A-Za-z]+\*?)\}")
_LONGEST_ENVIRONMENT = 20_000  # code points
_BLANK_LINE = re.compile(r"\n[ \t]*+\r?\n")
_CITED = re.compile(r"@(?<![\w@./-]@)(?:\{[^{}\s]++\}|\w[\w:.#$%&+?<>~/-]*+)")
_AFTER_KEY = ":.#$%&+?<>~/-"
_COMMAND = re.compile(
    r"\\(?:[A-Za-z]*cite[A-Za-z]*|(?:auto|c|C|eq|page|name)?ref|label)\*?(?:\[[^\[\]\n]*+\])*+\{[^{}\n]*+\}"
)


def protected_spans(text: str, *, markdown: bool = True, terms: Sequence[str] = ()) -> list[ProtectedSpan]:
    """What no edit of `text` may touch, sorted; those of one kind merged, those within another left out.

    Args:
        text: a whole document (reference definitions may stand far from the links that use them).
        markdown: whether it is Markdown; else only addresses, file paths, terms and zones are protected.
        terms: locked terms, found as whole words, capitals as given.

    Raises:
        ValueError: a term is empty.
    """
    found: list[Found] = [*plain_spans(text), *term_spans(text, terms)]
    if markdown:
        found += _markdown(text)
    quoted = merge(span for span, kind in found if kind in _QUOTING)
    found += ((zone, ProtectedKind.ZONE) for zone in zones(text, quoted))
    return tidy(found)


def _markdown(text: str) -> list[Found]:
    structure = blocks(text)
    found = [*structure.found, *_definitions(structure)]
    labels = {
        normal_label(label.group(1))
        for span, kind in found
        if kind is ProtectedKind.REFERENCE and (label := _LABEL.search(text, span.start, span.end))
    }
    for region in structure.inline:
        for span, kind in inline_spans(structure.flat[region.start : region.end], labels):
            place = span.shift(region.start)
            defines = kind is ProtectedKind.FOOTNOTE and text[place.end - 1] == ":"
            found.append((with_space(text, place) if defines else place, kind))
    verbatim = [span for span, kind in found if kind in _VERBATIM]
    for part in subtract(Span(0, len(text)), verbatim):
        found += ((span, ProtectedKind.MATH) for span in _display_math(structure.flat, part))
    found += ((Span(*command.span()), ProtectedKind.CITATION) for command in _COMMAND.finditer(text))
    for cited in _CITED.finditer(text):
        end = cited.start() + len(cited.group().rstrip(_AFTER_KEY))
        found.append((Span(cited.start(), end), ProtectedKind.CITATION))
    return found


def _definitions(structure: Blocks) -> Iterator[Found]:
    """Reference definitions that stand right below other text, where CommonMark does not look for them."""
    flat = structure.flat
    for region in structure.inline:
        if flat.find("]:", region.start, region.end) >= 0:
            for definition in _DEFINITION.finditer(flat, region.start, region.end):
                yield whole_lines(flat, Span(*definition.span())), ProtectedKind.REFERENCE


def _display_math(flat: str, part: Span) -> Iterator[Span]:
    """`$$...$$` and `\\[...\\]` without blank lines, and LaTeX environments, within `part`."""
    opened = -1
    for dollars in _DOLLARS.finditer(flat, *part):
        if opened >= 0 and dollars.start() > opened + 2 and not _BLANK_LINE.search(flat, opened, dollars.start()):
            yield Span(opened, dollars.end())
            opened = -1
        else:
            opened = dollars.start()
    for display in _LATEX_DISPLAY.finditer(flat, *part):
        yield Span(*display.span())
    done = part.start
    # Where each environment ends next; so that a text full of beginnings is searched once.
    ends: dict[str, int] = {}
    for begin in _ENVIRONMENT.finditer(flat, *part):
        if begin.start() < done:
            continue
        mark = f"\\end{{{begin.group(1)}}}"
        if ends.get(mark, 0) < begin.end():
            close = flat.find(mark, begin.end(), part.end)
            ends[mark] = part.end if close < 0 else close
        if ends[mark] + len(mark) <= part.end and ends[mark] - begin.end() <= _LONGEST_ENVIRONMENT:
            done = ends[mark] + len(mark)
            yield Span(begin.start(), done)
