"""From a person's words to an intent, by a small table that claims no more than it knows.

The built-in model follows intents, not sentences. Words are accepted only if every one of them is in the table and all
belong to one intent: "fix the grammar" is understood, "fix the grammar like a pirate" is refused, because the second
half would be silently dropped. `more` and `less` count, so "less formal" never becomes "formal".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from edit_engine.request import KINDS, Intent
from editor_app.errors import UnknownInstruction


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """The words that ask for one intent."""

    # What it does, for lists shown to people.
    title: str
    # One of these must be there. Several words in one entry stand next to each other.
    keys: frozenset[str]
    # These may stand beside a key.
    support: frozenset[str] = frozenset()


def _words(text: str) -> frozenset[str]:
    return frozenset(entry.strip() for entry in text.split(","))


MEANINGS: dict[Intent, Meaning] = {
    Intent.FIX: Meaning(
        title="correct grammar, spelling and punctuation",
        keys=_words(
            "fix, correct, proofread, proof read, copyedit, copy edit, spellcheck, spell check, grammar check, "
            "check grammar, check spelling, grammar, spelling, typos, typo, misspellings, punctuation, mistakes, "
            "errors, corrections"
        ),
        support=_words(
            "check, remove, repair, clean up, get rid of, mistake, error, grammatical, language, english, "
            "capitalization, capitalisation, agreement, articles, tense, tenses, sentences, obvious"
        ),
    ),
    Intent.CLARITY: Meaning(
        title="make it clearer",
        keys=_words(
            "clarify, clearer, more clear, clear up, clarity, easier to understand, more understandable, "
            "easy to understand, less confusing, unambiguous"
        ),
        support=_words("improve, increase, sentences, wording"),
    ),
    Intent.FLUENCY: Meaning(
        title="make it read smoothly",
        keys=_words(
            "fluency, fluent, more fluent, fluently, smoother, smooth, smooth out, flow, flow better, more natural, "
            "more naturally, sound natural, sound more natural, more idiomatic, idiomatic, less awkward, read better, "
            "read smoothly, like a native speaker"
        ),
        support=_words("improve, sound, sentences, wording, style"),
    ),
    Intent.SIMPLIFY: Meaning(
        title="use simpler words and sentences",
        keys=_words(
            "simplify, simpler, more simple, simple words, simple english, plain english, plain language, "
            "plainer, easier, easier to read, easy to read, simple language"
        ),
        support=_words("use, into, sentences, words, wording, language"),
    ),
    Intent.SHORTEN: Meaning(
        title="say it in fewer words",
        keys=_words(
            "shorten, shorter, more concise, concise, condense, tighten, tighten up, trim, briefer, more brief, "
            "less wordy, fewer words, more compact, cut down, too long, too wordy, remove wordiness, reduce wordiness, "
            "more succinct, succinct"
        ),
        support=_words("use, sentences, wording, down, much"),
    ),
    Intent.FORMAL: Meaning(
        title="use a more formal tone",
        keys=_words("formal, more formal, formally, more formally, formality, more professional, professional"),
        support=_words("sound, tone, style, register, language, use, increase"),
    ),
    Intent.NEUTRAL: Meaning(
        title="remove bias and opinion",
        keys=_words(
            "neutral, more neutral, neutrally, neutralize, neutralise, unbiased, less biased, remove bias, objective, "
            "more objective, impartial, more impartial, neutral point of view"
        ),
        support=_words("sound, tone, style, language, use"),
    ),
    Intent.PARAPHRASE: Meaning(
        title="say the same in other words",
        keys=_words("paraphrase, rephrase, reword, restate, in other words, other words, differently, rewrite"),
        support=_words("say, put, use, sentences, wording, same thing"),
    ),
    Intent.INFILL: Meaning(
        title="fill in what is missing",
        keys=_words("infill, fill in, fill, fill in gaps, fill gaps, complete gaps, gaps, blanks"),
        support=_words("missing, part, parts, gap, blank"),
    ),
}

# Words that change nothing about what is asked.
_FILLER = _words(
    "a, an, the, this, that, these, any, all, every, of, in, on, for, from, to, with, and, please, just, can, could, "
    "you, would, i, me, my, our, it, its, it's, is, are, be, so, make, do, let, want, need, help, here, there, text, "
    "texts, document, documents, paragraph, paragraphs, passage, section, selection, chapter, draft, file, essay, "
    "article, letter, report, email, story, writing, prose, whole, entire, throughout, everything, bit, little, "
    "where, needed"
)
_LONGEST = 4  # words in one entry of the table
_ADVICE = "It follows these, each on its own: {known}."


def understand(words: str, can: Collection[Intent] = KINDS, model: str = "built-in") -> Intent:
    """The intent that `words` ask for.

    Args:
        words: what the person typed.
        can: what the model can do; only these are offered in the message of an error.
        model: its name, for the message.

    Raises:
        UnknownInstruction: the words ask for something else, for several things, or for nothing.
    """
    plain = re.findall(r"[^\W_]+(?:'[^\W_]+)*", words.lower().replace("’", "'"))
    if not plain:
        raise UnknownInstruction(f"The instruction is empty. {_offer(can)}")
    if len(plain) == 1 and plain[0] in set(KINDS):
        return Intent(plain[0])
    asked: dict[Intent, set[str]] = {}
    unknown: dict[Intent, list[str]] = {}
    for intent, meaning in MEANINGS.items():
        found, rest = _match(plain, meaning)
        if found:
            asked[intent], unknown[intent] = found, rest
    whole = [intent for intent in asked if not unknown[intent]]
    if len(whole) == 1:
        return whole[0]
    if not asked:
        raise UnknownInstruction(f"{words.strip()!r} is nothing the model {model!r} was trained for. {_offer(can)}")
    if len(asked) > 1:
        several = " and ".join(sorted(asked))
        raise UnknownInstruction(f"{words.strip()!r} asks for several things ({several}). {_offer(can)}")
    ((intent, rest),) = unknown.items()
    raise UnknownInstruction(
        f"{words.strip()!r} sounds like {intent.value!r}, but the model {model!r} would ignore {' '.join(rest)!r}. "
        f"Leave that out, or choose another model. {_offer(can)}"
    )


def _match(words: Sequence[str], meaning: Meaning) -> tuple[set[str], list[str]]:
    """The keys of `meaning` in `words`, and the words that neither it nor the filler explains."""
    found: set[str] = set()
    rest: list[str] = []
    # Fillers inside an entry ("fill in the gaps") must not hide it.
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            entry = " ".join(words[at : at + length])
            bare = " ".join(word for word in words[at : at + length] if word not in {"the", "any", "all"})
            if entry in meaning.keys or bare in meaning.keys:
                found.add(entry)
                break
            if entry in meaning.support or entry in _FILLER:
                break
        else:
            length = 1
            rest.append(words[at])
        at += length
    return found, rest


def _offer(can: Collection[Intent]) -> str:
    known = "; ".join(f"{intent.value} ({MEANINGS[intent].title})" for intent in KINDS if intent in can)
    return _ADVICE.format(known=known or "nothing, it is not installed")
