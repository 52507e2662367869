"""DiffusionGemma computes what its equations say, keeps what it may in a run, and clamps what is not free."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from editable_checkpoints import write_checkpoint
from torch import Tensor

from edit_engine.load_options import LoadOptions, Precision
from edit_engine.models.adapters.diffusion_gemma import DiffusionGemma
from edit_engine.models.adapters.framed import FramedDenoiser
from edit_engine.models.adapters.opening import open_rewriter, sketch
from edit_engine.models.adapters.slots import Shown
from edit_engine.models.errors import UnsupportedModel
from edit_engine.models.families.manner import Renoising
from edit_engine.request import Intent


FULL = LoadOptions(precision=Precision.FLOAT32)
PROMPT, CANVAS = [262, 300, 280, 301, 290, 272, 331, 300, 299], [270, 311, 262, 305, 340]
WINDOW, LIMIT, LAYERS = 6, 30.0, ("sliding", "full", "full")
CPU = torch.device("cpu")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.set_num_threads(1)
    return write_checkpoint("diffusion-gemma", tmp_path_factory.mktemp("model") / "gemma")


@pytest.fixture(scope="module")
def denoiser(folder: Path) -> FramedDenoiser:
    return open_rewriter(folder, devices=[CPU], options=FULL)


@pytest.fixture(scope="module")
def network(denoiser: FramedDenoiser) -> DiffusionGemma:
    found = denoiser.network
    assert isinstance(found, DiffusionGemma)
    return found


def shown(*rows: tuple[list[int], list[int]], slots: list[int] | None = None, time: float = 1.0) -> Shown:
    """Prompts and canvases, padded; asked about everywhere on the canvas, or at some places of it."""
    width = max(len(prompt) + len(canvas) for prompt, canvas in rows)
    tokens = torch.zeros(len(rows), width, dtype=torch.long)
    real, asked = torch.zeros_like(tokens, dtype=torch.bool), torch.zeros_like(tokens, dtype=torch.bool)
    for line, (prompt, canvas) in enumerate(rows):
        end = len(prompt) + len(canvas)
        tokens[line, :end] = torch.tensor(prompt + canvas)
        real[line, :end] = True
        for place in range(len(canvas)) if slots is None else slots:
            asked[line, len(prompt) + place] = True
    starts = torch.tensor([len(prompt) for prompt, _ in rows])
    return Shown(
        tokens=tokens, real=real, slots=asked, starts=starts, time=torch.full((len(rows),), time, dtype=torch.float64)
    )


class Reference:
    """One row in float64, from the equations of Gemma 4 with experts and of the decoder's self-conditioning."""

    def __init__(self, model: Any) -> None:
        self.w = {name: tensor.double() for name, tensor in model.state_dict().items()}

    @staticmethod
    def norm(x: Tensor, weight: Tensor | float = 1.0) -> Tensor:
        return x / ((x * x).mean(-1, keepdim=True) + 1e-6).sqrt() * weight

    @staticmethod
    def gelu(x: Tensor) -> Tensor:
        return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))

    @staticmethod
    def turn(x: Tensor, start: int, kind: str) -> Tensor:
        """x (T, heads, width), whose first token stands at `start`; a quarter of full layers' channels turn."""
        half = x.shape[-1] // 2
        turning, base = (half, 1e4) if kind == "sliding" else (int(0.25 * x.shape[-1] // 2), 1e6)
        out = x.clone()
        for at in range(len(x)):
            for channel in range(turning):
                angle = (start + at) * base ** (-2 * channel / x.shape[-1])
                a, b = x[at, :, channel], x[at, :, channel + half]
                out[at, :, channel] = a * math.cos(angle) - b * math.sin(angle)
                out[at, :, channel + half] = a * math.sin(angle) + b * math.cos(angle)
        return out

    def gated(self, x: Tensor, name: str) -> Tensor:
        gate, up, down = (self.w[f"{name}.{part}_proj.weight"] for part in ("gate", "up", "down"))
        return (self.gelu(x @ gate.T) * (x @ up.T)) @ down.T

    def experts(self, x: Tensor, name: str) -> Tensor:
        """x (width,) of one token before its norm."""
        w = self.w
        scores = w[f"{name}.router.proj.weight"] @ (self.norm(x) * w[f"{name}.router.scale"] / math.sqrt(len(x)))
        chances = scores.softmax(0)
        best = chances.topk(2).indices.tolist()
        total = sum(float(chances[one]) for one in best)
        read = self.norm(x, w[f"{name}.pre_feedforward_layernorm_2.weight"])
        mixed = torch.zeros_like(x)
        for one in best:
            gate, up = (w[f"{name}.experts.gate_up_proj"][one] @ read).chunk(2)
            found = w[f"{name}.experts.down_proj"][one] @ (self.gelu(gate) * up)
            mixed += found * float(chances[one]) / total * w[f"{name}.router.per_expert_scale"][one]
        return self.norm(mixed, w[f"{name}.post_feedforward_layernorm_2.weight"])

    def layers(self, x: Tensor, start: int, kept: list[tuple[Tensor, Tensor]], causal: bool) -> Tensor:
        """The stream through all layers; `kept` is what the encoder left in each, and what it leaves if causal."""
        for number, kind in enumerate(LAYERS):
            name, w = f"model.decoder.layers.{number}", self.w
            part, width = name + ".self_attn.", 8 if kind == "sliding" else 12
            read = self.norm(x, w[name + ".input_layernorm.weight"])
            query = (read @ w[part + "q_proj.weight"].T).view(len(x), -1, width)
            key = (read @ w[part + "k_proj.weight"].T).view(len(x), -1, width)
            value = (read @ w[part + "v_proj.weight"].T).view(len(x), -1, width) if kind == "sliding" else key
            query = self.turn(self.norm(query, w[part + "q_norm.weight"]), start, kind)
            key = self.turn(self.norm(key, w[part + "k_norm.weight"]), start, kind)
            value = self.norm(value)
            if causal:
                kept.append((key, value))
            else:
                before = slice(-(WINDOW - 1), None) if kind == "sliding" else slice(None)
                key, value = (
                    torch.cat([old[before], new]) for old, new in zip(kept[number], (key, value), strict=True)
                )
            mixed = torch.zeros(len(x), query.shape[1], width, dtype=torch.float64)
            for at in range(len(x)):
                first = max(0, at - WINDOW + 1) if causal and kind == "sliding" else 0
                last = at + 1 if causal else len(key)
                for head in range(query.shape[1]):
                    shared = head * key.shape[1] // query.shape[1]
                    weights = (key[first:last, shared] @ query[at, head]).softmax(0)
                    mixed[at, head] = weights @ value[first:last, shared]
            found = mixed.flatten(1) @ w[part + "o_proj.weight"].T
            x = x + self.norm(found, w[name + ".post_attention_layernorm.weight"])
            dense = self.gated(self.norm(x, w[name + ".pre_feedforward_layernorm.weight"]), name + ".mlp")
            dense = self.norm(dense, w[name + ".post_feedforward_layernorm_1.weight"])
            both = dense + torch.stack([self.experts(one, name) for one in x])
            x = (x + self.norm(both, w[name + ".post_feedforward_layernorm.weight"])) * w[name + ".layer_scalar"]
        return x

    def logits(self, prompt: list[int], canvas: list[int], said: Tensor | None = None) -> Tensor:
        """(C, V); `said` (C, V) is what is read of the step before."""
        table = self.w["model.decoder.embed_tokens.weight"]
        scale = math.sqrt(table.shape[1])
        kept: list[tuple[Tensor, Tensor]] = []
        self.layers(table[prompt] * scale, 0, kept, causal=True)
        x = table[canvas] * scale
        if said is not None:
            part = "model.decoder.self_conditioning"
            soft = self.norm(said.softmax(-1) @ table * scale, self.w[part + ".pre_norm.weight"])
            x = x + self.gated(soft, part)
        x = self.layers(self.norm(x), len(prompt), kept, causal=False)
        found = self.norm(x, self.w["model.decoder.norm.weight"]) @ table.T
        return torch.tanh(found / LIMIT) * LIMIT


@pytest.mark.parametrize("prompt", [[262], PROMPT])
def test_logits_are_those_of_the_equations(network: DiffusionGemma, prompt: list[int]) -> None:
    found = network.logits(shown((prompt, CANVAS)))
    torch.testing.assert_close(found.double(), Reference(network.model).logits(prompt, CANVAS), rtol=1e-5, atol=1e-5)


def test_they_are_those_of_transformers_given_a_starting_canvas(network: DiffusionGemma) -> None:
    wanted = network.model(input_ids=torch.tensor([PROMPT]), decoder_input_ids=torch.tensor([CANVAS])).logits[0]
    torch.testing.assert_close(network.logits(shown((PROMPT, CANVAS))), wanted, rtol=1e-5, atol=1e-5)


def test_the_second_step_of_a_run_reads_what_was_said_in_the_first(network: DiffusionGemma) -> None:
    run, reference = network.run([len(PROMPT) + len(CANVAS)]), Reference(network.model)
    first = run.logits(shown((PROMPT, CANVAS), time=1.0), [0])
    changed = [CANVAS[0], 333, *CANVAS[2:]]
    second = run.logits(shown((PROMPT, changed), slots=[1, 3], time=0.5), [0])
    # At time 1 the temperature was 0.8.
    wanted = reference.logits(PROMPT, changed, first.double() / 0.8)
    torch.testing.assert_close(second.double(), wanted[[1, 3]], rtol=1e-4, atol=1e-4)
    unread = reference.logits(PROMPT, changed)[[1, 3]]
    assert not torch.allclose(second.double(), unread, atol=1e-3)


def test_rows_of_other_lengths_beside_it_change_nothing(network: DiffusionGemma) -> None:
    rows = [(PROMPT, CANVAS), (PROMPT[:2], CANVAS[:3]), (PROMPT[1:], [*CANVAS, 281, 282]), (PROMPT, [300])]
    together = network.logits(shown(*rows)).split([len(canvas) for _, canvas in rows])
    for row, found in zip(rows, together, strict=True):
        torch.testing.assert_close(found, network.logits(shown(row)), rtol=1e-4, atol=1e-5)


def test_rows_that_leave_a_run_change_nothing_for_those_that_stay(network: DiffusionGemma) -> None:
    rows = [(PROMPT, [*CANVAS, 281, 282]), (PROMPT[:2], CANVAS[:3]), (PROMPT[1:], CANVAS)]
    run, alone = network.run([16, 5, 13]), network.run([13])
    run.logits(shown(*rows), [0, 1, 2])
    alone.logits(shown(rows[2]), [0])
    for canvas in (CANVAS, CANVAS[::-1]):
        found = run.logits(shown(rows[1], (rows[2][0], canvas)), [1, 2])[3:]
        torch.testing.assert_close(found, alone.logits(shown((rows[2][0], canvas)), [0]), rtol=1e-4, atol=1e-5)


def test_what_generation_config_says_of_the_sampler_is_used(folder: Path, tmp_path: Path) -> None:
    assert sketch(folder).manner.renoising == Renoising(hot=0.8, cold=0.4, bound=0.1, stable_steps=1, confident=0.005)
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    said = {"t_max": 0.9, "t_min": 0.5, "stability_threshold": 2, "confidence_threshold": 0.01,
            "sampler_config": {"_cls_name": "EntropyBoundSamplerConfig", "entropy_bound": 0.3}}  # fmt: skip
    (tmp_path / "generation_config.json").write_text(json.dumps(said))
    assert sketch(tmp_path).manner.renoising == Renoising(hot=0.9, cold=0.5, bound=0.3, stable_steps=2, confident=0.01)


def test_a_text_longer_than_a_canvas_is_refused(denoiser: FramedDenoiser, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = denoiser.tokenizer.encode("the quick brown fox").ids
    reading = denoiser.frame([ids], Intent.FIX)
    tokens = torch.tensor([[*ids, denoiser.tokenizer.end_id]])
    which = torch.ones_like(tokens, dtype=torch.bool)
    denoiser.conditionals(reading, [0], tokens, which)
    monkeypatch.setattr(denoiser.network, "max_canvas", len(ids))
    with pytest.raises(UnsupportedModel, match=f"at most {len(ids)} tokens, and a paragraph has {len(ids) + 1}"):
        denoiser.conditionals(reading, [0], tokens, which)


def test_an_answer_ends_with_the_turn_and_the_chat_is_gemmas(denoiser: FramedDenoiser) -> None:
    tokenizer = denoiser.tokenizer
    ids = tokenizer.template("<bos><|turn><turn|>")
    assert (tokenizer.begin_id, tokenizer.end_id) == (ids[0], ids[2])
    (frame,) = denoiser.frame([[300, 301]], Intent.FREE, "make it rhyme").state  # type: ignore[attr-defined]  # frames
    assert list(frame.before[:2]) == ids[:2]
    assert list(frame.before[-9:]) == tokenizer.template("<turn|>\n<|turn>model\n<|channel>thought\n<channel|>")[-9:]


def test_a_text_that_its_tokenizer_never_cuts_has_words_all_the_same(denoiser: FramedDenoiser) -> None:
    text = "the quick brown, don't\n\ncafe\u0301s, \U0001f98a"
    found = denoiser.tokenizer.encode(text)
    words: dict[int, list[int]] = {}
    for at, word in enumerate(found.words):
        words.setdefault(word, []).append(at)
    pieces = [text[found.starts[at[0]] : found.ends[at[-1]]] for at in words.values()]
    assert pieces == ["the", " quick", " brown", ",", " don't", "\n\n", "cafe\u0301s", ",", " \U0001f98a"]


def test_a_token_is_hidden_by_noise_while_it_is_asked_what_it_is_worth(denoiser: FramedDenoiser) -> None:
    asked: list[Tensor] = []
    original: Callable[[Shown], Tensor] = denoiser.network.logits
    ids = denoiser.tokenizer.encode("the quick brown fox and the lazy dog").ids
    tokens = torch.tensor([[*ids, denoiser.tokenizer.end_id]])
    which = torch.zeros_like(tokens, dtype=torch.bool)
    which[0, 3] = True

    def watched(row: Shown) -> Tensor:
        asked.append(row.tokens[row.slots])
        return original(row)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(denoiser.network, "logits", watched)
        denoiser.conditionals(denoiser.frame([ids], Intent.FIX), [0], tokens, which)
    assert [one.tolist() for one in asked] != [[ids[3]]]
    assert len(asked) == 1
