"""Keys and values kept between the forwards of one denoising run.

In a network that sees both ways every token that is written changes what all others compute, so nothing may be kept and
exact. What is kept all the same is stale by a few tokens, and the answers hardly change: `refresh.py` says what is
computed again when. `store.py` holds keys, values and streams of a batch; `predict.py` joins both to the loops of
`edit_engine.diffusion`, which know nothing of it.
"""

from edit_engine.models.families.caching.predict import CachedPredict
from edit_engine.models.families.caching.refresh import DualCache, Exact, PrefixCache, Refresh, Situation
from edit_engine.models.families.caching.store import KeyValueStore


__all__ = ["CachedPredict", "DualCache", "Exact", "KeyValueStore", "PrefixCache", "Refresh", "Situation"]
