"""What a cache promises: exact where it says so, cheaper than no cache, and the same alone as in company."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from edit_engine.diffusion import Blocks, Canvas, ConfidenceThreshold, FixedSteps, Guided, Sampling, denoise
from edit_engine.models.families.caching import CachedPredict, DualCache, Exact, KeyValueStore, PrefixCache, Refresh
from edit_engine.models.families.network import Network
from edit_engine.models.families.registry import load_network


FAMILIES = ["llada", "llada2", "dream", "mdlm"]
LENGTHS = [14, 9, 12]


@pytest.fixture(params=FAMILIES)
def network(request: pytest.FixtureRequest, tiny: Callable[[str], Any], tmp_path: Path) -> Network:
    """Every family that takes no noise level."""
    return load_network(tiny(request.param).write(tmp_path), dtype=torch.float32).network


@pytest.fixture
def llada2(tiny: Callable[[str], Any], tmp_path: Path) -> Network:
    """Blocks of 4 that see those before them."""
    return load_network(tiny("llada2").write(tmp_path), dtype=torch.float32).network


def mask_of(network: Network) -> int:
    mask = network.special.mask_id
    assert mask is not None
    return mask


def canvases(network: Network, lengths: list[int] = LENGTHS) -> list[Canvas]:
    """Rows in which every third position is kept."""
    found = []
    for number, length in enumerate(lengths):
        tokens = torch.randint(0, 19, (length,), generator=torch.Generator().manual_seed(length))
        free = torch.arange(length) % 3 > 0
        found.append(Canvas(tokens=tokens.masked_fill(free, mask_of(network)), free=free, key=str(number)))
    return found


def without_cache(network: Network, lengths: list[int]) -> Callable[[Tensor, Tensor, list[int]], Tensor]:
    def predict(tokens: Tensor, slots: Tensor, rows: list[int]) -> Tensor:
        real = torch.arange(tokens.shape[1]) < torch.tensor([lengths[row] for row in rows])[:, None]
        return network.logits(tokens, real=real, slots=slots)

    return predict


def compared(network: Network, refresh: Refresh, lengths: list[int]) -> Iterator[tuple[Tensor, Tensor]]:
    """The answers of a cache and of the network, step by step of a run in blocks; rows leave at different times."""
    cached, plain = CachedPredict(network, refresh, lengths), without_cache(network, lengths)
    pairs: list[tuple[Tensor, Tensor]] = []

    def predict(tokens: Tensor, slots: Tensor, rows: list[int]) -> Tensor:
        pairs.append((cached(tokens, slots, rows), plain(tokens, slots, rows)))
        return pairs[-1][1]

    run(network, predict, canvases(network, lengths))
    assert len(pairs) > 5
    yield from pairs


def run(network: Network, predict: Any, rows: list[Canvas]) -> list[list[int]]:
    """What each row becomes."""
    last: dict[int, list[int]] = {}
    rule = Blocks(rule=FixedSteps(), block_length=4, steps_per_block=3)
    for state in denoise(predict, rows, rule=rule, sampling=Sampling(), mask_id=mask_of(network), max_steps=30):
        last |= {row.row: row.tokens.tolist() for row in state.rows}
    return [last[row] for row in range(len(rows))]


@torch.inference_mode()
@pytest.mark.parametrize(
    "refresh",
    [Exact(), PrefixCache(every=1), DualCache(every=1), DualCache(around=14)],
    ids=["exact", "prefix renewed every step", "dual renewed every step", "vicinity of all"],
)
def test_these_give_what_no_cache_gives(network: Network, refresh: Refresh) -> None:
    for found, wanted in compared(network, refresh, LENGTHS):
        torch.testing.assert_close(found, wanted, rtol=1e-5, atol=1e-5)


@torch.inference_mode()
@pytest.mark.parametrize("refresh", [PrefixCache(), DualCache(), DualCache(around=1), PrefixCache(every=2)], ids=repr)
def test_these_come_near_to_it_and_renew_where_a_block_opens(network: Network, refresh: Refresh) -> None:
    lengths = [14]
    opened = 0
    differs = False
    cached, plain = CachedPredict(network, refresh, lengths), without_cache(network, lengths)

    def predict(tokens: Tensor, slots: Tensor, rows: list[int]) -> Tensor:
        nonlocal opened, differs
        before = cached.computed
        found, wanted = cached(tokens, slots, rows), plain(tokens, slots, rows)
        if cached.computed - before == lengths[0]:
            opened += 1
            torch.testing.assert_close(found, wanted, rtol=1e-5, atol=1e-5)
        else:
            differs |= not torch.allclose(found, wanted, atol=1e-4)
        return wanted

    run(network, predict, canvases(network, lengths))
    assert opened >= 3, "a block of 4 slots was opened three times"
    # In the test's rows no block of slots begins where one of the network does, so even LLaDA 2 reads what is stale.
    assert differs


@torch.inference_mode()
def test_a_row_gets_the_same_alone_and_beside_others(network: Network) -> None:
    for refresh in (Exact(), PrefixCache(), DualCache(around=1), DualCache(every=2)):
        rows = canvases(network)
        together = run(network, CachedPredict(network, refresh, LENGTHS), rows)
        for number, one in enumerate(rows):
            alone = run(network, CachedPredict(network, refresh, [LENGTHS[number]]), [one])
            assert alone == [together[number]]


@torch.inference_mode()
def test_the_numbers_of_a_row_do_not_depend_on_the_rows_beside_it(network: Network) -> None:
    tokens = torch.stack([torch.arange(14) % 19, torch.arange(14) % 7])
    tokens[0, [3, 4, 9]] = tokens[1, [2, 5, 6]] = mask_of(network)
    slots = tokens == mask_of(network)
    both, alone = (CachedPredict(network, DualCache(), [14, 10]) for _ in range(2))
    for position in (4, 9):
        found = both(tokens, slots, [0, 1])[: int(slots[0].sum())]
        torch.testing.assert_close(found, alone(tokens[:1], slots[:1], [0]), rtol=1e-5, atol=1e-5)
        tokens[0, position], slots[0, position] = 2, False


@torch.inference_mode()
def test_an_unchanged_row_is_answered_without_a_forward(network: Network) -> None:
    tokens = torch.arange(12)[None] % 19
    tokens[0, [3, 8]] = mask_of(network)
    cached = CachedPredict(network, Exact(), [12])
    first = cached(tokens, tokens == mask_of(network), [0])
    before = cached.computed
    assert torch.equal(cached(tokens, tokens == mask_of(network), [0]), first)
    assert cached.computed == before


@torch.inference_mode()
def test_a_block_causal_prefix_cache_is_exact_and_computes_the_changed_block_alone(llada2: Network) -> None:
    tokens = torch.arange(16)[None] % 19
    tokens[0, 8:] = mask_of(llada2)
    slots = (tokens == mask_of(llada2)) & (torch.arange(16) < 12)
    for refresh, wanted in ((Exact(), [12, 4, 4]), (PrefixCache(), [16, 8, 8]), (DualCache(), [16, 4, 4])):
        cached = CachedPredict(llada2, refresh, [16])
        now, open_slots, counts = tokens.clone(), slots.clone(), []
        for position in (9, 8, 11):
            before = cached.computed
            found = cached(now, open_slots, [0])
            counts.append(cached.computed - before)
            torch.testing.assert_close(found, llada2.logits(now, slots=open_slots), rtol=1e-5, atol=1e-5)
            now[0, position], open_slots[0, position] = 5, False
        assert counts == wanted


@torch.inference_mode()
def test_an_exact_block_causal_cache_goes_on_to_the_next_block_with_the_finished_one(llada2: Network) -> None:
    tokens = torch.arange(12)[None] % 19
    tokens[0, 4:] = mask_of(llada2)
    cached = CachedPredict(llada2, Exact(), [12])
    cached(tokens, torch.arange(12)[None] // 4 == 1, [0])
    tokens[0, 4:8] = torch.tensor([1, 2, 3, 4])
    slots = tokens == mask_of(llada2)
    before = cached.computed
    torch.testing.assert_close(cached(tokens, slots, [0]), llada2.logits(tokens, slots=slots), rtol=1e-5, atol=1e-5)
    assert cached.computed - before == 8, "the block that was written, and the one that is asked about"


@torch.inference_mode()
def test_a_dual_cache_computes_its_block_and_the_vicinity_that_is_asked_for(network: Network) -> None:
    tokens = torch.arange(14)[None] % 19
    tokens[0, 5:8] = mask_of(network)
    after = tokens.clone()
    after[0, 6] = 1
    shifted = bool((network.sources(tokens == mask_of(network), None) != (tokens == mask_of(network))).any())
    for around in (0, 2):
        cached = CachedPredict(network, DualCache(around=around), [14])
        cached(tokens, tokens == mask_of(network), [0])
        assert cached.computed == 14
        cached(after, after == mask_of(network), [0])
        # A shifted network answers for a slot at the position before it.
        assert cached.computed == 14 + 3 + shifted + 2 * around


@torch.inference_mode()
def test_guidance_keeps_both_of_its_questions_apart(network: Network) -> None:
    rows = canvases(network)[:2]
    prompts = [~row.free & (torch.arange(len(row.tokens)) < 7) for row in rows]
    lengths = LENGTHS[:2]

    def guided(predict: Any) -> Guided:
        return Guided(predict=predict, prompts=prompts, weight=1.5, mask_id=mask_of(network))

    cached = run(network, guided(CachedPredict(network, Exact(), lengths)), rows)
    assert cached == run(network, guided(without_cache(network, lengths)), rows)


@torch.inference_mode()
def test_a_network_that_is_told_the_noise_cannot_keep_anything(tiny: Callable[[str], Any], tmp_path: Path) -> None:
    sedd = load_network(tiny("sedd").write(tmp_path), dtype=torch.float32).network
    with pytest.raises(ValueError, match="Sedd is told the noise level.*call it without a cache"):
        CachedPredict(sedd, Exact(), [4])(
            torch.tensor([[1, 2, 22, 3]]), torch.tensor([[False, False, True, False]]), [0]
        )


@torch.inference_mode()
def test_what_was_never_computed_is_not_read(network: Network) -> None:
    tokens = torch.arange(8)[None]
    store = KeyValueStore(network, tokens, torch.ones_like(tokens, dtype=torch.bool))
    with pytest.raises(ValueError, match="compute some first"):
        store.answers(tokens > 4)
    with pytest.raises(ValueError, match="never computed: compute those with them"):
        store.compute(tokens > 4)


@torch.inference_mode()
def test_wrong_settings_and_rows_are_refused(llada2: Network) -> None:
    for wrong in (lambda: DualCache(every=0), lambda: PrefixCache(every=-1)):
        with pytest.raises(ValueError, match="every must be at least 1 forward"):
            wrong()
    with pytest.raises(ValueError, match="around must be 0 or more"):
        DualCache(around=-1)
    with pytest.raises(ValueError, match="beyond the 1 canvases"):
        CachedPredict(llada2, Exact(), [4])(
            torch.zeros(1, 4, dtype=torch.long), torch.ones(1, 4, dtype=torch.bool), [1]
        )


@torch.inference_mode()
def test_rows_that_come_back_are_read_anew(network: Network) -> None:
    tokens = torch.stack([torch.arange(9) % 19, torch.arange(9) % 5])
    tokens[:, 4:6] = mask_of(network)
    slots = tokens == mask_of(network)
    cached = CachedPredict(network, DualCache(), [9, 9])
    first = cached(tokens, slots, [0, 1])
    cached(tokens[:1], slots[:1], [0])
    torch.testing.assert_close(cached(tokens, slots, [0, 1]), first, rtol=1e-5, atol=1e-5)


@torch.inference_mode()
def test_a_confident_loop_without_stages_runs_on_one_block(network: Network) -> None:
    rows = canvases(network)[:1]
    cached = CachedPredict(network, DualCache(), LENGTHS[:1])
    states = list(
        denoise(
            cached,
            rows,
            rule=ConfidenceThreshold(threshold=0.5),
            sampling=Sampling(),
            mask_id=mask_of(network),
            max_steps=20,
        )
    )
    slots = int(rows[0].free.sum())
    assert cached.computed <= LENGTHS[0] + (len(states) - 1) * (slots + LENGTHS[0] // 3 + 1)
    assert not (states[-1].rows[0].tokens == mask_of(network)).any()
