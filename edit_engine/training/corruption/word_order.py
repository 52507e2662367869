"""Words in the order of another language: adverbs, negation, questions, adjectives and objects in the wrong place."""

from __future__ import annotations

import random

from edit_engine.training.corruption.draft import Draft, Edit, like
from edit_engine.training.corruption.lexicon import Lexicon
from edit_engine.training.corruption.wordlists import BE, BETWEEN, DETERMINERS, HAVE, MODALS, SUBJECT_PRONOUNS, word_set


# Verbs that help others and take no adverb or object of their own.
HELPERS = BE | HAVE | MODALS | {"do", "does", "did"}
FINITE_HELPERS = BE | HAVE | MODALS
QUESTION_WORDS = word_set("what how why where when who which")
# Verbs before an indirect question.
ASKING = word_set(
    """know knows knew known ask asks asked asking wonder wonders wondered tell tells told see understand understands
    understood explain explains explained remember remembered imagine learn learned sure idea find out show shows
    decide determine question about"""
)
FREQUENCY = word_set("always never often usually rarely seldom already really just")
TIMES = word_set("yesterday today tomorrow")
MANNERS = word_set("well quickly slowly carefully easily badly fast hard clearly fluently perfectly")
PARTICLES = word_set("up off out down away back on over in")
OBJECT_PRONOUNS = word_set("it them him me us")
NOUN_PHRASE_STARTS = word_set("a an the such quite what so too very rather")
DEGREES = word_set("so too very quite such rather")


def _swap(draft: Draft, index: int) -> Edit:
    """The words `index` and `index + 1` changed over."""
    return Edit(2 * index + 1, 2 * index + 4, f"{draft.words[index + 1]} {draft.words[index]}")


def negation_moved(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """did know not, not is, not can, he not went: "not" where other languages have it."""
    lower = draft.lower[index]
    after = draft.after(index)
    if not draft.words[index].islower() or not after or draft.starts[index]:
        return None
    if lower == "not":
        helper = draft.before(index)
        if (
            helper in MODALS | {"do", "does", "did"}
            and after in lexicon.verbs
            and after not in HELPERS | BETWEEN | {"even"}
        ):
            if helper not in ("did", "does", "do") or rng.random() < 0.6:
                return _swap(draft, index) if rng.random() < 0.6 else draft.span(index - 1, index, f"not {helper}")
            # "They not went", "he not knows": the helper is lost, too.
            verb = lexicon.verbs[after]
            form = {"did": verb.vbd, "does": verb.vbz}.get(helper, after)
            return draft.span(index - 1, index + 1, f"not {form}") if not draft.starts[index - 1] else None
        if helper in BE and after != "only" and not draft.starts[index - 1] and rng.random() < 0.5:
            return draft.span(index - 1, index, f"not {helper}")
    if lower in ("don't", "doesn't", "didn't") and after in lexicon.verbs and rng.random() < 0.5:
        return draft.span(index, index + 1, f"{lower[:-3]} {after} not" if rng.random() < 0.5 else f"not {after}")
    return None


def adverb_moved(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """always is, speaks well English, goes never, have seen never, I yesterday saw: an adverb out of its place."""
    lower = draft.lower[index]
    if not draft.words[index].islower() or draft.starts[index]:
        return None
    before, after = draft.before(index), draft.after(index)
    if lower in FREQUENCY and before and after:
        # "He is always late" -> "he always is late"; "has never seen" -> "has seen never".
        if lower != "just" and before in HAVE and after in lexicon.vbn and draft.after(index, 2):
            return _swap(draft, index)
        # "Often is late" and "really is late" are right enough.
        predicate = after in DETERMINERS or (after in lexicon.describing and after not in lexicon.vbn)
        if before in BE and predicate and lower in ("always", "never"):
            return draft.span(index - 1, index, f"{lower} {before}") if not draft.starts[index - 1] else None
        # "He left already", "he wants just a book" and "we go often to London" are right.
        if lower == "just" or (lower not in ("always", "never") and draft.after(index, 2) not in DETERMINERS):
            return None
        if before in SUBJECT_PRONOUNS | MODALS and after in lexicon.verbs and after not in HELPERS:
            return _swap(draft, index)
        if before in SUBJECT_PRONOUNS and (after in lexicon.vbd or after in lexicon.vbz) and after not in BE | HAVE:
            return _swap(draft, index) if after not in MODALS | {"did", "does"} else None
        return None
    if lower in MANNERS and before and index > 1:
        return _before_object(draft, index, lexicon)
    if lower in TIMES and before:
        return _before_verb(draft, index, lexicon)
    return None


def _before_object(draft: Draft, index: int, lexicon: Lexicon) -> Edit | None:
    """ "Speaks English well", "did the work quickly": the adverb at `index` put before the object."""
    for length in (1, 2, 3):
        verb = index - length - 1
        if verb < 0 or draft.gaps[verb + 1] != " ":
            return None
        word = draft.lower[verb]
        first = draft.lower[verb + 1]
        named = length == 1 and (draft.words[verb + 1][0].isupper() or first in OBJECT_PRONOUNS)
        acts = (word in lexicon.vbz or word in lexicon.vbd or word in lexicon.verbs) and word not in HELPERS
        if acts and (first in DETERMINERS or named):
            kept = " ".join(draft.words[verb + 1 : index])
            if any(draft.gaps[place] != " " for place in range(verb + 1, index + 1)):
                return None
            return Edit(2 * verb + 3, 2 * index + 2, f"{draft.words[index]} {kept}")
    return None


def _before_verb(draft: Draft, index: int, lexicon: Lexicon) -> Edit | None:
    """ "I saw him yesterday": the time at `index` put between a subject pronoun and its verb."""
    for subject in range(index - 2, max(-1, index - 6), -1):
        if any(draft.gaps[place] != " " for place in range(subject + 1, index + 1)):
            return None
        if draft.lower[subject] in SUBJECT_PRONOUNS and draft.lower[subject + 1] in lexicon.vbd:
            if draft.lower[subject + 1] in HELPERS or draft.after(index) in ("and", "or"):
                return None
            kept = " ".join(draft.words[subject + 1 : index])
            return Edit(2 * subject + 3, 2 * index + 2, f"{draft.words[index]} {kept}")
    return None


def adjective_moved(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """a house big, enough good, a such good, the most of people: the parts of a noun phrase in the wrong order."""
    lower = draft.lower[index]
    if lower not in NOUN_PHRASE_STARTS and lower not in lexicon.describing:
        return None
    after = draft.after(index)
    if not after or draft.starts[index] or not (draft.words[index].islower() and draft.words[index + 1].islower()):
        return None
    if after == "enough" and lower in lexicon.describing:
        return _swap(draft, index)
    if lower in ("such", "quite", "what") and after in ("a", "an") and draft.after(index, 2):
        return _swap(draft, index)
    if lower in ("a", "an", "the") and after in ("very", "so", "most", "same", "best", "only"):
        return _swap(draft, index) if rng.random() < 0.3 else None
    if lower in DEGREES - {"such"} and after in lexicon.describing:
        return _swap(draft, index) if rng.random() < 0.3 else None
    if lower in lexicon.describing and draft.before(index) in DETERMINERS and rng.random() < 0.6:
        ended = index + 2 >= len(draft) or draft.gaps[index + 2] != " " or draft.after(index, 2) not in lexicon.nouns
        if after in lexicon.countable and after not in lexicon.verbs and lower not in lexicon.countable and ended:
            return _swap(draft, index)
    return None


def object_moved(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """pick up it, turn off them: a pronoun after the particle of its verb; "gave to him it" never."""
    if draft.lower[index] not in OBJECT_PRONOUNS or draft.after(index) not in PARTICLES:
        return None
    before = draft.before(index)
    base = before if before in lexicon.verbs else lexicon.vbd.get(before) or lexicon.vbz.get(before)
    if base not in PARTICLE_VERBS or draft.after(index, 2) in DETERMINERS:
        return None
    return _swap(draft, index)


PARTICLE_VERBS = word_set(
    """pick put turn take throw give bring write look try fill switch call set pay cut hand wake break send carry work
    find figure shut pull push hold keep move clean point"""
)


def question_order(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """What you are doing? and what you see?; I know what is it, asked where was he."""
    after = draft.after(index)
    lower = draft.lower[index]
    if index < 1 or not after:
        return None
    asked = draft.before(index)
    if asked in QUESTION_WORDS and draft.starts[index - 1] and after in SUBJECT_PRONOUNS:
        if lower not in HELPERS and lower not in MODALS:
            return None
        if lower in ("do", "does", "did") and rng.random() < 0.5:
            return draft.drop(index)
        return _swap(draft, index)
    # An indirect question keeps the order of a statement.
    if asked in QUESTION_WORDS and asked != "who" and lower in SUBJECT_PRONOUNS and draft.before(index - 1) in ASKING:
        if after in FINITE_HELPERS and draft.words[index + 1].islower():
            return _swap(draft, index)
        past = lexicon.vbd.get(after)
        if past is not None and after not in lexicon.verbs and rng.random() < 0.5:
            return draft.span(index, index + 1, f"did {draft.words[index]} {past}")
    return None


def subject_doubled(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """My sister she works: a pronoun that says the subject again."""
    word = draft.lower[index]
    pronoun = PERSONS.get(draft.before(index))
    if pronoun is None or index < 2 or not draft.starts[index - 2] or not draft.words[index].islower():
        return None
    if draft.before(index - 1) not in ("my", "his", "her", "our", "their"):
        return None
    if word in FINITE_HELPERS or word in lexicon.vbd or word in lexicon.plain_vbz:
        return Edit(2 * index + 1, 2 * index + 2, like(draft.words[index], f"{pronoun} {draft.words[index]}"))
    return None


PERSONS = {
    "sister": "she", "mother": "she", "aunt": "she", "wife": "she", "daughter": "she", "brother": "he",
    "father": "he", "uncle": "he", "husband": "he", "son": "he", "parents": "they", "friends": "they",
    "friend": "he", "children": "they", "boss": "he", "dog": "it",
}  # fmt: skip
