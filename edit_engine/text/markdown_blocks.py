"""The block structure of Markdown: what is protected about it, and where the running text is.

tree-sitter finds the blocks. It counts bytes, so it gets a copy with one byte a code point: every character beyond
ASCII is a question mark there, which means nothing in Markdown's block structure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import tree_sitter_markdown
from tree_sitter import Language, Node, Parser, Tree

from edit_engine.text.protected import ProtectedKind
from edit_engine.text.spans import Span, merge, subtract


Found = tuple[Span, ProtectedKind]

# Nodes that are protected as whole lines, from the line break before them to the one after.
_WHOLE = {
    "minus_metadata": ProtectedKind.FRONT_MATTER,
    "plus_metadata": ProtectedKind.FRONT_MATTER,
    "fenced_code_block": ProtectedKind.CODE_BLOCK,
    "indented_code_block": ProtectedKind.CODE_BLOCK,
    "html_block": ProtectedKind.HTML,
    "link_reference_definition": ProtectedKind.REFERENCE,
    "thematic_break": ProtectedKind.RULE,
}
# Nodes that stand before the text of a block, and the underlines of headings.
_MARKERS = {
    **{f"atx_h{level}_marker": ProtectedKind.HEADING for level in range(1, 7)},
    "setext_h1_underline": ProtectedKind.HEADING,
    "setext_h2_underline": ProtectedKind.HEADING,
    "list_marker_minus": ProtectedKind.LIST,
    "list_marker_plus": ProtectedKind.LIST,
    "list_marker_star": ProtectedKind.LIST,
    "list_marker_dot": ProtectedKind.LIST,
    "list_marker_parenthesis": ProtectedKind.LIST,
    "task_list_marker_checked": ProtectedKind.LIST,
    "task_list_marker_unchecked": ProtectedKind.LIST,
    "block_quote_marker": ProtectedKind.QUOTE,
}

# tree-sitter needs time with the square of a run of blank lines; a line of spaces is blank too.
_MANY_BLANK_LINES = re.compile(rb"\n(?:[ \t]*+\r?\n){8,}")
# What is inside these is not looked at.
_LEAVES = {*_WHOLE, *_MARKERS, "pipe_table_cell", "pipe_table_delimiter_row", "block_continuation"}
_LONGEST_INDENT = 256  # code points
_SPACES = re.compile(r"[ \t]*+")
_LINE_END = re.compile(r"[ \t]*+(?:\r\n|[\r\n])?")
_CLOSING_HASHES = re.compile(r"[ \t]#++[ \t]*+\Z")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:")
_TAG_OF_OTHER_LETTERS = re.compile(r"<(?=[^\x00-\x7f])")
# Characters without a meaning for blocks; fewer kinds make fewer nodes. NUL would end the copy for some C code.
_NO_MARKUP = bytes.maketrans(b",;?%^@{}$\0", b"zzzzzzzzzz")


@dataclass(frozen=True, kw_only=True)
class Blocks:
    """The blocks of one Markdown text."""

    # Protected parts of the block structure.
    found: list[Found]
    # Where running text is: paragraphs, headings, table cells. Sorted.
    inline: list[Span]
    # The text with the markers that continue a quotation or list on the next line replaced by spaces.
    flat: str


def blocks(text: str) -> Blocks:
    """The block structure of `text`."""
    found: list[Found] = []
    inline: list[Span] = []
    cells: list[Span] = []
    tables: list[Span] = []
    continued: list[Span] = []
    for node in _nodes(Parser(_language()).parse(_source(text))):
        span, name = Span(node.start_byte, node.end_byte), node.type
        if name in _WHOLE:
            found += _whole(text, span, _WHOLE[name], inline)
        elif name in _MARKERS:
            found.append((with_space(text, span), _MARKERS[name]))
        elif name == "pipe_table":
            tables.append(span)
        elif name == "pipe_table_cell":
            cells.append(_stripped(text, span))
        elif name == "block_continuation" and span.length:
            continued.append(span)
        elif name == "inline":
            inline.append(span)
            if _is_heading(node):
                hashes = _CLOSING_HASHES.search(text, *span)
                found += [(Span(*hashes.span()), ProtectedKind.HEADING)] if hashes else []
    for span in continued:
        kind = ProtectedKind.QUOTE if ">" in text[span.start : span.end] else ProtectedKind.LIST
        found.append((with_indent(text, span), kind))
    found += _tables(text, tables, cells)
    return Blocks(found=found, inline=sorted([*inline, *cells]), flat=_blanked(text, continued))


@cache
def _language() -> Language:
    return Language(tree_sitter_markdown.language())


def _source(text: str) -> bytes:
    """The copy of `text` that is parsed: one byte a code point."""
    source = _TAG_OF_OTHER_LETTERS.sub("z", text).encode("ascii", "replace").replace(b"<?", b"<\2")
    source = source.translate(_NO_MARKUP).replace(b"<\2", b"<?")
    return _MANY_BLANK_LINES.sub(_less_blank, source)


def _nodes(tree: Tree) -> Iterator[Node]:
    """The nodes of `tree` that matter, in order. Running text has a node for each punctuation mark: not gone into."""
    cursor = tree.walk()
    while True:
        node = cursor.node
        if node is not None:
            yield node
            if node.type == "inline":
                # Nothing continues where there is only one line.
                if node.end_point.row > node.start_point.row:
                    yield from node.named_children
            elif node.type not in _LEAVES and cursor.goto_first_child():
                continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return


def _is_heading(node: Node) -> bool:
    return node.parent is not None and node.parent.type == "atx_heading"


def _whole(text: str, span: Span, kind: ProtectedKind, inline: list[Span]) -> Iterator[Found]:
    """A block that is protected whole, or what else it turns out to be (its running text goes to `inline`)."""
    if kind is ProtectedKind.HTML and text.startswith("<!--", _stripped(text, span).start):
        kind = ProtectedKind.COMMENT
    # What is one word long after a footnote's marker looks like a link's definition.
    footnote = _FOOTNOTE.search(text, *span) if kind is ProtectedKind.REFERENCE else None
    if footnote:
        marker = with_space(text, Span(*footnote.span()))
        inline.append(Span(marker.end, span.end))
        yield marker, ProtectedKind.FOOTNOTE
    else:
        yield whole_lines(text, span), kind


def _less_blank(run: re.Match[bytes]) -> bytes:
    lines = run.group()
    return lines[:4] + b" " * (len(lines) - 8) + lines[-4:]


def _stripped(text: str, span: Span) -> Span:
    part = text[span.start : span.end]
    start = span.start + len(part) - len(part.lstrip())
    return Span(start, start + len(part.strip()))


def _tables(text: str, tables: list[Span], cells: list[Span]) -> Iterator[Found]:
    """Tables without what their cells say."""
    at = 0
    cells = merge(cells)
    for table in tables:
        span = whole_lines(text, table)
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


def with_space(text: str, span: Span) -> Span:
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
