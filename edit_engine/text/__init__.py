"""Everything about text that needs no model: where things are in it, and what differs between two states of it.

Positions are Unicode code points, spans half open. Nothing here knows hunks' provenance, jobs or windows.

    Protect and segment    protected_spans, paragraphs, sentences, words, chunks
    Compare                changes (what a person sees), opcodes (any two sequences)
    Apply                  apply
"""

from edit_engine.text.chunks import Chunk, chunks
from edit_engine.text.graphemes import boundary_after, boundary_before
from edit_engine.text.hunks import MismatchError, OverlapError, TextError, apply
from edit_engine.text.paragraphs import paragraphs
from edit_engine.text.patience import Limits, Opcode, Tag, opcodes
from edit_engine.text.protect import protected_spans
from edit_engine.text.protected import ProtectedKind, ProtectedSpan
from edit_engine.text.segment import PysbdSegmenter, RuleSegmenter, Segmenter, sentences
from edit_engine.text.spans import Span, clip, merge, subtract
from edit_engine.text.worddiff import Change, changes, word_changes
from edit_engine.text.words import is_word, words


__all__ = [
    "Change",
    "Chunk",
    "Limits",
    "MismatchError",
    "Opcode",
    "OverlapError",
    "ProtectedKind",
    "ProtectedSpan",
    "PysbdSegmenter",
    "RuleSegmenter",
    "Segmenter",
    "Span",
    "Tag",
    "TextError",
    "apply",
    "boundary_after",
    "boundary_before",
    "changes",
    "chunks",
    "clip",
    "is_word",
    "merge",
    "opcodes",
    "paragraphs",
    "protected_spans",
    "sentences",
    "subtract",
    "word_changes",
    "words",
]
