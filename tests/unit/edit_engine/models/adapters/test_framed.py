"""Networks without heads as denoisers: what they read, and that leave-out scores are what they claim to be."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from editable_checkpoints import FAMILIES, write_checkpoint

from edit_engine.load_options import LoadOptions, Precision
from edit_engine.models.adapters import runs
from edit_engine.models.adapters.framed import STRIDE, FramedDenoiser
from edit_engine.models.adapters.opening import open_rewriter
from edit_engine.models.adapters.slots import sigma
from edit_engine.models.denoiser import Rewriter
from edit_engine.models.errors import UnsupportedModel
from edit_engine.models.layout import lay_out
from edit_engine.request import Intent


FULL = LoadOptions(precision=Precision.FLOAT32)
TEXT = "the quick brown fox and the lazy dog are in the house with the other one"


@pytest.fixture(scope="module", params=FAMILIES)
def denoiser(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> FramedDenoiser:
    torch.set_num_threads(1)
    folder = write_checkpoint(request.param, tmp_path_factory.mktemp("model") / request.param)
    return open_rewriter(folder, devices=[torch.device("cpu")], options=FULL)


def canvas(denoiser: FramedDenoiser) -> tuple[list[int], torch.Tensor]:
    ids = denoiser.tokenizer.encode(TEXT).ids
    return ids, torch.tensor([[*ids, denoiser.tokenizer.end_id]])


def test_it_meets_the_protocol(denoiser: FramedDenoiser) -> None:
    assert isinstance(denoiser, Rewriter)
    assert denoiser.phrase_scores([[1], [2]])[0].nats == 0


def test_a_canvas_as_the_built_in_model_has_it_is_understood(denoiser: FramedDenoiser) -> None:
    ids, _ = canvas(denoiser)
    tokenizer = denoiser.tokenizer
    laid = lay_out(ids, [(3, 5, 4)], margin=2, end_id=tokenizer.end_id, mask_id=tokenizer.mask_id)
    tokens = torch.tensor([laid.tokens])
    reading = denoiser.frame([ids], Intent.INFILL)
    logits = denoiser.predict(reading, [0], tokens, torch.tensor([laid.positions]), tokens.eq(tokenizer.mask_id))
    assert logits.shape == (4, denoiser.vocab_size)
    assert logits.dtype == torch.float32


def test_leave_out_scores_are_those_of_one_masked_token_in_eight(denoiser: FramedDenoiser) -> None:
    ids, tokens = canvas(denoiser)
    reading = denoiser.frame([ids], Intent.INFILL)
    which = torch.zeros_like(tokens, dtype=torch.bool)
    which[0, 2:13] = True
    found = denoiser.conditionals(reading, [0], tokens, which)
    assert torch.equal(found.chance != 0, which)
    assert bool((found.best >= found.chance).all())
    if not denoiser.manner.filling.leaves_out:
        return
    slots = torch.zeros_like(which)
    slots[0, [2, 2 + STRIDE]] = True
    shown = tokens.masked_fill(slots, denoiser.tokenizer.mask_id)
    logits = denoiser.predict_at(reading, [0], shown, slots, slots.sum(1).double() / tokens.shape[1])
    logits[:, [one for one in denoiser.tokenizer.special_ids if one < denoiser.vocab_size]] = -torch.inf
    expected = logits.log_softmax(-1).gather(-1, tokens[slots][:, None])[:, 0]
    torch.testing.assert_close(found.chance[slots], expected, rtol=1e-4, atol=1e-4)


def test_many_rows_are_read_in_parts_and_give_the_same(
    denoiser: FramedDenoiser, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids, tokens = canvas(denoiser)
    reading = denoiser.frame([ids], Intent.INFILL)
    which = torch.ones_like(tokens, dtype=torch.bool)
    which[0, -1] = False
    whole = denoiser.conditionals(reading, [0], tokens, which)
    monkeypatch.setattr(runs, "TOKENS_AT_ONCE", 1)
    parts = denoiser.conditionals(reading, [0], tokens, which)
    torch.testing.assert_close(parts.chance, whole.chance, rtol=1e-4, atol=1e-4)


def test_a_doubt_is_a_chance_and_nothing_at_padding(denoiser: FramedDenoiser) -> None:
    ids, tokens = canvas(denoiser)
    padded = torch.nn.functional.pad(tokens, (0, 3), value=denoiser.tokenizer.pad_id)
    reading = denoiser.frame([ids], Intent.INFILL)
    doubt = denoiser.doubt(reading, [0], padded, torch.zeros(padded.shape))
    assert doubt.shape == padded.shape
    assert bool(((doubt >= 0) & (doubt <= 1)).all())
    assert bool((doubt[0, -4:] == 0).all())
    assert bool((doubt > 0).any())


def test_a_frame_holds_the_instruction_and_the_text(denoiser: FramedDenoiser) -> None:
    ids, _ = canvas(denoiser)
    (frame,) = denoiser.frame([ids], Intent.INFILL).state  # type: ignore[attr-defined]  # a list of frames
    assert frame.source == tuple(ids)
    if denoiser.manner.chat is None:
        assert frame.before == (denoiser.tokenizer.begin_id,)
        return
    (asked,) = denoiser.frame([ids], Intent.FREE, "make it rhyme").state  # type: ignore[attr-defined]  # the same
    assert "make it rhyme. Answer" in denoiser.tokenizer.decode(asked.before)
    assert TEXT in denoiser.tokenizer.decode(asked.before)
    assert "without any change" in denoiser.tokenizer.decode(asked.keeping)
    assert len(set(asked.before) & denoiser.tokenizer.special_ids) >= 2


def test_noise_grows_with_time_and_is_never_none() -> None:
    levels = sigma(torch.tensor([0.0, 0.1, 0.5, 1.0], dtype=torch.float64))
    assert float(levels[0]) > 0
    assert bool((levels[1:] > levels[:-1]).all())
    assert float(levels[-1]) == pytest.approx(6.9078, abs=1e-3)


def test_what_stands_on_the_disk_says_what_it_is(tmp_path: Path) -> None:
    about = open_rewriter(
        write_checkpoint("llada", tmp_path / "m"), devices=[torch.device("cpu")], options=FULL, name="mine"
    ).about
    assert (about.name, about.family, about.licence) == ("mine", "llada", "mit")
    assert about.version == about.sha256[:12]


@pytest.mark.parametrize("family", ["llada", "sedd-uniform", "masked-lm"])
def test_logits_that_are_no_numbers_are_told_and_never_read_as_nothing_to_change(family: str, tmp_path: Path) -> None:
    folder = write_checkpoint(family, tmp_path / family)
    made = open_rewriter(folder, devices=[torch.device("cpu")], options=FULL, name="broken")
    network = made.network
    logits = network.logits
    network.logits = lambda shown: logits(shown) * torch.nan  # type: ignore[method-assign]  # as float16 may overflow
    with pytest.raises(UnsupportedModel, match="'broken' gives logits that are no numbers.*--precision float32"):
        made.read([made.tokenizer.encode(TEXT).ids], made.about.intents[0])
