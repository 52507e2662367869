"""Read training text: clean prose in kinds, and pairs of real edits.

Knows the files (JSON lines, zstd) and how to draw passages from them; knows nothing of tokens or errors.
"""

from __future__ import annotations

import hashlib
import io
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import zstandard
from rapidfuzz.distance import Indel

from edit_engine.request import KINDS, Intent


# How often each kind of prose is drawn: modern expository text most, older fiction for dialogue and rhythm.
KIND_SHARES: dict[str, float] = {
    "docs": 0.24,
    "more": 0.14,
    "general": 0.24,
    "textbooks": 0.18,
    "fiction_se": 0.12,
    "fiction_novels": 0.08,
}

# Intents of the pair files that have another name here.
_INTENT_NAMES: dict[str, Intent] = {
    "formalize": Intent.FORMAL,
    "neutralize": Intent.NEUTRAL,
    "style": Intent.CLARITY,
    "split": Intent.SIMPLIFY,
    **{str(intent): intent for intent in KINDS},
}

# Characters put in and taken out in a slight correction.
_SLIGHT = 4
# Places tried for one passage before the prose is called unfit.
_MOST_TRIES = 200

# A title before a name ends no sentence.
_SENTENCE_END = re.compile(
    r"(?<=[.!?])(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\bProf\.)"
    r"(?P<closing>[\"'\u201d\u2019)]*)\s+(?=[\"'\u201c\u2018(]*[A-Z])"
)


def read_records(path: Path) -> Iterator[dict[str, str]]:
    """Records of a .jsonl or .jsonl.zst file, one at a time."""
    with path.open("rb") as raw:
        stream = zstandard.ZstdDecompressor().stream_reader(raw) if path.suffix == ".zst" else raw
        for line in io.TextIOWrapper(stream, encoding="utf-8"):
            yield json.loads(line)


def sentence_spans(paragraph: str) -> list[tuple[int, int]]:
    """Cheap sentence split for training text: spans in code points, with the marks that close a sentence."""
    ends = list(_SENTENCE_END.finditer(paragraph))
    starts = [0, *(found.end() for found in ends)]
    stops = [*(found.end("closing") for found in ends), len(paragraph)]
    return [(start, stop) for start, stop in zip(starts, stops, strict=True) if start < stop]


def sentences_of(paragraph: str) -> list[str]:
    """The sentences of `sentence_spans`: joined they are the paragraph but for spaces."""
    return [paragraph[start:stop] for start, stop in sentence_spans(paragraph)]


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A real edit."""

    intent: Intent
    before: str
    after: str
    # Whether the commit spoke of a typo: the cleanest kind.
    typo: bool
    # Intent as the file names it ("split", "clarity"), and the repository: several of them map to one intent here.
    label: str = ""
    source: str = ""

    @property
    def slight(self) -> bool:
        """Whether only a few characters differ: hardly ever a matter of taste."""
        return Indel.distance(self.before, self.after, score_cutoff=_SLIGHT) <= _SLIGHT


class Part(Enum):
    """What documents are for. A source is counted or not, as a whole: a manual says the same on every page."""

    # Their phrases are counted (`phrase_counts`).
    MEMORY = "memory"
    # The network is trained on them.
    TRAIN = "train"
    # Neither: thresholds and scores are taken on them.
    HELD_OUT = "held-out"


class Prose:
    """Clean documents by kind, in memory."""

    def __init__(self, documents: dict[str, list[str]]) -> None:
        self.documents = {kind: texts for kind, texts in documents.items() if texts}
        if not self.documents:
            raise ValueError("no prose found: --data must name a folder that holds prose/*.jsonl.zst")
        self._kinds = list(self.documents)
        self._shares = [KIND_SHARES.get(kind, 0.1) for kind in self._kinds]

    @classmethod
    def read(cls, data: Path, *, held_out: int = 50, part: Part = Part.TRAIN) -> Prose:
        """Read `data`/prose (or the compact file).

        Args:
            data: the data folder.
            held_out: documents of each kind that are held out, the last ones of those that are not counted.
            part: which documents.
        """
        files = sorted((data / "prose").glob("*.jsonl.zst")) or sorted((data / "compact").glob("prose.jsonl.zst"))
        documents: dict[str, list[str]] = {}
        for path in files:
            kind = path.name.split("-")[0].split(".")[0]
            documents.setdefault(kind, []).extend(
                record["text"]
                for record in read_records(path)
                if _is_counted(record["source"]) == (part is Part.MEMORY)
            )
        kept = {Part.MEMORY: slice(None), Part.TRAIN: slice(-held_out), Part.HELD_OUT: slice(-held_out, None)}[part]
        return cls({kind: texts[kept] for kind, texts in documents.items()})

    def texts(self) -> Iterator[str]:
        """All documents."""
        for texts in self.documents.values():
            yield from texts

    def document(self, rng: random.Random) -> str:
        """A random document, kinds by their share, documents by their length."""
        texts = self.documents[rng.choices(self._kinds, self._shares)[0]]
        # Longer documents have more to give: take the longer of two.
        return max(rng.choice(texts), rng.choice(texts), key=len)

    def passage(self, rng: random.Random, *, characters: int) -> str:
        """Whole consecutive sentences from a random place of a random document, about `characters` long.

        Paragraphs within it are parted by a blank line, as in the document. Where sentences do not end within twice
        that length (verse, lists), another place is tried: half a sentence would pass for a correct one.
        """
        for _ in range(_MOST_TRIES):
            found = _cut(self.document(rng), rng, characters)
            if found:
                return found
        raise ValueError(f"the prose has no sentences that end within {2 * characters} characters")


def _is_counted(source: str) -> bool:
    """Whether a source goes into the memory, as three in four do. The salt is one that gives each kind its quarter."""
    return hashlib.blake2b(source.encode(), digest_size=1, salt=b"3583").digest()[0] % 4 > 0


def _cut(text: str, rng: random.Random, characters: int) -> str | None:
    at = rng.randrange(max(1, len(text) - characters))
    start = 0
    if at:
        cut = _SENTENCE_END.search(text, at)
        paragraph = text.find("\n\n", at)
        ends = [place for place in (cut.end() if cut else -1, paragraph + 2 if paragraph >= 0 else -1) if place > 0]
        if not ends:
            return None
        start = min(ends)
    passage = text[start : start + characters * 2]
    if len(passage) <= characters:
        return passage
    ends = [found.end("closing") for found in _SENTENCE_END.finditer(passage, characters // 2)]
    fitting = [end for end in ends if end <= characters] or ends[:1]
    return passage[: fitting[-1]] if fitting else None


def read_pairs(data: Path) -> list[Pair]:
    """All real edits whose intent this project has, both sides stripped."""
    files = sorted((data / "edits").glob("*.jsonl.zst")) or sorted((data / "compact").glob("edits.jsonl.zst"))
    pairs: list[Pair] = []
    for path in files:
        for record in read_records(path):
            intent = _INTENT_NAMES.get(record["intent"])
            before, after = record["before"].strip(), record["after"].strip()
            if intent is not None and before != after:
                pairs.append(
                    Pair(
                        intent=intent,
                        before=before,
                        after=after,
                        typo=record.get("cue") == "typo",
                        label=record["intent"],
                        source=record.get("source", ""),
                    )
                )
    return pairs
