"""Cuts for SHORTEN and SIMPLIFY: what a careful editor leaves out of, or splits off, a clean sentence.

Each rule of `CUTS` finds places by closed-class words and punctuation only and stays away where it is unsure. No cut
takes a number, a name, a negation or markup. The kinds and their shares follow what people do in ASSET (Alva-Manchego
et al. 2020): details in brackets and side clauses go, long sentences are split, adverbs and openings go.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import NamedTuple

from edit_engine.request import Intent
from edit_engine.training.corpus import sentences_of
from edit_engine.training.corruption.lexicon import Lexicon
from edit_engine.training.corruption.style_plain_table import PLAIN_PHRASES, PLAIN_WORDS
from edit_engine.training.corruption.wordlists import BE, HAVE


class Cut(NamedTuple):
    """sentence[start:end] becomes `new`."""

    start: int
    end: int
    new: str


_OPENINGS = (
    "However|Therefore|Moreover|Furthermore|In addition|As a result|Indeed|In fact|Of course|Additionally|Consequently"
    "|Thus|Also|Similarly|Meanwhile|Nevertheless|Nonetheless|Basically|Essentially|Ultimately|Clearly|Obviously"
    "|Naturally|Certainly|Interestingly|Importantly|In turn|In particular|In other words|Likewise|Accordingly|Hence"
    "|Surprisingly|By contrast|In contrast|On the other hand|As such|That said|To be sure|At the same time"
)
_ASIDES = (
    "however|of course|for example|in fact|indeed|therefore|moreover|for instance|on the other hand|in turn|as well"
    "|too|nevertheless|then|thus|perhaps|I think|it seems|as usual|after all|in general|at least|so to speak|in short"
)
# Only words that say how much or how surely: without "already", "often" or "usually" another thing is said.
_ADVERBS = (
    "very|quite|rather|really|actually|simply|basically|essentially|particularly|extremely|highly|fairly|completely"
    "|totally|entirely|absolutely|clearly|obviously|certainly|definitely|truly|also|indeed|further|furthermore"
    "|therefore|thus|subsequently|ultimately|currently|officially|relatively|significantly|substantially"
    "|considerably|greatly|strongly|deeply|increasingly|perfectly|purely|literally|seriously|remarkably|specifically"
    "|notably"
)
_KEPT = re.compile(r"\d|\b(?:not|no|never|none|nor|without|only|unless|except|if)\b|n['’]t|[`*_#<>|\\$~\[\]{}]", re.I)
_SUBJECT = r"(?:it|he|she|they|we|you|this|these|those|there)"
_WHICH_VERB = r"(?:is|was|are|were|has|had|can|could|will|would|may|might|must|should|means|makes|made|gives|helps)"
_CLAUSE = r"[^,;:.()\"“”—\n]"

_BRACKETS = re.compile(r" \([^()\n]{3,90}\)")
_DASHED = re.compile(r" ?— ?[^—,.;:()\n]{8,90} ?— ?")
_SIDE_CLAUSE = re.compile(rf", (?:which|who|whose|where) {_CLAUSE}{{8,90}},(?= )")
_LAST_CLAUSE = re.compile(rf", (?:which|who|whose|where) {_CLAUSE}{{8,110}}(?=\.$)")
_LAST_PARTICIPLE = re.compile(rf", (?:thus |thereby |often |usually )?([a-z]+ing) {_CLAUSE}{{8,100}}(?=\.$)")
_SUCH_AS = re.compile(rf", (?:such as|including|especially|particularly) {_CLAUSE}{{4,90}}(?=\.$)")
_OPENING = re.compile(rf"^(?:{_OPENINGS}), (?=[a-zI])")
_ASIDE = re.compile(rf", (?:{_ASIDES})(?:,(?= )|(?=[.;]))")
_ADVERB = re.compile(
    rf"(?<=[a-z] )(?<!not )(?<!as )(?<!so )(?<!more )(?<!most )(?<!how )(?<!too )(?:{_ADVERBS}) (?=[a-z])"
)
_THAT_IS = re.compile(
    r"(?<=[a-z]) (?:that|which|who) (?:is|are|was|were) (?=([a-z]+) (?:by|in|to|for|from|with|at|on|as|under)\b)"
)
_IT_IS_THAT = re.compile(
    r"^(?:It (?:is|was|should be|must be|can be) (?:also )?"
    r"(?:important to note|worth noting|noted|clear|obvious|likely|said|true|known|seen) that"
    r"|Note that|There is no doubt that|This means that|We can see that|It seems that|As you can see,) (?=[a-z])"
)
_SPLIT_AND = re.compile(rf"(?<=[a-z)]), (?:and|but|so) (?={_SUBJECT} [a-z])")
_SPLIT_BUT = re.compile(r"(?<=[a-z)]), but (?=(?:the|a|an|in|when|his|her|their|its|our|most|many|some) )")
_SPLIT_MARK = re.compile(r"(?<=[a-z)]); (?=(?:the|a|an|it|he|she|they|we|you|this|these|there|in|but|however) )")
_SPLIT_WHICH = re.compile(rf"(?<=[a-z)]), which (?={_WHICH_VERB} )")
_HELPERS = BE | HAVE | frozenset(("not", "also", "often", "being", "been"))
_SUBORDINATE = re.compile(r"(?:If|When|While|Although|Though|Because|As|Since|Whether|After|Before|Once|Until|Unless) ")
# Least words on both sides of a split.
_LEAST_WORDS = 5


class Cuts:
    """Makes shorter and simpler texts of clean ones."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._plain_forms = _forms(lexicon)
        longest_first = sorted(map(re.escape, self._plain_forms), key=len, reverse=True)
        self._plain = re.compile(rf"\b(?:{'|'.join(longest_first)})\b", re.IGNORECASE)
        self._rules: dict[Intent, list[tuple[float, Callable[[str], list[Cut]]]]] = {
            Intent.SHORTEN: [(0.9, self._left_out), (0.6, self._trailing), (0.95, self._shorter)],
            Intent.SIMPLIFY: [(0.8, self._split), (0.4, self._left_out), (0.95, self._plainer)],
        }

    def cut(self, text: str, intent: Intent, rng: random.Random) -> str:
        """`text` with what `intent` may leave out left out; the text itself where nothing fits.

        Args:
            text: clean prose.
            intent: SHORTEN or SIMPLIFY; any other intent changes nothing.
            rng: source of chance.
        """
        rules = self._rules.get(intent)
        if rules is None:
            return text
        pieces: list[str] = []
        at = 0
        for sentence in sentences_of(text):
            start = text.index(sentence, at)
            pieces += [text[at:start], self._sentence(sentence, rules, rng)]
            at = start + len(sentence)
        return "".join([*pieces, text[at:]])

    def _sentence(
        self, sentence: str, rules: list[tuple[float, Callable[[str], list[Cut]]]], rng: random.Random
    ) -> str:
        for share, rule in rules:
            if rng.random() < share:
                for cut in sorted(_apart(rule(sentence)), reverse=True):
                    shorter = sentence[: cut.start] + cut.new + sentence[cut.end :]
                    if len(shorter.split()) >= min(4, len(sentence.split())):
                        sentence = shorter
                sentence = sentence[:1].upper() + sentence[1:] if sentence[:1].islower() else sentence
        return sentence

    def _left_out(self, sentence: str) -> list[Cut]:
        """Side clauses, brackets, openings, asides, adverbs."""
        found: list[Cut] = []
        for pattern, new in (
            (_BRACKETS, ""), (_DASHED, " "), (_SIDE_CLAUSE, ""), (_LAST_CLAUSE, ""), (_SUCH_AS, ""), (_OPENING, ""),
            (_IT_IS_THAT, ""), (_ASIDE, ""), (_ADVERB, ""),
        ):  # fmt: skip
            found += [Cut(m.start(), m.end(), new) for m in pattern.finditer(sentence)]
        found += [Cut(m.start(), m.end(), " ") for m in _THAT_IS.finditer(sentence) if m[1] in self._lexicon.vbn]
        return _safe(found, sentence)

    def _trailing(self, sentence: str) -> list[Cut]:
        """A participle clause at the end: it says more, so only SHORTEN may leave it out."""
        found = [
            Cut(m.start(), m.end(), "")
            for m in _LAST_PARTICIPLE.finditer(sentence)
            if m[1] in self._lexicon.vbg and m[1] not in ("during", "including", "according", "being")
        ]
        return _safe(found, sentence)

    def _split(self, sentence: str) -> list[Cut]:
        """At most one place where the sentence becomes two."""
        if sentence[-1:] != "." or re.search(r"[\"“”?!:]", sentence) or _SUBORDINATE.match(sentence):
            return []
        for pattern, start in ((_SPLIT_MARK, ""), (_SPLIT_WHICH, "This "), (_SPLIT_AND, ""), (_SPLIT_BUT, "But ")):
            for m in pattern.finditer(sentence):
                left, right = sentence[: m.start()], sentence[m.end() :]
                if min(len(left.split()), len(right.split())) < _LEAST_WORDS or left.count("(") != left.count(")"):
                    continue
                joiner = "But " if " but " in m.group() else start
                if joiner == "This " and not re.match(
                    r"(?:is|was|has|had|can|could|will|would|may|means|makes|made|gives|helps)\b", right
                ):
                    continue
                following = right if joiner else right[:1].upper() + right[1:]
                return [Cut(m.start(), m.end() + 1, f". {joiner}{following[:1]}")]
        return []

    def _plainer(self, sentence: str) -> list[Cut]:
        """Hard words and wordy phrases in their plain form."""
        found: list[Cut] = []
        for m in self._plain.finditer(sentence):
            hard = m.group()
            before = sentence[: m.start()].rsplit(maxsplit=1)[-1:]
            helped = sentence.startswith(" by ", m.end()) or (before and before[0].lower() in _HELPERS)
            easy = self._plain_forms[hard.lower()][1 if helped else 0]
            if hard[:1].isupper():
                if m.start() and not sentence[: m.start()].rstrip().endswith((".", "“", '"')):
                    continue
                easy = easy[:1].upper() + easy[1:]
            vowels = easy[:1].lower() in "aeiou", hard[:1].lower() in "aeiou"
            if before and before[0].lower() in ("a", "an") and vowels[0] != vowels[1]:
                continue
            found.append(Cut(m.start(), m.end(), easy))
        return found

    def _shorter(self, sentence: str) -> list[Cut]:
        return [
            cut for cut in self._plainer(sentence) if len(cut.new.split()) < len(sentence[cut.start : cut.end].split())
        ]


def _safe(cuts: list[Cut], sentence: str) -> list[Cut]:
    """The cuts that lose no number, name, negation or markup."""
    return [cut for cut in cuts if not _KEPT.search(sentence, cut.start, cut.end) and not _names(sentence, cut)]


def _forms(lexicon: Lexicon) -> dict[str, tuple[str, str]]:
    """Every form of a hard word or phrase -> the same form of its plain one, and that after a helper verb."""
    forms = {hard: (easy, easy) for hard, easy in (row.split(" = ") for row in PLAIN_PHRASES.split("\n"))}
    for row in PLAIN_WORDS.split():
        hard, easy = row.split("=")
        one, other = lexicon.verbs.get(hard), lexicon.verbs.get(easy)
        if one is not None and other is not None:
            forms.setdefault(one.vbd, (other.vbd, other.vbn))
            forms.setdefault(one.vbn, (other.vbn, other.vbn))
            # "The request" is no verb, and "conducting" is.
            for name in ("vbg",) if hard in lexicon.nouns else ("base", "vbz", "vbg"):
                forms.setdefault(getattr(one, name), (getattr(other, name), getattr(other, name)))
            continue
        forms.setdefault(hard, (easy, easy))
        if hard in lexicon.plurals and easy in lexicon.plurals:
            forms.setdefault(lexicon.plurals[hard], (lexicon.plurals[easy], lexicon.plurals[easy]))
    return forms


def _apart(cuts: list[Cut]) -> list[Cut]:
    """The longest cuts, none touching another."""
    kept: list[Cut] = []
    for cut in sorted(cuts, key=lambda cut: (cut.start - cut.end, cut.start)):
        if all(cut.end < other.start or cut.start > other.end for other in kept):
            kept.append(cut)
    return kept


def _names(sentence: str, cut: Cut) -> bool:
    """Whether a capitalised word within the sentence would be lost."""
    text = sentence[cut.start : cut.end]
    if cut.start == 0:
        text = text[1:]
    return re.search(r"\b[A-Z]", text) is not None
