"""The promises of the editor, on a checkpoint of every family in the layout of its original, with random weights."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import regex
import torch
from editable_checkpoints import FAMILIES, write_checkpoint

from edit_engine.editing import Editor, EditorSettings
from edit_engine.load_options import Cache, LoadOptions, Precision
from edit_engine.models.adapters.slots import Shown
from edit_engine.models.families.manner import Filling
from edit_engine.models.loading import load_model
from edit_engine.request import EditEvent, EditRequest, EventKind, Hunk, Instruction, Intent
from edit_engine.text import apply, protected_spans
from edit_engine.text.spans import Span


FOLLOW_WORDS = ("llada", "llada2", "dream", "diffusion-gemma")
# Code, links, numbers, names, curly quotes, combined characters, something that reads like a special token.
TEXTS = [
    "the quick brown fox and the lazy dog are in the house with the other one",
    "Write the `code()` report, please, about [the river](http://x.org/a) and the old bridge.\n\nIn 1984, “so” it was.",
    "- every reader\n- café e\u0301 \U0001f468\u200d\U0001f469\u200d\U0001f467 friendly <|eot_id|> letters\n\n$x^2$",
]
# What no text may hold that did not hold it before.
SPECIALS = (
    *("<|endoftext|>", "<|mdm_mask|>", "<|mask|>", "<|eot_id|>", "<|im_end|>", "<|role_end|>", "<|expand|>"),
    *("<eos>", "<bos>", "<pad>", "<unk>", "<turn|>", "<|channel>", "<channel|>", "<|turn>"),
    *("[MASK]", "[SEP]", "[CLS]", "[PAD]", "[UNK]", "\ufffd"),
)
# Few steps: what is promised does not depend on their number.
SETTINGS = EditorSettings(rewrite_steps=6)


# What is kept from step to step is a little old, but for one of them.
@pytest.fixture(
    scope="module", params=[*((family, Cache.DUAL) for family in FAMILIES), ("llada", Cache.EXACT)], ids="-".join
)
def made(request: pytest.FixtureRequest) -> tuple[str, Cache]:
    found: tuple[str, Cache] = request.param
    return found


@pytest.fixture(scope="module")
def family(made: tuple[str, Cache]) -> str:
    return made[0]


@pytest.fixture(scope="module")
def editor(made: tuple[str, Cache], tmp_path_factory: pytest.TempPathFactory) -> Editor:
    family, cache = made
    folder = write_checkpoint(family, tmp_path_factory.mktemp("model") / family)
    torch.set_num_threads(1)
    return Editor(
        load_model(str(folder), device="cpu", options=LoadOptions(precision=Precision.FLOAT32, cache=cache)), SETTINGS
    )


def asked(
    text: str, editor: Editor, *, name: str = "job.0", seed: int = 0, strength: float | None = None,
    scope: Sequence[Span] = (),
) -> list[EditRequest]:  # fmt: skip
    """What a model of this family can be asked about a text, each with few guards in its way."""
    can = editor.denoiser.about.intents
    instructions = [
        Instruction(intent=intent, words="make this friendlier" * (intent is Intent.FREE), seed=seed, boldness=1.0,
                    strength=strength)
        for intent in (Intent.FREE, Intent.FIX, Intent.PARAPHRASE)
        if intent in can
    ][:1]  # fmt: skip
    return [
        EditRequest(
            id=name,
            text=text,
            core=Span(0, len(text)),
            instruction=instruction,
            scope=tuple(scope),
            protected=tuple(found.span for found in protected_spans(text)),
        )
        for instruction in instructions
    ]


def infill(text: str, span: Span, *, seed: int) -> EditRequest:
    instruction = Instruction(intent=Intent.INFILL, seed=seed)
    return EditRequest(id="job.0", text=text, core=Span(0, len(text)), instruction=instruction, scope=(span,))


def hunks_of(events: Sequence[EditEvent], name: str = "job.0") -> list[Hunk]:
    assert [event.message for event in events if event.kind is EventKind.FAILED] == []
    return sorted(
        (hunk for event in events if event.request_id == name for hunk in event.hunks), key=lambda hunk: hunk.start
    )


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("strength", [None, 0.7, 1.0])
def test_outside_its_hunks_nothing_changes_and_they_split_no_character(
    editor: Editor, text: str, strength: float | None
) -> None:
    borders = {0, *(found.end() for found in regex.finditer(r"\X", text))}
    for request in asked(text, editor, strength=strength):
        hunks = hunks_of(list(editor.edit([request])))
        for hunk in hunks:
            assert text[hunk.start : hunk.end] == hunk.before
            assert not any(span.overlaps(hunk.span) for span in request.protected)
            assert {hunk.start, hunk.end} <= borders
            assert not [name for name in SPECIALS if name in hunk.after and name not in hunk.before]
        assert (apply(text, hunks) == text) is not bool(hunks)


def test_it_writes_something_where_it_is_asked_to_and_nowhere_else(editor: Editor) -> None:
    text, hunks = TEXTS[0], []
    for word in regex.finditer(r"\w+", text):
        span = Span(word.start(), word.end())
        found = hunks_of(list(editor.edit([infill(text, span, seed=0)])))
        assert all(span.start - 1 <= hunk.start and hunk.end <= span.end for hunk in found)
        hunks += found
    assert hunks
    assert {hunk.provenance.model for hunk in hunks} == {editor.denoiser.about.name}


def test_a_seed_gives_the_same_hunks_whatever_is_edited_beside_it(editor: Editor) -> None:
    one = asked(TEXTS[0], editor, seed=3, strength=0.7)
    other = asked(TEXTS[1] * 2, editor, name="other.0", strength=0.4)
    alone = hunks_of(list(editor.edit(one)))
    assert hunks_of(list(editor.edit([*other, *one]))) == alone


def test_only_the_scope_changes(editor: Editor) -> None:
    text, scope = TEXTS[0], Span(20, 43)
    for request in asked(text, editor, strength=1.0, scope=[scope]):
        for hunk in hunks_of(list(editor.edit([request]))):
            assert scope.start - 1 <= hunk.start
            assert hunk.end <= scope.end


@pytest.mark.parametrize("after", [1, 3, 9])
def test_a_cancel_takes_effect_before_the_next_forward(
    editor: Editor, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    forwards = 0
    network = editor.denoiser.network  # type: ignore[attr-defined]  # that of the adapter

    def counted(shown: Shown) -> object:
        nonlocal forwards
        forwards += 1
        return original(shown)

    original = network.logits
    monkeypatch.setattr(network, "logits", counted)
    text = "\n\n".join([TEXTS[0] * 8] * 4)
    events = list(editor.edit(asked(text, editor, strength=0.7), lambda _: forwards >= after))
    assert events[-1].kind is EventKind.CANCELLED
    assert forwards == after
    assert not any(event.hunks for event in events)


@pytest.mark.parametrize("after", [1, 2])
def test_a_cancel_takes_effect_within_a_run_of_the_sampler(
    editor: Editor, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = 0
    network = editor.denoiser.network  # type: ignore[attr-defined]  # that of the adapter
    if editor.denoiser.manner.filling is Filling.ELASTIC:  # type: ignore[attr-defined]  # the same
        return  # its canvases change their length, so it has no runs

    def watched(lengths: Sequence[int]) -> object:
        run = begin(lengths)
        step = run.logits

        def counted(shown: Shown, rows: Sequence[int]) -> object:
            nonlocal steps
            steps += 1
            return step(shown, rows)

        run.logits = counted
        return run

    begin = network.run
    monkeypatch.setattr(network, "run", watched)
    events = list(editor.edit(asked(TEXTS[0], editor, strength=1.0), lambda _: steps >= after))
    assert events[-1].kind is EventKind.CANCELLED
    assert steps == after
    assert not any(event.hunks for event in events)


def test_a_paragraph_too_long_for_the_model_is_said_to_be_so(editor: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editor.denoiser.network, "max_tokens", 20)  # type: ignore[attr-defined]  # the adapter's
    (request,) = asked(TEXTS[0] * 3, editor)
    events = list(editor.edit([request]))
    assert events[-1].kind is EventKind.FAILED
    assert "reads at most 20 tokens" in events[-1].message


def test_free_words_are_followed_or_refused_with_those_that_follow_them(editor: Editor, family: str) -> None:
    text = TEXTS[0]
    instruction = Instruction(intent=Intent.FREE, words="say it like a pirate")
    request = EditRequest(id="job.0", text=text, core=Span(0, len(text)), instruction=instruction)
    last = list(editor.edit([request]))[-1]
    if family in FOLLOW_WORDS:
        assert last.kind is EventKind.DONE
    else:
        assert last.kind is EventKind.FAILED
        assert "LLaDA and Dream" in last.message


def test_other_words_locate_other_places(editor: Editor, family: str) -> None:
    denoiser = editor.denoiser
    if family not in FOLLOW_WORDS:
        assert Intent.FREE not in denoiser.about.intents
        return
    ids = denoiser.tokenizer.encode(TEXTS[0]).ids
    one = denoiser.read([ids], Intent.FREE, "make this friendlier").noise[0]
    other = denoiser.read([ids], Intent.FREE, "say it like a pirate").noise[0]
    assert one.shape == (len(ids),)
    assert float(one.min()) >= 0
    assert float(one.max()) <= 1
    assert not torch.equal(one, other)


def test_what_is_to_be_written_anew_is_not_read_in_the_chat(
    editor: Editor, family: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    denoiser, text = editor.denoiser, TEXTS[0]
    framed: list[list[int]] = []
    original = denoiser.frame  # type: ignore[attr-defined]  # a rewriter's

    def frame(sources: Sequence[Sequence[int]], *arguments: object) -> object:
        framed.extend(map(list, sources))
        return original(sources, *arguments)

    monkeypatch.setattr(denoiser, "frame", frame)
    hunks_of(list(editor.edit([infill(text, Span(text.index("brown"), text.index(" fox")), seed=0)])))
    (source,) = framed
    masked = source.count(denoiser.tokenizer.mask_id)
    plain = denoiser.tokenizer.decode([token for token in source if token != denoiser.tokenizer.mask_id])
    assert "brown" not in plain
    assert plain.endswith("fox" + text.split(" fox")[1])
    assert (masked > 0) is denoiser.manner.filling.has_masks  # type: ignore[attr-defined]  # a rewriter's
    assert ("\u2026" in plain) is not (masked > 0)
