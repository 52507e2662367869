"""Synthetic errors: each kind gives its textbook example, and nothing else in the text changes."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edit_engine.training.corruption import Corruptor, ErrorKind, Lexicon, LexiconError
from edit_engine.training.corruption.corruptor import ERRORS
from edit_engine.training.corruption.draft import Draft
from edit_engine.training.corruption.places import places
from edit_engine.training.corruption.preposition_table import (
    AFTER_HEAD,
    AFTER_OBJECT,
    BEFORE_NOUN,
    BEFORE_PHRASE,
    INFINITIVE_HEADS,
    table,
)
from edit_engine.training.corruption.weights import FAMILIES


# The words that the sentences below are made of.
WORDS = """
    night knight
    the a an this these we he she they it is are was were has have had go goes went gone see saw seen depend on
    government believe problem problems book books information quick quickly easier easy however but receive
    together student students write writes wrote dog dogs their there then than because important use used using
    solve big biggest cat cats garden many to not do does did will gardens box boxes party parties friend friends one
    well lose loose opened house bed room bedroom beds rooms
"""
FILES = {
    "word_freq.tsv": ("word\tcount\n" + "".join(f"{word}\t1000\n" for word in WORDS.split()) + "London\t500\n"),
    "inflections.tsv": "lemma\tpos\ttag\tform\tfreq_form\n"
    + "".join(
        f"{base}\tverb\tVBD\t{vbd}\t9\n{base}\tverb\tVBN\t{vbn}\t9\n{base}\tverb\tVBG\t{vbg}\t9\n{base}\tverb\tVBZ\t{vbz}\t9\n"
        for base, vbz, vbd, vbn, vbg in (
            ("go", "goes", "went", "gone", "going"),
            ("see", "sees", "saw", "seen", "seeing"),
            ("write", "writes", "wrote", "written", "writing"),
            ("depend", "depends", "depended", "depended", "depending"),
            ("solve", "solves", "solved", "solved", "solving"),
            ("use", "uses", "used", "used", "using"),
        )
    )
    + "".join(
        f"{noun}\tnoun\tNNS\t{noun}s\t9\n"
        for noun in ("book", "problem", "student", "dog", "cat", "garden", "friend", "bed", "room", "bedroom")
    )
    + "box\tnoun\tNNS\tboxes\t9\nparty\tnoun\tNNS\tparties\t9\n"
    + "easy\tadj\tJJR\teasier\t9\neasy\tadj\tJJS\teasiest\t9\nbig\tadj\tJJR\tbigger\t9\nbig\tadj\tJJS\tbiggest\t9\n",
    "irregular_verbs.tsv": "base\tpast\tpast_participle\tsource\ngo\twent\tgone\tx\n",
    "misspellings.tsv": "wrong\tright\tfreq_right\tsources\ngoverment\tgovernment\t9\twikipedia\n",
    "confusables.tsv": "word\tother\tkind\tfreq_word\tfreq_other\n",
    "confusion_sets.tsv": "set\twrong\tsource\nknight|night\t\tx\n",
    "us_uk.tsv": "american\tbritish\ncolor\tcolour\n",
}


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    folder = tmp_path_factory.mktemp("lexicon")
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return Lexicon.read(folder)


def results(lexicon: Lexicon, kind: ErrorKind, text: str) -> set[str]:
    """Every text that errors of one kind alone make of `text`."""
    corruptor = Corruptor(lexicon, weights={kind: 1.0})
    return {corruptor.corrupt(text, random.Random(seed), 0.15) for seed in range(400)} - {text}


@pytest.mark.parametrize(
    ("kind", "text", "wrong"),
    [
        (ErrorKind.KNOWN_MISSPELLING, "The government knows.", "The goverment knows."),
        (ErrorKind.SLIP, "The government knows.", "The govermnent knows."),
        (ErrorKind.SOUND, "We believe it.", "We beleive it."),
        (ErrorKind.CONFUSION, "It is their dog.", "It is there dog."),
        (ErrorKind.A_FOR_AN, "It was an apple.", "It was a apple."),
        (ErrorKind.OF_FOR_HAVE, "They could have gone.", "They could of gone."),
        (ErrorKind.PRONOUN_CASE, "Give it to him.", "Give it to he."),
        (ErrorKind.AGREEMENT, "He goes home.", "He go home."),
        (ErrorKind.AGREEMENT, "The dogs are here.", "The dogs is here."),
        (ErrorKind.FORM_AFTER_HELPER, "She has gone away.", "She has went away."),
        (ErrorKind.FORM_AFTER_HELPER, "We did not see it.", "We did not saw it."),
        (ErrorKind.FORM_AFTER_TO, "They want to go home.", "They want to went home."),
        (ErrorKind.FORM_AFTER_TO, "By using the book we learn.", "By use the book we learn."),
        (ErrorKind.TENSE, "They went home.", "They goed home."),
        (ErrorKind.NUMBER, "There are many problems.", "There are many problem."),
        (ErrorKind.NUMBER, "He reads a book.", "He reads a books."),
        (ErrorKind.NUMBER, "One of my friends left.", "One of my friend left."),
        (ErrorKind.ARTICLE_DROPPED, "He sat in the garden.", "He sat in garden."),
        (ErrorKind.ARTICLE_DROPPED, "We left in the morning.", "We left in morning."),
        (ErrorKind.ARTICLE_ADDED, "They left in London.", "They left in the London."),
        (ErrorKind.ARTICLE_ADDED, "She plays tennis.", "She plays the tennis."),
        (ErrorKind.ARTICLE_ADDED, "I like it in general.", "I like it in the general."),
        (ErrorKind.ARTICLE_SWAPPED, "They see the students.", "They see a students."),
        (ErrorKind.DETERMINER, "We read these books.", "We read this books."),
        (ErrorKind.PREPOSITION_WRONG, "It depends on the dog.", "It depends of the dog."),
        (ErrorKind.PREPOSITION_WRONG, "They saw it in the morning.", "They saw it on the morning."),
        (ErrorKind.PREPOSITION_WRONG, "We spend the books on dogs.", "We spend the books for dogs."),
        (ErrorKind.PREPOSITION_ADDED, "They discuss the book.", "They discuss about the book."),
        (ErrorKind.COMPARISON, "This is easier than that.", "This is more easier than that."),
        (ErrorKind.COMPARISON, "It is the biggest dog.", "It is the most biggest dog."),
        (ErrorKind.ADVERB, "He went quickly home.", "He went quick home."),
        (ErrorKind.SMALL_WORD_DROPPED, "The dog is not here.", "The dog not here."),
        (ErrorKind.SMALL_WORD_ADDED, "They should go home.", "They should to go home."),
        (ErrorKind.NEGATION, "We do not see it.", "We do see not it."),
        (ErrorKind.NEGATION, "We did not see it.", "We not saw it."),
        (ErrorKind.ADVERB_MOVED, "They never go home.", "They go never home."),
        (ErrorKind.ADVERB_MOVED, "He writes the book well.", "He writes well the book."),
        (ErrorKind.ADVERB_MOVED, "We saw him yesterday.", "We yesterday saw him."),
        (ErrorKind.ADJECTIVE_MOVED, "They have a big garden.", "They have a garden big."),
        (ErrorKind.ADJECTIVE_MOVED, "It was such a garden.", "It was a such garden."),
        (ErrorKind.OBJECT_MOVED, "They write it down.", "They write down it."),
        (ErrorKind.SUBJECT_DOUBLED, "My sister has a dog.", "My sister she has a dog."),
        (ErrorKind.QUESTION_ORDER, "What do you see?", "What you see?"),
        (ErrorKind.QUESTION_ORDER, "We see what it is.", "We see what is it."),
        (ErrorKind.COMMA_DROPPED, "However, we left.", "However we left."),
        (ErrorKind.COMMA_DROPPED, "In 1990, they left.", "In 1990 they left."),
        (ErrorKind.COMMA_DROPPED, "He came, but we left.", "He came but we left."),
        (ErrorKind.COMMA_ADDED, "They left because they won.", "They left because, they won."),
        (ErrorKind.RUN_ON, "He came. We left.", "He came, we left."),
        (ErrorKind.END_DROPPED, "We left early.", "We left early"),
        (ErrorKind.MARK_DOUBLED, "We left. They came.", "We left.. They came."),
        (ErrorKind.MARK_SPACED, "Well, we left.", "Well , we left."),
        (ErrorKind.QUOTE_DROPPED, 'The "best" dog.', 'The "best dog.'),
        (ErrorKind.APOSTROPHE, "They don't go.", "They dont go."),
        (ErrorKind.MERGED, "We like it a lot.", "We like it alot."),
        (ErrorKind.SPLIT, "They went together.", "They went to gether."),
        (ErrorKind.SPLIT, "A big bedroom.", "A big bed room."),
        (ErrorKind.DOUBLED, "He saw the dog.", "He saw the the dog."),
        (ErrorKind.DOUBLED, "He saw the dog.", "He saw the dog dog."),
        (ErrorKind.HYPHEN, "A well-known dog.", "A well known dog."),
        (ErrorKind.NAME_LOWERED, "They left London.", "They left london."),
        (ErrorKind.NAME_LOWERED, "It was on Monday.", "It was on monday."),
        (ErrorKind.START_LOWERED, "We left.", "we left."),
        (ErrorKind.FIRST_PERSON_LOWERED, "Then I left.", "Then i left."),
        (ErrorKind.MISSPELLED_TWICE, "The government knows.", "The goferment knows."),
        (ErrorKind.RARE_CONFUSION, "They lose it.", "They loose it."),
        (ErrorKind.LIGHT_VERB, "They told me so.", "They said me so."),
        (ErrorKind.DISTANT_AGREEMENT, "The box of books is here.", "The box of books are here."),
        (ErrorKind.DISTANT_AGREEMENT, "One of the dogs is here.", "One of the dogs are here."),
        (ErrorKind.DISTANT_AGREEMENT, "The news is here.", "The news are here."),
        (ErrorKind.THERE_IS, "There are many dogs.", "There is many dogs."),
        (ErrorKind.FORM_AFTER_VERB, "We enjoy seeing it.", "We enjoy to see it."),
        (ErrorKind.FORM_AFTER_VERB, "They want to see it.", "They want see it."),
        (ErrorKind.TENSE_AGAINST_TIME, "Yesterday we went home.", "Yesterday we go home."),
        (ErrorKind.TENSE_AGAINST_CONTEXT, "It was late and they went home.", "It was late and they go home."),
        (ErrorKind.CONDITION, "If we had gone we would see.", "If we would have gone we would see."),
        (ErrorKind.FEELING, "We are interested in it.", "We are interesting in it."),
        (ErrorKind.PROGRESSIVE, "It has been using it.", "It has been use it."),
        (ErrorKind.NUMBER, "We need two more books.", "We need two more book."),
        (ErrorKind.DETERMINER, "We have much time.", "We have many time."),
        (ErrorKind.ARTICLE_DROPPED, "The more you go, the easier it is.", "The more you go, easier it is."),
        (ErrorKind.DISTANT_AGREEMENT, "The cat and the dog have gone.", "The cat and the dog has gone."),
        (ErrorKind.UNCOUNTABLE, "We need information.", "We need informations."),
        (ErrorKind.PLURAL_FORM, "The parties were big.", "The partys were big."),
        (ErrorKind.PLURAL_FORM, "The children left.", "The childs left."),
        (ErrorKind.PREPOSITION_OF_TIME, "We have seen it for two years.", "We have seen it since two years."),
        (ErrorKind.PREPOSITION_OF_TIME, "We left at five o'clock.", "We left in five o'clock."),
        (ErrorKind.PASSIVE_AGENT, "It was written by London.", "It was written from London."),
        (ErrorKind.SPLICE, "He came; we left.", "He came, we left."),
        (ErrorKind.SPLICE, "They left early, and we have gone.", "They left early, we have gone."),
        (ErrorKind.ASIDE, "The dog, which is big, has gone.", "The dog, which is big has gone."),
        (ErrorKind.PLACE_COMMA, "It was in London, England.", "It was in London England."),
        (ErrorKind.COLON, "We need the following: books.", "We need the following books."),
        (ErrorKind.FINAL_MARK, "Did they go?", "Did they go."),
        (ErrorKind.FINAL_MARK, "They asked whether we left.", "They asked whether we left?"),
        (ErrorKind.RAISED, "He saw the garden.", "He saw the Garden."),
        (ErrorKind.HOMOPHONE, "He rode all night.", "He rode all knight."),
    ],
)
def test_kind_makes_its_textbook_error(lexicon: Lexicon, kind: ErrorKind, text: str, wrong: str) -> None:
    assert wrong in results(lexicon, kind, text)


def test_every_kind_has_an_example() -> None:
    marks = test_kind_makes_its_textbook_error.pytestmark  # type: ignore[attr-defined]  # set by the decorator
    assert {case[0] for case in marks[0].args[1]} == set(ErrorKind)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        # An -ise or -our spelling is no error.
        (ErrorKind.SOUND, "colour"),
        # A comma that only style asks for.
        (ErrorKind.COMMA_DROPPED, "A big, old dog barked."),
        # No sign of the number: "the book" may be right.
        (ErrorKind.NUMBER, "We saw the books there."),
        # If it were: a subjunctive.
        (ErrorKind.AGREEMENT, "If it were so."),
        # No rule says that "the" may not be left out here.
        (ErrorKind.ARTICLE_DROPPED, "They saw the students leave."),
        (ErrorKind.TENSE, "We used it."),
        # "Asked if it had": no condition.
        (ErrorKind.CONDITION, "They asked if it had gone."),
        # "Good in parts" is no error: only an -ing form shows that it is.
        (ErrorKind.PREPOSITION_WRONG, "They are good at books."),
        # A source may follow "from".
        (ErrorKind.PASSIVE_AGENT, "It was made by London."),
        # "They think" is as right as "they thought".
        (ErrorKind.TENSE_AGAINST_CONTEXT, "It was late and they use it."),
        # An adverb at the end with no object to part from its verb.
        (ErrorKind.ADVERB_MOVED, "They write well."),
    ],
)
def test_right_text_is_not_made_into_other_right_text(lexicon: Lexicon, kind: ErrorKind, text: str) -> None:
    assert results(lexicon, kind, text) == set()


CODE_LIKE = "See `the problem of these books` in file_name, at https://x.org/their, CamelCase, v2beta and a@b.org."


def test_code_like_tokens_stay_untouched(lexicon: Lexicon) -> None:
    corruptor = Corruptor(lexicon)
    kept = ("`the problem of these books`", "file_name", "https://x.org/their", "CamelCase", "v2beta", "a@b.org")
    for seed in range(200):
        wrong = corruptor.corrupt(CODE_LIKE, random.Random(seed), 0.5)
        assert all(token in wrong for token in kept), wrong


TEXT = (
    "However, the students did not see these problems, because they went to the garden. The government has many books "
    "and it depends on them. They want to go together, but their dogs are not there. He writes quickly, and she has "
    "seen an easier problem than this."
)


@given(seed=st.integers(0, 10_000), rate=st.floats(0, 0.5))
@settings(max_examples=60, deadline=None)
def test_same_seed_same_text(lexicon: Lexicon, seed: int, rate: float) -> None:
    corruptor = Corruptor(lexicon)
    first = corruptor.corrupt(TEXT, random.Random(seed), rate)
    assert first == Corruptor(lexicon).corrupt(TEXT, random.Random(seed), rate)


@given(text=st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_rate_zero_returns_the_text_and_any_text_is_accepted(lexicon: Lexicon, text: str) -> None:
    corruptor = Corruptor(lexicon)
    assert corruptor.corrupt(text, random.Random(1), 0.0) == text
    corruptor.corrupt(text, random.Random(1), 0.5)


@given(text=st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_draft_without_edits_renders_the_text(text: str) -> None:
    assert Draft(text).render() == text


@pytest.mark.parametrize("rate", [0.03, 0.08])
def test_number_of_errors_is_near_the_rate(lexicon: Lexicon, rate: float, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    render = Draft.render
    monkeypatch.setattr(Draft, "render", lambda draft: (made.append(len(draft.edits)), render(draft))[1])
    corruptor = Corruptor(lexicon)
    for seed in range(300):
        corruptor.corrupt(TEXT, random.Random(seed), rate)
    asked = rate * len(Draft(TEXT))
    assert 0.8 * asked < sum(made) / len(made) < 1.15 * asked


def test_missing_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"word_freq\.tsv"):
        Lexicon.read(tmp_path)


def test_short_row_is_named(tmp_path: Path) -> None:
    (tmp_path / "word_freq.tsv").write_text("word\tcount\nthe\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="line 2"):
        Lexicon.read(tmp_path)


@pytest.mark.parametrize("kind", list(ErrorKind))
def test_an_error_of_one_kind_changes_one_place(
    lexicon: Lexicon, kind: ErrorKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts: list[Draft] = []
    render = Draft.render
    monkeypatch.setattr(Draft, "render", lambda draft: (drafts.append(draft), render(draft))[1])
    monkeypatch.setattr("edit_engine.training.corruption.corruptor._poisson", lambda mean, rng: 1)
    corruptor = Corruptor(lexicon, weights={kind: 1.0})
    for seed in range(100):
        wrong = corruptor.corrupt(TEXT, random.Random(seed), 0.05)
        edits = drafts[-1].edits
        assert (wrong != TEXT) == bool(edits)
        if not edits:
            continue
        (edit,) = edits
        # What lies outside the one place is the text as it was.
        pieces = drafts[-1].pieces
        before, old, after = (
            "".join(pieces[s]) for s in (slice(edit.start), slice(edit.start, edit.stop), slice(edit.stop, None))
        )
        assert before + old + after == TEXT
        assert wrong == before + edit.text + after
        assert edit.text != old


def test_places_leave_out_no_place_of_a_kind(lexicon: Lexicon) -> None:
    draft = Draft(TEXT)
    for kind, function in ERRORS.items():
        allowed = places(draft, kind)
        if allowed is None:
            continue
        for index in set(range(len(draft))) - set(allowed):
            assert all(function(draft, index, random.Random(seed), lexicon) is None for seed in range(20)), kind


def test_every_kind_belongs_to_one_family() -> None:
    kinds = [kind for family in FAMILIES.values() for kind in family]
    assert sorted(kinds) == sorted(ErrorKind)


@pytest.mark.parametrize("rows", [AFTER_HEAD, AFTER_OBJECT, BEFORE_NOUN, BEFORE_PHRASE, INFINITIVE_HEADS])
def test_no_preposition_is_its_own_error(rows: str) -> None:
    for pair, wrongs in table(rows).items():
        assert not set(pair) & set(wrongs), pair
        assert len(set(wrongs)) == len(wrongs), pair


def test_a_seldom_error_is_put_into_the_first_passage_that_has_a_place_for_it(lexicon: Lexicon) -> None:
    corruptor = Corruptor(lexicon)
    passages = ["Stop.", "There are many books in the garden.", "We have books."]
    kinds = set()
    for seed in range(300):
        found = corruptor.seek(iter(passages), random.Random(seed), 0.0)
        if found is not None:
            wrong, right = found
            assert right in passages
            assert wrong != right
            kinds.add(wrong)
    assert "There is many books in the garden." in kinds
    assert corruptor.seek(iter(["Stop"]), random.Random(1), 0.0) is None


def test_other_errors_stand_beside_the_one_that_is_sought(lexicon: Lexicon) -> None:
    def most_words_changed(rate: float) -> int:
        changes = []
        for seed in range(60):
            found = Corruptor(lexicon).seek(iter([TEXT]), random.Random(seed), rate)
            if found is not None:
                words = [set(text.split()) for text in found]
                changes.append(len(words[0] - words[1]))
        return max(changes)

    assert most_words_changed(0.0) <= 2 < most_words_changed(0.5)
