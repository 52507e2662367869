"""Prepositions: swapped, dropped or added, only where the word beside them fixes which one is right."""

from __future__ import annotations

import random

from edit_engine.training.corruption.draft import Draft, Edit
from edit_engine.training.corruption.lexicon import Lexicon
from edit_engine.training.corruption.wordlists import DETERMINERS, word_set


# Head (every form of a verb) and its preposition -> what people write for it; "-" leaves it out.
AFTER_HEAD = """
depend on: of from in -|rely on: in to -|focus on: in to -|concentrate on: in to|insist on: in to|based on: in of
interested in: on about for|involved in: on with|participate in: on to -|believe in: on to|succeed in: to on
result in: on to|consist of: in from by|capable of: to for in|aware of: about for on|afraid of: from to
full of: with from|tired of: from with|proud of: for about from|consists of: in from|independent of: from to
typical of: for to|instead of: from for -|because of: from -|different from: of to|similar to: with as of
related to: with of from|according to: with of -|due to: of for -|belong to: for in -|listen to: at for -
refer to: for at -|respond to: for at -|contribute to: for in on|lead to: for in -|married to: with
responsible for: of to in|wait for: to on -|look for: to at|search for: to of|known for: of by
famous for: of by with|reason for: of to|prepare for: to at|apologize for: of about|ask for: to about
pay for: to of -|need for: of to|blame for: of to|prevent from: to of|suffer from: of with by|come from: of by -
benefit from: of to by|far from: of to|absent from: of at|good at: in on|bad at: in on|arrive at: to in -
surprised at: from of|laugh at: to of|look at: to on -|aim at: in on to|agree with: to on of -
deal with: to of about|compare with: of from|associated with: to of|familiar with: to of about|filled with: of by
satisfied with: of from|covered with: from in|provide with: of to|help with: on for to|begin with: by from
worry about: for of -|think about: for on -|complain about: for on|talk about: for on of -|know about: on for
dream about: on for|member of: in for from|part of: in from|kind of: for from|lot of: for from -|number of: for in -
type of: for from -|one of: from in -|example of: for from|amount of: for in -|most of: from in|some of: from in
many of: from in|all of: from|out of: from -|side of: in from|use of: for in|cause of: for to|piece of: for -
sort of: for -|couple of: for from|majority of: in from -|variety of: for from -|able to: for -|want to: for -
like to: for|need to: for of -|have to: for|used to: for -|going to: for -|try to: for -|supposed to: for -
ought to: for -|tend to: for -|decide to: for -|allow to: for|access to: for of in|attention to: for at on
effect on: for of to|impact on: to of|spend on: for in|congratulate on: for about|comment on: at about
influence on: to|increase in: of on|decrease in: of on|change in: on|interest in: on for about|difficulty in: on at
experience in: on at
"""
# Preposition and the word after it -> what people write for it.
BEFORE_NOUN = """
in fact: on at|in general: on at|in particular: at on|in addition: on for at|in order: on for at|in front: on at
in contrast: by|in common: on|in detail: on at|in advance: on at|in conclusion: for on|in january: on at
in february: on at|in march: on at|in april: on at|in july: on at|in june: on at|in august: on at
in september: on at|in october: on at|in november: on at|in december: on at|in america: at on|in england: at on
in london: on at|in europe: on at|in france: on at|in china: on at|in spite: on at|in response: on for
in charge: on at|in danger: on at|in love: on at|in trouble: on at|in favor: on at|in time: at|on monday: in at
on tuesday: in at|on wednesday: in at|on thursday: in at|on friday: in at|on saturday: in at|on sunday: in at
on purpose: by in|on average: in at|on foot: by with|on behalf: in by|on top: in at|on earth: at|on fire: in at
on television: in at|at night: in on|at least: in on|at first: in on|at last: in on|at once: in on|at home: in on
at work: on in|at school: on|at noon: in on|at midnight: in on|at sea: on|at dawn: in on|at all: in on
at risk: in on|at present: in on|at times: in on|by means: with in|by accident: on in with|by chance: in on with
by mistake: in with|by hand: in with|by heart: in with|for example: in as by|for instance: in as by|for sale: on to
for granted: as to|for sure: in by|for free: in by|of course: in by off
"""
# Verbs that take an object at once; people add a preposition.
ADDED_AFTER = {
    "discuss": "about", "enter": "into in", "reach": "to at", "marry": "with", "answer": "to", "mention": "about",
    "contact": "with to", "attend": "to at", "emphasize": "on", "lack": "of", "approach": "to", "visit": "to",
    "describe": "about", "explain": "about", "request": "for", "join": "to", "consider": "about", "affect": "on to",
    "influence": "on to", "tell": "to", "ask": "to", "call": "to", "meet": "to", "despite": "of", "order": "for",
    "resemble": "to", "inform": "to", "stress": "on", "research": "about", "study": "about", "investigate": "about",
}  # fmt: skip
OBJECT_START = DETERMINERS | word_set("him them us me it you her")


def _table(text: str) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in text.replace("\n", "|").split("|"):
        if row:
            pair, wrongs = row.split(": ")
            first, second = pair.split()
            found[first, second] = tuple(wrongs.split())
    return found


BY_HEAD = _table(AFTER_HEAD)
BY_NOUN = _table(BEFORE_NOUN)
GOVERNED = frozenset(preposition for _, preposition in BY_HEAD) | frozenset(preposition for preposition, _ in BY_NOUN)


def preposition_wrong(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """depend of, interested on, different of, in fact -> on fact; or the preposition left out."""
    lower = draft.lower[index]
    if lower not in GOVERNED or (not draft.words[index].islower() and not draft.starts[index]):
        return None
    after = draft.after(index)
    wrongs = BY_NOUN.get((lower, after))
    if wrongs is None:
        before = draft.before(index)
        wrongs = BY_HEAD.get((before, lower)) or BY_HEAD.get((_head(before, lexicon), lower))
        # "to" before a verb is the infinitive, before a noun a preposition: heads of one do not fix the other.
        if wrongs is None or not after:
            return None
        if (
            lower == "to"
            and (after in lexicon.verbs) != ("-" in wrongs or before in ("able", "like", "decide"))
            and rng.random() < 0.8
        ):
            return None
        if lower == "of" and rng.random() < 0.5:
            return None
    other = rng.choice(wrongs)
    return draft.drop(index) if other == "-" else draft.replace(index, other)


def _head(word: str, lexicon: Lexicon) -> str:
    """The base form of a verb, the singular of a noun, or the word itself."""
    return (
        lexicon.vbz.get(word) or lexicon.vbd.get(word) or lexicon.vbg.get(word) or lexicon.singulars.get(word) or word
    )


def preposition_added(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """discuss about the, enter into the, despite of the."""
    before = draft.before(index)
    if not before or draft.lower[index] not in OBJECT_START:
        return None
    head = before if before in ADDED_AFTER else _head(before, lexicon)
    added = ADDED_AFTER.get(head)
    if added is None or (head in lexicon.nouns and draft.before(index - 1) in DETERMINERS):
        return None
    if head in ("tell", "ask", "call", "meet") and draft.lower[index] not in ("him", "them", "us", "me", "you"):
        return None
    return draft.insert(index, rng.choice(added.split()))
