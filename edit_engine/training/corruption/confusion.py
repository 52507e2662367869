"""A right word in the wrong place: homophones, look-alikes, pronoun case, a/an."""

from __future__ import annotations

import random

from edit_engine.training.corruption.confusion_pairs import COMMON_CONFUSIONS
from edit_engine.training.corruption.confusion_table import COMMON_CONFUSION_SHARE
from edit_engine.training.corruption.draft import Draft, Edit
from edit_engine.training.corruption.lexicon import Lexicon
from edit_engine.training.corruption.wordlists import BE, HAVE, MODALS, word_set


CONSONANT_SOUND = ("eu", "uni", "use", "usu", "uti", "one", "once", "ubi", "ura", "uto")
VOWEL_SOUND = ("hour", "honest", "honor", "honour", "heir")
VOWEL_SOUND_EXCEPT = ("unin", "unim", "unid", "unint", "uninh", "user-")


def starts_with_vowel_sound(word: str) -> bool | None:
    """Whether `word` takes "an"; None where letters do not say (acronyms, single letters)."""
    if len(word) < 2 or not word.isascii() or (word.isupper() and len(word) > 1):
        return None
    lower = word.lower()
    if lower.startswith(VOWEL_SOUND):
        return True
    if lower[0] not in "aeiou":
        return False
    return lower.startswith(VOWEL_SOUND_EXCEPT) or not lower.startswith(CONSONANT_SOUND)


def common_confusion(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """their/there, its/it's, then/than, affect/effect and the like."""
    lower = draft.lower[index].replace("’", "'")
    others = COMMON_CONFUSIONS.get(lower)
    if others is None or rng.random() > COMMON_CONFUSION_SHARE.get(lower, 1.0):
        return None
    other = rng.choice(others)
    if draft.before(index) not in {"being": BE, "been": HAVE}.get(lower, ("", draft.before(index))):
        return None
    return draft.replace(index, other)


def rare_confusion(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """The same for words that come up seldom, which the everyday ones would crowd out: affect, lose, principal."""
    lower = draft.lower[index].replace("’", "'")
    if lower not in COMMON_CONFUSIONS or lower in COMMON_CONFUSION_SHARE:
        return None
    if lexicon.frequency.get(lower, 0) > RARE_WORD:
        return None
    return draft.replace(index, rng.choice(COMMON_CONFUSIONS[lower]))


def light_verb(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """do a mistake, make a photo, said me: the verb of another language's phrase."""
    lower = draft.lower[index]
    if not draft.words[index].islower():
        return None
    if lower in ("told", "tell", "tells") and draft.after(index) in ("me", "him", "us", "them", "her"):
        return draft.replace(index, {"told": "said", "tell": "say", "tells": "says"}[lower])
    form = next((name for name, words in LIGHT_FORMS.items() if lower in words), None)
    if form is None:
        return None
    verb = LIGHT_FORMS[form].index(lower)
    for step in (1, 2, 3):
        wrong = LIGHT_VERBS.get((form, draft.after(index, step)))
        if wrong is not None:
            return draft.replace(index, LIGHT_FORMS[rng.choice(wrong.split())][verb])
    return None


LIGHT_FORMS = {
    "make": ("make", "makes", "made", "making"), "do": ("do", "does", "did", "doing"),
    "take": ("take", "takes", "took", "taking"), "have": ("have", "has", "had", "having"),
    "pay": ("pay", "pays", "paid", "paying"), "give": ("give", "gives", "gave", "giving"),
    "catch": ("catch", "catches", "caught", "catching"), "say": ("say", "says", "said", "saying"),
    "tell": ("tell", "tells", "told", "telling"), "get": ("get", "gets", "got", "getting"),
    "commit": ("commit", "commits", "committed", "committing"), "ask": ("ask", "asks", "asked", "asking"),
}  # fmt: skip
LIGHT_VERBS = {
    **{("make", noun): "do" for noun in word_set(
        "mistake mistakes decision decisions effort efforts progress noise mess sense plans money friends difference"
    )},
    **{("do", noun): "make" for noun in word_set("homework business research exercise exercises favor favour")},
    **{("take", noun): "do" for noun in word_set("photo photos photograph photographs picture step steps")},
    **{("take", noun): "make do" for noun in word_set("break")},
    **{("take", noun): "have make" for noun in word_set("place advantage care")},
    **{("take", noun): "make" for noun in word_set("part")},
    **{("pay", noun): "make" for noun in word_set("attention")},
    **{("tell", noun): "say" for noun in word_set("truth lie lies story stories joke")},
    **{("have", noun): "do" for noun in word_set("fun trouble difficulty")},
    **{("commit", noun): "make do" for noun in word_set("crime crimes suicide murder")},
    **{("give", noun): "make" for noun in word_set("advice")},
    **{("ask", noun): "make do" for noun in word_set("question questions")},
}  # fmt: skip


def homophone(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """A rarer homophone or look-alike."""
    others = lexicon.confusions.get(draft.lower[index])
    if others is None or draft.lower[index] in COMMON_CONFUSION_SHARE:
        return None
    # "You" for "your" at every "you" would crowd out the rest.
    if lexicon.frequency.get(draft.lower[index], 0) > EVERYDAY_WORD:
        return None
    word = draft.words[index]
    if not (word.islower() or draft.starts[index]):
        return None
    return draft.replace(index, rng.choice(others))


def a_for_an(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """a/an against the sound of the next word."""
    lower = draft.lower[index]
    if lower not in ("a", "an") or not draft.after(index) or (lower == "a" and rng.random() < 0.5):
        return None
    vowel = starts_with_vowel_sound(draft.words[index + 1])
    if vowel is None or vowel != (lower == "an"):
        return None
    # "An useful", "an hotel", "a hour" by the letter, hardly ever "an dog".
    letter = draft.lower[index + 1][0]
    if lower == "a" and letter not in "aeiouh" and rng.random() < 0.9:
        return None
    # Where letters mislead is where people err, and seldom in a text.
    if vowel == (letter in "aeiou") and rng.random() < 0.6:
        return None
    return draft.replace(index, "a" if lower == "an" else "an")


def of_for_have(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """could of, should of."""
    if draft.lower[index] == "have" and draft.before(index) in MODALS and rng.random() < 0.5:
        return draft.replace(index, "of")
    return None


# Times our prose has a word that counts as rare here, and one that counts as everyday.
RARE_WORD = 9000
EVERYDAY_WORD = 100_000
SUBJECT_TO_OBJECT = {"he": "him", "she": "her", "they": "them", "we": "us", "i": "me"}
OBJECT_TO_SUBJECT = {"him": "he", "them": "they", "us": "we", "me": "I"}
POSSESSIVE_SLIPS = {
    "their": ("they", "them", "theirs"), "your": ("you", "yours"), "my": ("me",), "his": ("him", "he"),
    "our": ("ours", "us"), "her": ("she", "hers"), "its": ("it",), "himself": ("hisself",),
    "themselves": ("theirselves", "themself"), "mine": ("my",), "theirs": ("their",), "ours": ("our",),
}  # fmt: skip
BEFORE_OBJECT = word_set("to for with from by at about of between")


def pronoun_case(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """he/him, I/me, their/they; only where the neighbours show which is right."""
    lower = draft.lower[index]
    slips = POSSESSIVE_SLIPS.get(lower)
    if slips is not None:
        after = draft.after(index)
        if lower in ("mine", "theirs", "ours", "himself", "themselves") or (
            after in lexicon.plurals and after not in lexicon.verbs
        ):
            return draft.replace(index, rng.choice(slips))
        return None
    if lower in SUBJECT_TO_OBJECT:
        after = draft.after(index)
        if (after in BE or after in HAVE or after in MODALS or after in lexicon.vbd) and rng.random() < 0.25:
            text = SUBJECT_TO_OBJECT[lower]
            if lower == "i" and not draft.starts[index]:
                return Edit(2 * index + 1, 2 * index + 2, text)
            return draft.replace(index, text)
        return None
    if lower in OBJECT_TO_SUBJECT and draft.before(index) in BEFORE_OBJECT:
        return draft.replace(index, OBJECT_TO_SUBJECT[lower])
    return None
