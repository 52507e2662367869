"""From a source and a target text to regions: which source tokens become which target tokens.

Words (pre-tokens), not tokens, are aligned, so that a region always covers whole words and a person could read it.
"""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import Indel, Levenshtein

from edit_engine.models.tokenizer import Encoded, word_ranges


@dataclass(frozen=True, kw_only=True)
class Region:
    """Source tokens [start, end) become `target`; an empty range inserts before `start`."""

    start: int
    end: int
    target: tuple[int, ...]


def regions_between(source: Encoded, target: Encoded, *, join: int = 0) -> list[Region]:
    """Regions, in order, that turn the source's tokens into the target's.

    Args:
        source, target: encoded texts.
        join: regions with at most this many kept words between them become one.
    """
    source_words, target_words = word_ranges(source), word_ranges(target)
    left = [tuple(source.ids[start:end]) for start, end in source_words]
    right = [tuple(target.ids[start:end]) for start, end in target_words]
    names: dict[tuple[int, ...], int] = {}
    a = [names.setdefault(word, len(names)) for word in left]
    b = [names.setdefault(word, len(names)) for word in right]
    aligned = Levenshtein if len(a) * len(b) < 250_000 else Indel
    spans: list[list[int]] = []
    for op in aligned.opcodes(a, b):
        if op.tag == "equal":
            continue
        if spans and op.src_start - spans[-1][1] <= join:
            spans[-1][1], spans[-1][3] = op.src_end, op.dest_end
        else:
            spans.append([op.src_start, op.src_end, op.dest_start, op.dest_end])
    regions = []
    for a_start, a_end, b_start, b_end in spans:
        start = source_words[a_start][0] if a_start < len(source_words) else len(source.ids)
        end = source_words[a_end - 1][1] if a_end > a_start else start
        wanted = [token for word in right[b_start:b_end] for token in word]
        regions.append(Region(start=start, end=end, target=tuple(wanted)))
    return regions
