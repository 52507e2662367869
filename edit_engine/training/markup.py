"""Dress plain training prose in light Markdown, so that the model reads markup as something to leave alone.

Headings and list items matter most: prose paragraphs always end in a full stop, and a model that has seen nothing else
wants to put one after every title.
"""

from __future__ import annotations

import random
import re
import textwrap


_INLINE = (("**", "**"), ("*", "*"), ("_", "_"), ("`", "`"))
_CODE = ("`get_items()`", "`--force`", "`config.yaml`", "`x = 3`", "`README.md`", "`None`", "`/etc/hosts`", "`npm ci`")
_HEADING = ("# ", "## ", "### ", "")
_ITEM = ("- ", "* ", "1. ", "2. ", "- [ ] ")
_TARGETS = ("https://example.org/guide", "./setup.md", "#usage", "https://docs.example.com/v2/api?x=1")
_CLAUSE = re.compile(r"[^.!?:;,()\"\u201c\u201d\n]{8,70}")


def dress(text: str, rng: random.Random) -> str:
    """`text` with emphasis, links and broken lines, and with headings and list items without full stop between."""
    blocks: list[str] = []
    for paragraph in text.split("\n\n"):
        if rng.random() < 0.3:
            blocks += _titles(paragraph, rng)
        paragraph = _inline(paragraph, rng) if rng.random() < 0.6 else paragraph
        blocks.append(_wrapped(paragraph, rng) if rng.random() < 0.3 else paragraph)
    return "\n\n".join(blocks)


def _titles(paragraph: str, rng: random.Random) -> list[str]:
    """A heading, or a short list, made of clauses of the paragraph."""
    clauses = [found.strip() for found in _CLAUSE.findall(paragraph) if len(found.split()) > 1]
    if not clauses:
        return []
    if rng.random() < 0.6:
        words = rng.choice(clauses).split()[: rng.randint(1, 7)]
        return [rng.choice(_HEADING) + _capital(" ".join(words))]
    marker = rng.choice(_ITEM)
    items = [marker + (_capital(one) if rng.random() < 0.5 else one) for one in clauses[: rng.randint(2, 4)]]
    return ["\n".join(items)]


def _inline(paragraph: str, rng: random.Random) -> str:
    words = paragraph.split(" ")
    for _ in range(rng.choice((1, 1, 2, 3))):
        at = rng.randrange(len(words))
        word = words[at]
        if not word.isalpha():
            continue
        pick = rng.random()
        if pick < 0.5:
            opening, closing = rng.choice(_INLINE)
            words[at] = opening + word + closing
        elif pick < 0.75:
            words[at] = f"[{word}]({rng.choice(_TARGETS)})"
        else:
            words[at] = rng.choice(_CODE) if rng.random() < 0.5 else f"{word} {rng.choice(_CODE)}"
    return " ".join(words)


def _wrapped(paragraph: str, rng: random.Random) -> str:
    """Lines broken at some width, as people and editors do: a line end is no end of a sentence."""
    return textwrap.fill(paragraph, rng.randint(56, 120), break_long_words=False, break_on_hyphens=False)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
