"""Guards refuse what no reader would take, and nothing else."""

from __future__ import annotations

import pytest

from edit_engine.editing.accept import drops_double, familiar_words, is_familiar, lowers_familiar, refusal
from edit_engine.editing.line_ends import ends_item
from edit_engine.request import Intent


def check(text: str, before: str, after: str, intent: Intent = Intent.FIX) -> str | None:
    start = text.index(before) if before else text.index("|")
    text = text.replace("|", "", 1) if not before else text
    return refusal(text, start, start + len(before), after, intent)


@pytest.mark.parametrize(
    ("text", "before", "after", "reason"),
    [
        ("It cost 40 euros.", "40", "45", "numbers differ"),
        ("See `run` now.", "`run`", "run", "markup differs"),
        ("We met Marta there.", "Marta", "her", "a name is lost"),
        ("It is a house.", "house", "a house", "a word is repeated"),
        ("He said (twice) no.", "twice)", "twice", "brackets or quotes do not close"),
        ("He said so.", "so", "s\ufffd", "characters that cannot be text"),
        ("A good toaster costs.", "toaster", "two", "another word, not a correction"),
        ("mary went home.", "mary", "M", "another word, not a correction"),
        ("One.\n\nTwo.", ".\n\nTwo", ". Two", "a line or paragraph border moves"),
        ("Word", "Word", "", "nothing is left of a paragraph"),
        ("The bosses office.", "bosses", "boss's's", "an ending is repeated"),
        ("Add it to the first\npost of all.", "first\npost", "first.\nPost", "a sentence ends or begins with a line"),
        ("Add it to the first\nPost of all.", "first", "first.", "a sentence ends or begins with a line"),
        ("Add it to the first\npost of all.", "post", "Post", "a sentence ends or begins with a line"),
        ("We counted them in\n1998 by hand.", "in", "in:", "a sentence ends or begins with a line"),
        ("The boss's office.", "boss", "boss's", "an ending is repeated"),
        ("The two boy's bicycles.", "boy", "boys", "an ending is repeated"),
    ],
)
def test_refused(text: str, before: str, after: str, reason: str) -> None:
    assert check(text, before, after) == reason


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("We met marta there.", "marta", "Marta"),
        ("We saw an house.", "an", "a"),
        ("We met Mrata there.", "Mrata", "Marta"),
        ("We met Mr. Mrata there.", "Mrata", "Marta"),
        ("He go home.", "go", "goes"),
        ("It is diffrent now.", "diffrent", "different"),
        ("It is James house.", "James", "James's"),
        ("It is the bos's house.", "bos", "boss"),
        ("It is Jame's house.", "Jame", "James"),
        ("She were there.", "were", "was"),
        ("the the house", "the the", "the"),
        ("It is 40 euro.", "euro", "euros"),
        ("He said (twice no.", "twice", "twice)"),
        ("It is the end,\nsaid he.", "the", "teh"),
        ("It is over.\nhe went.", "he", "He"),
        ("It is over.\n\nhe went.", "he", "He"),
        ("- it helps\n- it is new.", "helps", "helps."),
        ("It is the end\n\nOf it all for the eight of us.", "it", "itself"),
    ],
)
def test_allowed(text: str, before: str, after: str) -> None:
    assert check(text, before, after) is None


@pytest.mark.parametrize(
    ("before", "after", "used", "intent", "refused"),
    [
        ("cancelled", "canceled", {"cancelled"}, Intent.FIX, True),
        ("theatre's,", "theater's,", {"theatre"}, Intent.FIX, True),
        ("teh colour", "the color", {"colour"}, Intent.FIX, False),
        ("theatre were", "theater was", {"theatre", "were"}, Intent.FIX, False),
        # Nobody writes it, or nobody knows: it may be a misspelling.
        ("labled", "labelled", set(), Intent.FIX, False),
        ("labeled", "labelled", set(), Intent.FIX, False),
        # Who asks for other words may ask for American ones.
        ("cancelled", "canceled", {"cancelled"}, Intent.FREE, False),
    ],
)
def test_a_text_keeps_the_spelling_of_its_country(
    before: str, after: str, used: set[str], intent: Intent, refused: bool
) -> None:
    found = refusal(f"The {before} is so.", 4, 4 + len(before), after, intent, used=used)
    assert (found == "it is spelled so elsewhere") is refused


@pytest.mark.parametrize(
    ("text", "after", "refused"),
    [
        ("- it helps,\n- it is new.", ".", True),
        ("1. it helps;\n2. it is new.", ":", True),
        ("- it helps,\n- it is new.", ";", False),
        ("- it helps,\n\nIt is new.", ".", False),
        ("It helps, or so", ".", False),
    ],
)
def test_list_items_end_as_they_do(text: str, after: str, refused: bool) -> None:
    at = max(text.find(","), text.find(";"))
    assert ends_item(text, at, at + 1, after) is refused


def test_a_word_the_text_keeps_using_is_familiar_in_any_case_and_number() -> None:
    familiar = familiar_words("Repairers mend. A repairer is kind. The repairer of repairers. Once: lantern.")
    assert is_familiar(" repairer", familiar)
    assert is_familiar("Repairers", familiar)
    assert not is_familiar("lantern", familiar)
    assert not is_familiar("a repairer", familiar)


@pytest.mark.parametrize(
    ("text", "before", "after", "reason"),
    [
        ("It took three years in all.", "three years", "years", "a number is lost"),
        ("Prices rose 4% again.", "4%", "4", "numbers differ"),
        ("It is worth \u00a340 now.", "\u00a340", "40", "numbers differ"),
        ("NASA says that it flew.", "NASA says that it", "It", "a name is lost"),
        ("Berlin is big, and Berlin grows.", "Berlin is", "It is", "a name is lost"),
        ("We saw that Ada came.", "that Ada", "she", "a name is lost"),
        ("It was Mr. Osei who came.", "Mr. Osei who came", "he", "a name is lost"),
        ("It was Dr. Weiss who came.", "Dr. Weiss who", "Dr. who", "a name is lost"),
        ("We went to St. Albans by train.", "St. Albans by train", "St. by train", "a name is lost"),
        ("They saw that Tanaka came.", "that Tanaka", "Tanak", "a name is lost"),
    ],
)
def test_saying_it_in_other_words_keeps_numbers_and_names(text: str, before: str, after: str, reason: str) -> None:
    for intent in (Intent.SHORTEN, Intent.SIMPLIFY, Intent.FORMAL):
        assert check(text, before, after, intent) == reason


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("Due to the fact that it rained, we left.", "Due to the fact that", "Because"),
        ("At this point in time there are two left.", "At this point in time there", "There"),
        ("The two of them came in order to see it.", "in order to", "to"),
        ("It was one of those days.", "one of those days", "a bad day"),
        ("In Rome, Berlin is known.", "is known", "is famous"),
        ("It is the house of Marta.", "the house of Marta", "Marta's house"),
        ("It is Marta\u2019s own house.", "Marta\u2019s own", "Marta's"),
        ("It was hard. However, we won.", "However, we", "We"),
    ],
)
def test_wordiness_may_go(text: str, before: str, after: str) -> None:
    for intent in (Intent.SHORTEN, Intent.SIMPLIFY, Intent.FORMAL):
        assert check(text, before, after, intent) is None


def test_fix_may_take_a_number_word_that_was_a_slip() -> None:
    assert check("It is half way there, two.", "half way", "halfway") is None


@pytest.mark.parametrize(
    ("text", "before", "after", "reason"),
    [
        ("It took more work\nthan we thought.", "work", "work.", "a sentence ends before a small letter"),
        ("It took more work than we thought.", "work", "work.", "a sentence ends before a small letter"),
        ("## How it works\n\nEach side waits.", "works", "works.", "a heading gets a mark"),
        ("### A room\n\nYou need one.", "room", "room,", "a heading gets a mark"),
        ("It took us all in all far more work\n\nThen we left.", "work", "work.", None),
        ("We left i.e. went home to eat and slept", "home", "to our home", None),
        ("## Is it done?", "done?", "ready?", None),
    ],
)
def test_line_ends_and_headings_are_no_ends_of_sentences(
    text: str, before: str, after: str, reason: str | None
) -> None:
    assert check(text, before, after, Intent.FIX) == reason


def test_a_capital_the_text_keeps_writing_stays() -> None:
    familiar = familiar_words("Rights granted to You, and by You; all that You add. You may. The Licensor, once.")
    assert lowers_familiar("You", "you", familiar)
    assert not lowers_familiar("Your", "your", familiar)
    assert not lowers_familiar("Licensor", "licensor", familiar)
    assert not lowers_familiar("You", "They", familiar)


@pytest.mark.parametrize(
    ("window", "refused"),
    [
        ("2.1 The spring at the bank\n\nIt rises there.", True),
        ("The draft\n\nIt rises there.", True),
        ("WHAT THE PEOPLE OF THE VALLEY TOLD ME WHEN I ASKED THEM\n\nThey said.", True),
        ("It rises at the bank and it never runs dry in summer\n\nIt rises there.", False),
        ("It rises\nat the bank\n\nIt rises there.", False),
    ],
)
def test_a_short_paragraph_on_one_line_gets_no_full_stop(window: str, refused: bool) -> None:
    end = window.index("\n\n")
    found = refusal(window, end, end, ".", Intent.FIX)
    assert (found == "a heading gets a mark") is refused


@pytest.mark.parametrize(
    ("window", "refused"),
    [
        ("- a cup for each of the eight who come\n- two spoons and all the bowls we have", True),
        ("1. a cup for each of the eight who come\n2. two spoons and all the bowls we have\n", True),
        ("We need:\n\n- a cup for each of\n  the eight who come\n- two spoons and all the bowls we have", True),
        ("- A cup for each of the eight.\n- There are two spoons and all the bowls we have", False),
        ("1. A cup came for each of the eight in 2019.\n2. There are two spoons and all the bowls we have", False),
        ("- Take the cups. Then come two spoons and all the bowls we have", False),
        ("- a cup for each\n\nThere are two spoons and all the bowls we have", False),
    ],
)
def test_a_list_whose_items_have_no_full_stops_gets_none(window: str, refused: bool) -> None:
    end = len(window.rstrip())
    found = refusal(window, end, end, ".", Intent.FIX)
    assert found == ("a list item gets a mark" if refused else None)


def test_a_word_that_is_listed_as_taken_for_another_may_take_its_place() -> None:
    text, before, after = "He speaked so softly.", "speaked", "spoke"
    start = text.index(before)
    ends = start, start + len(before)
    assert refusal(text, *ends, after, Intent.FIX) == "another word, not a correction"
    assert refusal(text, *ends, after, Intent.FIX, listed={"spoke", "spoken"}) is None


def test_a_long_word_that_is_said_twice_may_go_and_others_may_not() -> None:
    text = "The price includes includes lunch and dinner."
    for at in (text.index("includes"), text.rindex("includes")):
        assert refusal(text, at - 1, at + 8, "", Intent.FIX) is None
    at = text.index("dinner")
    assert refusal(text, at - 1, at + 6, "", Intent.FIX) == "another word, not a correction"


def test_a_word_that_joins_others_may_give_way_to_an_unlike_one() -> None:
    text = "We are interested about renting it."
    start = text.index(" about")
    assert refusal(text, start, start + 6, " in", Intent.FIX) is None


@pytest.mark.parametrize(
    ("text", "before", "after", "expected"),
    [
        ("I was was here.", " was", "", True),
        ("I was was here.", " was was", " was", True),
        ("I was here.", " was", "", False),
        ("I was here.", " was", " am", False),
    ],
)
def test_a_word_said_twice_is_seen_to_be_said_once(text: str, before: str, after: str, expected: bool) -> None:
    start = text.index(before)
    assert drops_double(text, start, start + len(before), after) is expected
