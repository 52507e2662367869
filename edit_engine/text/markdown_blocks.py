"""The block structure of Markdown: what is protected about it, and where the running text is.

tree-sitter finds the blocks. It counts bytes, so it gets a copy with one byte a code point: every character beyond ASCII
is a question mark there, which means nothing in Markdown's block structure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import tree_sitter_markdown
from tree_sitter import Language, Node, Parser, Query, QueryCursor

from edit_engine.text.protected import ProtectedKind
from edit_engine.text.spans import Span, merge, subtract


Found = tuple[Span, ProtectedKind]

_QUERY = """
(minus_metadata) @front (plus_metadata) @front
(fenced_code_block) @code (indented_code_block) @code
(html_block) @html
(link_reference_definition) @definition
(thematic_break) @rule
(atx_h1_marker) @heading (atx_h2_marker) @heading (atx_h3_marker) @heading
(atx_h4_marker) @heading (atx_h5_marker) @heading (atx_h6_marker) @heading
(setext_h1_underline) @heading (setext_h2_underline) @heading
(atx_heading (inline) @closed)
(list_marker_minus) @list (list_marker_plus) @list (list_marker_star) @list
(list_marker_dot) @list (list_marker_parenthesis) @list
(task_list_marker_checked) @list (task_list_marker_unchecked) @list
(block_quote_marker) @quote (block_continuation) @continued
(pipe_table) @table (pipe_table_cell) @cell
(inline) @inline
"""
_KINDS = {
    "front": ProtectedKind.FRONT_MATTER,
    "code": ProtectedKind.CODE_BLOCK,
    "html": ProtectedKind.HTML,
    "definition": ProtectedKind.REFERENCE,
    "rule": ProtectedKind.RULE,
    "heading": ProtectedKind.HEADING,
    "list": ProtectedKind.LIST,
    "quote": ProtectedKind.QUOTE,
}
# These end with the line break after them, so that nothing can be added to their last line.
_WHOLE_LINES = {"front", "code", "html", "definition", "rule"}

# tree-sitter needs time with the square of a run of blank lines; a line of spaces is blank too.
_MANY_BLANK_LINES = re.compile(rb"\n(?:[ \t]*+\r?\n){8,}")
_LONGEST_INDENT = 256  # code points
_SPACES = re.compile(r"[ \t]*+")
_LINE_END = re.compile(r"[ \t]*+(?:\r\n|[\r\n])?")
_CLOSING_HASHES = re.compile(r"[ \t]#++[ \t]*+\Z")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:[ \t]*+")
# NUL would end the copy for some C code.
_NUL_TO_MARK = bytes.maketrans(b"\0", b"?")


@dataclass(frozen=True, kw_only=True)
class Blocks:
    """The blocks of one Markdown text."""

    # Protected parts of the block structure.
    found: list[Found]
    # Where running text is: paragraphs, headings, table cells. Sorted.
    inline: list[Span]
    # The text with the markers that continue a quotation or list on the next line replaced by spaces.
    flat: str


@cache
def _language() -> tuple[Language, Query]:
    language = Language(tree_sitter_markdown.language())
    return language, Query(language, _QUERY)


def blocks(text: str) -> Blocks:
    """The block structure of `text`."""
    source = text.encode("ascii", "replace").translate(_NUL_TO_MARK)
    source = _MANY_BLANK_LINES.sub(_less_blank, source)
    language, query = _language()
    tree = Parser(language).parse(source)
    nodes = QueryCursor(query).captures(tree.root_node)
    continued = [_span(node) for node in nodes.get("continued", ()) if node.end_byte > node.start_byte]
    flat = _blanked(text, continued)
    cells = [_stripped(text, _span(node)) for node in nodes.get("cell", ())]
    inline = [_span(node) for node in nodes.get("inline", ())]
    found = [*_simple(text, nodes), *_tables(text, nodes.get("table", ()), cells)]
    for span in continued:
        kind = ProtectedKind.QUOTE if ">" in text[span.start : span.end] else ProtectedKind.LIST
        found.append((with_indent(text, span), kind))
    for node in nodes.get("closed", ()):
        hashes = _CLOSING_HASHES.search(text, node.start_byte, node.end_byte)
        if hashes:
            found.append((Span(*hashes.span()), ProtectedKind.HEADING))
    for number, (span, kind) in enumerate(found):
        # What is one word long after a footnote's marker looks like a link's definition.
        footnote = _FOOTNOTE.search(text, span.start, span.end) if kind is ProtectedKind.REFERENCE else None
        if footnote:
            found[number] = (Span(*footnote.span()), ProtectedKind.FOOTNOTE)
            inline.append(Span(footnote.end(), span.end))
    return Blocks(found=found, inline=sorted([*inline, *cells]), flat=flat)


def _less_blank(run: re.Match[bytes]) -> bytes:
    lines = run.group()
    return lines[:4] + b" " * (len(lines) - 8) + lines[-4:]


def _span(node: Node) -> Span:
    return Span(node.start_byte, node.end_byte)


def _stripped(text: str, span: Span) -> Span:
    part = text[span.start : span.end]
    start = span.start + len(part) - len(part.lstrip())
    return Span(start, start + len(part.strip()))


def _simple(text: str, nodes: dict[str, list[Node]]) -> Iterator[Found]:
    """Blocks and markers that are protected as they stand."""
    for name, kind in _KINDS.items():
        for node in nodes.get(name, ()):
            span = _span(node)
            if name == "html" and text.startswith("<!--", _stripped(text, span).start):
                yield whole_lines(text, span), ProtectedKind.COMMENT
            else:
                yield (whole_lines if name in _WHOLE_LINES else _with_space)(text, span), kind


def _tables(text: str, tables: list[Node], cells: list[Span]) -> Iterator[Found]:
    """Tables without what their cells say."""
    at = 0
    cells = merge(cells)
    for table in tables:
        span = whole_lines(text, _span(table))
        first = at
        while at < len(cells) and cells[at].start < span.end:
            at += 1
        for part in subtract(span, cells[first:at]):
            yield part, ProtectedKind.TABLE


def with_indent(text: str, span: Span) -> Span:
    """`span` with the indentation before it and the line break before that, so that nothing gets between them.

    Left as it is where other text stands before it on its line.
    """
    at = span.start
    lowest = max(0, at - _LONGEST_INDENT)
    while at > lowest and text[at - 1] in " \t":
        at -= 1
    if at and text[at - 1] not in "\r\n":
        return span
    if text.startswith("\r\n", at - 2) and at > 1:
        return Span(at - 2, span.end)
    return Span(max(0, at - 1), span.end)


def whole_lines(text: str, span: Span) -> Span:
    """`span` from the line break before it to the one after it, without blank lines at its end."""
    end = span.start + len(text[span.start : span.end].rstrip())
    line_end = _LINE_END.match(text, end)
    return with_indent(text, Span(span.start, line_end.end() if line_end else end))


def _with_space(text: str, span: Span) -> Span:
    """`span` with the indentation before it and the space between it and the first word."""
    space = _SPACES.match(text, span.end)
    return with_indent(text, Span(span.start, space.end() if space else span.end))


def _blanked(text: str, spans: list[Span]) -> str:
    """`text` with `spans` replaced by as many spaces."""
    parts: list[str] = []
    at = 0
    for span in merge(spans):
        parts += [text[at : span.start], " " * span.length]
        at = span.end
    return "".join([*parts, text[at:]])
