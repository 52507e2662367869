"""Prepositions: swapped, dropped or added, only where the word beside them fixes which one is right."""

from __future__ import annotations

import random
from itertools import chain

from edit_engine.training.corruption.confusion import RARE_WORD
from edit_engine.training.corruption.draft import Draft, Edit
from edit_engine.training.corruption.lexicon import Lexicon
from edit_engine.training.corruption.preposition_table import (
    ADDED_AFTER,
    AFTER_HEAD,
    AFTER_OBJECT,
    BEFORE_NOUN,
    BEFORE_PHRASE,
    INFINITIVE_HEADS,
    table,
)
from edit_engine.training.corruption.wordlists import BE, DETERMINERS, HAVE, word_set


OBJECT_START = DETERMINERS | word_set("him them us me it you her")
BY_HEAD = table(AFTER_HEAD)
BY_FAR_HEAD = table(AFTER_OBJECT)
BY_INFINITIVE = table(INFINITIVE_HEADS)
BY_NOUN = table(BEFORE_NOUN)
BY_PHRASE = table(BEFORE_PHRASE)
GOVERNED = frozenset(
    chain(
        (preposition for table_ in (BY_HEAD, BY_FAR_HEAD, BY_INFINITIVE) for _, preposition in table_),
        (preposition for table_ in (BY_NOUN, BY_PHRASE) for preposition, _ in table_),
    )
)
# Heads so frequent that an error at each would drown the rest.
COMMON_OF_HEADS = word_set("one all some most many part number out lot kind use amount type end")
CLOCK_HOURS = word_set("one two three four five six seven eight nine ten eleven twelve noon midnight")
SPANS = word_set("years year months month weeks week days day hours hour minutes centuries decades ages")
SPAN_SIZES = word_set("two three four five six seven eight nine ten many several a some twenty thirty")
POINTS = word_set("last yesterday monday tuesday wednesday thursday friday saturday sunday childhood then january")
PERFECT_WINDOW = 8
# What people do: with other participles "from" may name a source.
DONE_BY = word_set(
    """written built painted composed created invented discovered designed founded directed played loved killed attacked
    bitten caught seen known used invited asked told followed hired arrested elected accepted punished annoyed surprised
    impressed eaten broken sent led owned run held helped supported accompanied joined visited robbed saved beaten
    chosen appointed approved published translated developed introduced proposed adopted supplied produced"""
)
PERSON_ENDINGS = (
    "er",
    "or",
    "ist",
    "man",
    "men",
    "people",
    "king",
    "ers",
    "ors",
    "ists",
    "government",
    "ant",
    "ants",
    "friend",
    "friends",
    "wife",
    "husband",
    "children",
    "ian",
    "ians",
)


def preposition_wrong(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """depend of, interested on, different of, in fact -> on fact; or the preposition left out."""
    lower = draft.lower[index]
    if lower not in GOVERNED or (not draft.words[index].islower() and not draft.starts[index]):
        return None
    after = draft.after(index)
    wrongs = (
        BY_NOUN.get((lower, after)) or _by_phrase(draft, index, after) or _by_head(draft, index, after, rng, lexicon)
    )
    if not wrongs:
        return None
    other = rng.choice(wrongs)
    return draft.drop(index) if other == "-" else draft.replace(index, other)


def _by_phrase(draft: Draft, index: int, after: str) -> tuple[str, ...] | None:
    """What is written for the first word of "in the morning", "at the age"."""
    if after not in ("the", "a", "an"):
        return None
    return BY_PHRASE.get((draft.lower[index], draft.after(index, 2)))


def _by_head(draft: Draft, index: int, after: str, rng: random.Random, lexicon: Lexicon) -> tuple[str, ...] | None:
    """What is written for a preposition that a word before it demands."""
    lower = draft.lower[index]
    before = draft.before(index)
    if not before or not after:
        return None
    if lower == "to" and after in lexicon.verbs and before not in BE and after not in DETERMINERS:
        head = before if (before, lower) in BY_INFINITIVE else _head(before, lexicon)
        return BY_INFINITIVE.get((head, lower)) if rng.random() < 0.1 else None
    for head in (before, _head(before, lexicon)):
        wrongs = BY_HEAD.get((head, lower))
        if wrongs is None:
            continue
        if lower == "of" and head in COMMON_OF_HEADS and rng.random() < 0.85:
            return None
        # "Good in drawing" is wrong, "good in parts" is not.
        if head in ("good", "bad", "clever") and after not in lexicon.vbg:
            return None
        # "Part of", "use of" would drown "crash into" and "famous for".
        if lexicon.frequency.get(head, 0) > RARE_WORD and rng.random() < 0.6:
            return None
        return wrongs
    for step in range(2, 5):
        if index < step or draft.gaps[index - step + 1] != " ":
            return None
        word = draft.lower[index - step]
        wrongs = BY_FAR_HEAD.get((_head(word, lexicon), lower))
        if wrongs is not None and draft.lower[index - step + 1] in OBJECT_START:
            return wrongs
    return None


def preposition_of_time(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """in five o'clock, since three years, waiting for last Monday, before two years (for "two years ago")."""
    lower = draft.lower[index]
    after, second = draft.after(index), draft.after(index, 2)
    if lower == "at" and after in CLOCK_HOURS and (second in ("o'clock", "o’clock", "in") or not second):
        return draft.replace(index, rng.choice(("in", "on")))
    # A year: "In 1990," has no word after the preposition.
    gap = draft.gaps[index + 1]
    if lower == "in" and len(gap) >= 6 and gap[0] == " " and gap[1:3] in ("18", "19", "20") and gap[1:5].isdigit():
        return draft.replace(index, rng.choice(("on", "at"))) if not gap[5:6].isalnum() else None
    if lower == "for" and after in SPAN_SIZES and second in SPANS and _perfect_before(draft, index):
        return draft.replace(index, rng.choice(("since", "since", "from", "during")))
    if lower == "since" and after in POINTS and _perfect_before(draft, index):
        return draft.replace(index, rng.choice(("for", "from")))
    if lower == "during" and rng.random() < 0.3 and after in DETERMINERS and draft.words[index].islower():
        return draft.replace(index, "while")
    if lower == "ago" and draft.before(index) in SPANS and index > 1 and draft.before(index - 1) in SPAN_SIZES:
        sized = f"before {draft.lower[index - 2]} {draft.lower[index - 1]}"
        return draft.span(index - 2, index, sized) if not draft.starts[index - 2] else None
    return None


def _perfect_before(draft: Draft, index: int) -> bool:
    """Whether "have", "has" or "had" stands before in the sentence: there "since" and "for" are not free."""
    for place in range(index - 1, max(-1, index - PERFECT_WINDOW), -1):
        if draft.lower[place] in HAVE or draft.lower[place].endswith(("'ve", "’ve")):
            return True
        if draft.starts[place]:
            return False
    return False


def passive_agent(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """written from, built of: the wrong preposition before the doer of a passive."""
    if draft.lower[index] != "by" or index < 2 or draft.before(index) not in DONE_BY:
        return None
    after = draft.after(index)
    # "Made from the board" may be right: only a person or a pronoun cannot be what a thing is made from.
    named = bool(after) and draft.words[index + 1][0].isupper() and after not in DETERMINERS
    person = after in DETERMINERS and draft.after(index, 2).endswith(PERSON_ENDINGS)
    if not (named or person or after in ("him", "them", "us", "me")) or not any(
        word in BE for word in draft.lower[max(0, index - 3) : index - 1]
    ):
        return None
    return draft.replace(index, rng.choice(("from", "from", "of")))


def _head(word: str, lexicon: Lexicon) -> str:
    """The base form of a verb, the singular of a noun, or the word itself."""
    return (
        lexicon.vbz.get(word) or lexicon.vbd.get(word) or lexicon.vbg.get(word) or lexicon.singulars.get(word) or word
    )


def preposition_added(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """discuss about the, enter in the, despite of the."""
    before = draft.before(index)
    if not before or draft.lower[index] not in OBJECT_START:
        return None
    head = before if before in ADDED_AFTER else _head(before, lexicon)
    added = ADDED_AFTER.get(head)
    if added is None or (head in lexicon.nouns and draft.before(index - 1) in DETERMINERS):
        return None
    pronoun = draft.lower[index] in ("him", "them", "us", "me", "you")
    if head in ("tell", "ask", "call", "meet", "invite", "advise", "kiss", "help", "inform") and not pronoun:
        return None
    # Words that are nouns as often as verbs, or take an object as well: only in forms that are plainly verbs.
    if head in ("need", "use", "love", "support", "help", "face", "order", "fight", "access", "demand"):
        return draft.insert(index, rng.choice(added.split())) if rng.random() < 0.08 else None
    return draft.insert(index, rng.choice(added.split()))
