"""Correct sentences that look wrong are found in prose, some of each sort, with their neighbours."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from prose_files import write_prose
from word_lists import write_word_lists

from edit_engine.evaluation.dev_sets import Half, held_out_tricky
from edit_engine.training.corpus import Part, Prose
from edit_engine.training.mixture import MixtureSettings
from edit_engine.training.tricky import RARE_WORD, SORTS, tricky_passages
from edit_engine.training.tricky_table import TRICKY


SENTENCES = {
    "negative_first": "Never before had the river been so high.",
    "short_reply": "She sings better than does her brother.",
    "condition_without_if": "Had we known, we would have stayed.",
    "place_first": "Behind the barn stood a cart.",
    "that_he_be": "They insisted that he be heard.",
    "were_for_was": "I wish it were over.",
    "set_phrase": "Be quiet lest he hear us.",
    "collective": "The staff were told on Friday.",
    "collective_as_one": "The team is ready.",
    "singular_in_s": "The news is bad.",
    "amount_as_one": "To them ten miles is far.",
    "one_of_many": "Each of the doors has a lock.",
    "one_of_those_who": "He is one of those men who never rest.",
    "far_singular": "The list of the guests is long.",
    "far_plural": "The roofs of the town are red.",
    "clause_between": "The box that my aunts left on the stairs is heavy.",
    "clause_as_subject": "What matters in such cases is time.",
    "aside_between": "The mayor, as well as both deputies, was there.",
    "there_is_and": "There is a table and two chairs.",
    "word_twice": "By noon he had had enough.",
    "ing_after_to": "We look forward to seeing you.",
    "bare_verb": "Nobody saw him leave.",
    "bare_after_do": "He did nothing but laugh.",
    "long_perfect": "It would have been cheaper.",
    "irregular": "The dog had lain there.",
    "tense_apart": "He explained that the earth is round.",
    "present_for_future": "If he asks, nobody will tell.",
    "a_or_an": "He waited for an hour at a university.",
    "no_article": "She went to bed.",
    "word_by_word": "They walked hand in hand.",
    "quality_as_people": "The rich are few.",
    "rather_rare": "He asked whence they came.",
    "pronoun_case": "It was he who rang.",
    "few_and_little": "It took less than a day.",
    "the_more_the_more": "The more he ate, the more he wanted.",
    "like_another_word": "He led us past the mill.",
    "verb_with_particle": "The lamp she switched on in the hall.",
    "hyphened": "It is a well-known song.",
    "indirect_question": "She asked where it was.",
    "fragment": "Not that it mattered.",
    "list_without_and": "Some laughed loudly, some laughed softly, others wept.",
    "no_comma": "The man in the long coat that nobody had seen before went to the door and knocked.",
    "long_plain_opening": "Last week she moved.",
    "colon_or_dash": "One thing was clear: nobody knew.",
    "voice": '"We was robbed," he said.',
    "capitals": "He wrote to the Queen about it.",
    RARE_WORD: "The thwarts are new.",
}
PLAIN = "The cat sat there."
SETTINGS = MixtureSettings(markup=0.0, lengths=((1, 1, 1.0),))
FREQUENCY = {"thwarts": 20, "thole": 59, "nonce": 19, "cats": 60}
# Sentences that have much of what a sort looks for, and are plain.
PLAIN_OF = {
    "place_first": "There is a cart.",
    "condition_without_if": "The king, I am told, had the good fortune to live.",
    "that_he_be": "This suggests that the meaning of it is lost.",
    "collective_as_one": "The police is there.",
    "word_twice": "They do double work, and put her here.",
    "ing_after_to": "It came to nothing, as they used to sing.",
    "bare_verb": "That made it easier.",
    "a_or_an": "He bought an USB stick and an house.",
    "pronoun_case": "All but he was in.",
    "the_more_the_more": "The former ran, the latter sat.",
    "list_without_and": "The Devil, alas, always remains.",
    "long_plain_opening": "At the end of the day.",
}


def found(documents: list[str], *, of_each: int = 99, settings: MixtureSettings = SETTINGS) -> list[str]:
    texts = list(tricky_passages(Prose({"docs": documents}), settings, FREQUENCY, random.Random(1), of_each=of_each))
    assert all(text.before == text.after for text in texts)
    return [text.after for text in texts]


@pytest.mark.parametrize("sort", SORTS)
def test_each_sort_finds_its_sentence_and_leaves_a_plain_one(sort: str) -> None:
    if sort in TRICKY:
        assert TRICKY[sort].search(SENTENCES[sort])
        assert not TRICKY[sort].search(PLAIN_OF.get(sort, PLAIN))
    assert found([f"{PLAIN} {SENTENCES[sort]} {PLAIN}\n\n{PLAIN}"]) == [SENTENCES[sort]]


def test_a_passage_keeps_its_closing_marks_and_does_not_end_at_a_title() -> None:
    text = "\u201cShe went to bed.\u201d Mr. Brown (he was old) slept. He woke."
    assert found([text]) == ["\u201cShe went to bed.\u201d"]
    longer = MixtureSettings(markup=0.0, lengths=((40, 40, 1.0),))
    assert found([text], settings=longer) == ["\u201cShe went to bed.\u201d Mr. Brown (he was old) slept."]


def test_passages_of_a_paragraph_do_not_overlap() -> None:
    settings = MixtureSettings(markup=0.0, lengths=((20, 50, 1.0),))
    document = "She went to bed. He saw her. We look forward to seeing you. Nobody saw him leave. It was there. He sat."
    texts = found([document], settings=settings)
    assert len(texts) > 1
    rest = document
    for text in texts:
        assert rest.count(text) == 1
        rest = rest[rest.index(text) + len(text) :]


def test_rare_words_are_neither_common_nor_slips() -> None:
    assert sorted(found([f"The {word} are there." for word in FREQUENCY])) == [
        "The thole are there.",
        "The thwarts are there.",
    ]


def test_no_sort_and_no_document_gives_more_than_its_share() -> None:
    document = "\n\n".join(["She went to bed."] * 5)
    assert len(found([document])) == 2
    assert len(found([document] * 4)) == 8
    assert len(found([document] * 4, of_each=3)) == 3


def test_a_passage_is_as_long_as_wanted_and_keeps_to_its_paragraph() -> None:
    document = "Alone here.\n\nOne came. Two came. She went to bed. Three came. Four came.\n\nAlone there."
    longer = MixtureSettings(markup=0.0, lengths=((40, 40, 1.0),))
    (text,) = found([document], settings=longer)
    assert "She went to bed." in text
    assert text in document
    assert 40 <= len(text) < len(document.split("\n\n")[1])
    whole = MixtureSettings(markup=0.0, lengths=((400, 400, 1.0),))
    assert found([document], settings=whole) == [document.split("\n\n")[1]]


def test_those_that_are_scored_stand_in_no_document_that_is_trained_on_or_tuned_with(tmp_path: Path) -> None:
    write_word_lists(tmp_path / "lexicon", {"bed": 900})
    write_prose(tmp_path, (f"She went to bed in the house of number {number}." for number in range(1000, 1800)))
    trained = [text for part in (Part.TRAIN, Part.MEMORY) for text in Prose.read(tmp_path, part=part).texts()]
    halves = [held_out_tricky(tmp_path, half) for half in Half]
    assert [len(half) for half in halves] == [25, 25]
    numbers = [
        {int(found) for text in texts for found in re.findall(r"[0-9]{4}", text)} for texts in (trained, *halves)
    ]
    assert all(numbers)
    assert not numbers[0] & (numbers[1] | numbers[2])
    assert not numbers[1] & numbers[2]
