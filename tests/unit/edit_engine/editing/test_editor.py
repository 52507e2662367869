"""The promises of the editor, on a denoiser that proposes nonsense everywhere."""

from __future__ import annotations

import re

import pytest
import regex
from fakes import WildDenoiser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edit_engine.editing import Editor
from edit_engine.editing import editor as editing
from edit_engine.models.tokenizer import SPECIALS
from edit_engine.request import EditEvent, EditRequest, EventKind, Hunk, Instruction, Intent
from edit_engine.text import apply, protected_spans
from edit_engine.text.spans import Span


PIECES = st.sampled_from(
    [
        *("the quick", " brown fox. ", "\n\n", "`code()` ", "[a link](http://x.org/a) ", "café ", "e\u0301 ", "“so” "),
        *("$x^2$ ", "In 1984, ", "\n- item ", "| a | b |\n", "word " * 30, "\t", "don’t ", "\r", "ß"),
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 ",
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=25).map("".join)
CASES = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def request(
    text: str, *, name: str = "job.0", seed: int = 0, intent: Intent = Intent.FIX, **more: object
) -> EditRequest:
    protected = tuple(found.span for found in protected_spans(text))
    values = {
        "id": name,
        "text": text,
        "core": Span(0, len(text)),
        "instruction": Instruction(intent=intent, seed=seed, strength=more.pop("strength", None)),  # type: ignore[arg-type]
        "protected": protected,
        **more,
    }
    return EditRequest(**values)  # type: ignore[arg-type]  # built from a dict to keep the tests short


def hunks_of(events: list[EditEvent], name: str = "job.0") -> list[Hunk]:
    found = [
        hunk for event in events if event.kind is EventKind.HUNKS and event.request_id == name for hunk in event.hunks
    ]
    return sorted(found, key=lambda hunk: hunk.start)


@CASES
@given(text=TEXTS, seed=st.integers(0, 3), strength=st.sampled_from([None, 0.0, 0.4, 1.0]))
def test_protected_text_never_changes_and_hunks_apply(
    wild: WildDenoiser, text: str, seed: int, strength: float | None
) -> None:
    asked = request(text, seed=seed, strength=strength)
    hunks = hunks_of(list(Editor(wild).edit([asked])))
    for hunk in hunks:
        assert text[hunk.start : hunk.end] == hunk.before
        assert not any(span.overlaps(hunk.span) for span in asked.protected)
    assert (apply(text, hunks) == text) is not bool(hunks)


@CASES
@given(text=TEXTS)
def test_hunks_never_split_a_grapheme_nor_hold_a_special_token(wild: WildDenoiser, text: str) -> None:
    borders = {0, *(found.end() for found in regex.finditer(r"\X", text))}
    for hunk in hunks_of(list(Editor(wild).edit([request(text)]))):
        assert {hunk.start, hunk.end} <= borders
        assert not any(special in hunk.after for special in SPECIALS)
        assert "\ufffd" not in hunk.after


@CASES
@given(text=TEXTS, other=TEXTS)
def test_the_same_request_gives_the_same_hunks_whatever_is_edited_beside_it(
    wild: WildDenoiser, text: str, other: str
) -> None:
    alone = hunks_of(list(Editor(wild).edit([request(text, seed=7)])))
    events = list(Editor(wild).edit([request(other, name="other.0"), request(text, seed=7)]))
    assert hunks_of(events) == alone


def test_only_the_scope_changes(wild: WildDenoiser) -> None:
    text = "the quick brown fox and the lazy dog are in the house. " * 20
    scope = (Span(100, 180), Span(400, 420))
    found = hunks_of(list(Editor(wild).edit([request(text, scope=scope, protected=())])))
    assert found
    for hunk in found:
        assert any(span.start - 1 <= hunk.start and hunk.end <= span.end for span in scope)


def test_only_the_core_changes(wild: WildDenoiser) -> None:
    text = "the quick brown fox and the lazy dog are in the house. " * 60
    core = Span(1100, 2200)
    found = hunks_of(list(Editor(wild).edit([request(text, core=core, protected=())])))
    assert found
    assert all(core.start <= hunk.start and hunk.end <= core.end for hunk in found)


def test_positions_count_from_the_start_of_the_document(wild: WildDenoiser) -> None:
    text = "the quick brown fox and the lazy dog. " * 5
    here = hunks_of(list(Editor(wild).edit([request(text)])))
    shifted = hunks_of(list(Editor(wild).edit([request(text, offset=1000)])))
    assert [(h.start + 1000, h.end + 1000, h.after) for h in here] == [(h.start, h.end, h.after) for h in shifted]


def test_every_request_ends_with_one_final_event(wild: WildDenoiser) -> None:
    asked = [
        request("the quick brown fox", name="a.0"),
        request("", name="b.0"),
        request("the", intent=Intent.FORMAL, name="c.0"),
    ]
    last = {}
    for event in Editor(wild).edit(asked):
        assert event.request_id not in last, "an event followed the final one"
        if event.kind in {EventKind.DONE, EventKind.FAILED, EventKind.CANCELLED}:
            last[event.request_id] = event.kind
    assert last == {"a.0": EventKind.DONE, "b.0": EventKind.DONE, "c.0": EventKind.FAILED}


def test_cancel_takes_effect_within_one_forward(wild: WildDenoiser) -> None:
    text = "the quick brown fox and the lazy dog are in the house. " * 300
    asked = request(text, protected=())
    stopped: list[bool] = []
    before = 0
    kinds = []
    for event in Editor(wild).edit([asked], lambda _: bool(stopped)):
        kinds.append(event.kind)
        if event.kind is EventKind.PREVIEW and not stopped:
            stopped.append(True)
            before = wild.forwards
    assert kinds[-1] is EventKind.CANCELLED
    assert wild.forwards - before <= 1
    assert EventKind.HUNKS not in kinds


def test_nothing_located_costs_one_forward() -> None:
    calm = WildDenoiser(wildness=0.0)
    events = list(Editor(calm).edit([request("the quick brown fox and the lazy dog.")]))
    assert calm.forwards == 1
    assert hunks_of(events) == []


def test_strength_says_how_much_is_renoised() -> None:
    calm = WildDenoiser(wildness=0.0)
    text = "the quick brown fox and the lazy dog are in the house with the other one. " * 6
    counts = []
    for strength in (0.0, 0.2, 0.8):
        hunks = hunks_of(list(Editor(calm).edit([request(text, strength=strength, protected=())])))
        counts.append(sum(len(hunk.before) for hunk in hunks))
    assert counts[0] == 0
    assert counts[0] < counts[1] < counts[2]


def test_infill_without_a_place_is_refused_rather_than_rewriting_everything(wild: WildDenoiser) -> None:
    events = list(Editor(wild).edit([request("the quick brown fox", intent=Intent.INFILL)]))
    assert [event.kind for event in events] == [EventKind.FAILED]
    assert "select text" in events[0].message


def test_infill_needs_no_located_error_and_keeps_to_its_scope() -> None:
    calm = WildDenoiser(wildness=0.0)
    text = "the quick brown fox and the lazy dog are in the house."
    hunks = []
    for seed in range(40):  # most of the fake's nonsense is refused
        asked = request(text, intent=Intent.INFILL, scope=(Span(10, 19),), protected=(), seed=seed)
        hunks += hunks_of(list(Editor(calm).edit([asked])))
    assert hunks
    assert all(hunk.start >= 9 and hunk.end <= 19 for hunk in hunks)


def test_a_preview_is_the_text_with_what_is_at_work_in_it_and_locked_text_stays(
    wild: WildDenoiser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editing, "PREVIEW_EVERY_S", 0.0)
    text = "the quick brown fox LOCKED and the lazy dog. " * 30
    locked = [Span(at.start(), at.end()) for at in regex.finditer("LOCKED", text)]
    asked = request(text, protected=tuple(locked))
    previews = [event for event in Editor(wild).edit([asked]) if event.kind is EventKind.PREVIEW]
    assert previews
    for event in previews:
        assert event.span is not None
        within = text[event.span.start - asked.offset : event.span.end - asked.offset]
        assert event.text.count("LOCKED") == within.count("LOCKED") > 0


def test_previews_come_no_faster_than_an_eye_follows(wild: WildDenoiser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editing, "PREVIEW_EVERY_S", 1e9)
    asked = [request("the quick brown fox and the lazy dog. " * 40, name=f"{name}.0") for name in "ab"]
    previews = [event for event in Editor(wild).edit(asked) if event.kind is EventKind.PREVIEW]
    assert [event.request_id for event in previews] == ["a.0", "b.0"]


def test_a_hunk_knows_whether_a_sentence_begins_there(wild: WildDenoiser) -> None:
    text = (
        "The quick fox and the dog are in. The house with Mr. Brown and one: the lazy fox.\n\nthe dog\n\n- the fox\n\n"
        * 12
    )
    opens = re.compile(r"\A|(?<!Mr)\. |\n\n(?:- )?")
    openings = {found.end() for found in opens.finditer(text)}
    hunks = hunks_of(list(Editor(wild).edit([request(text.rstrip())])))
    told = {hunk.end - len(hunk.before.lstrip()): hunk.provenance.scores["opens"] for hunk in hunks}
    assert told == {at: float(at in openings) for at in told}
    assert {0.0, 1.0} <= set(told.values())
