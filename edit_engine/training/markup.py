"""Dress plain training prose in light Markdown, so that the model reads markup as something to leave alone."""

from __future__ import annotations

import random


_INLINE = (("**", "**"), ("*", "*"), ("_", "_"), ("`", "`"))
_CODE = (
    "`get_items()`",
    "`--force`",
    "`config.yaml`",
    "`x = 3`",
    "`README.md`",
    "`None`",
    "`/etc/hosts`",
    "`npm run build`",
)
_LINE = ("# ", "## ", "### ", "- ", "* ", "1. ", "2. ", "> ")
_TARGETS = ("https://example.org/guide", "./setup.md", "#usage", "https://docs.example.com/v2/api?x=1")


def dress(text: str, rng: random.Random) -> str:
    """`text` with some words emphasised, linked or followed by code, some paragraphs made list items or headings."""
    paragraphs = text.split("\n\n")
    for index, paragraph in enumerate(paragraphs):
        words = paragraph.split(" ")
        for _ in range(rng.choice((0, 1, 1, 2, 3))):
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
        paragraphs[index] = (rng.choice(_LINE) if rng.random() < 0.3 else "") + " ".join(words)
    return ("\n" if rng.random() < 0.3 else "\n\n").join(paragraphs)
