"""A table of hashed keys that holds a few bits of each, in arrays that are looked up all at once.

One in some hundred keys that were never put in seems to be there: what reads from it must allow for that.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from edit_engine.models.phrases import Hashes


# Keys that share a bucket, and how full buckets are on average.
SLOTS = 8
_LOAD = 0.75


class Table:
    """Hashed keys to a few bits.

    Args:
        entries: (buckets * 8,) of an unsigned type; the low bits are the value, never 0, and the high ones tell keys
            apart. 0 is a free place.
        value_bits: how many are value.
    """

    def __init__(self, entries: NDArray[np.unsignedinteger], value_bits: int) -> None:
        self.entries = entries.reshape(-1, SLOTS)
        self._value_bits = value_bits
        self._print_bits = entries.dtype.itemsize * 8 - value_bits

    def look_up(self, keys: Hashes) -> NDArray[np.unsignedinteger]:
        """(M,) values of the keys, 0 for those that are not there."""
        found = self.entries[bucket_of(keys, len(self.entries))]
        prints = fingerprint_of(keys, self._print_bits).astype(found.dtype)[:, None]
        value = found & self.entries.dtype.type((1 << self._value_bits) - 1)
        matches = ((found >> self.entries.dtype.type(self._value_bits)) == prints) & (found != 0)
        # Where two keys look alike, the first stands for the more frequent one.
        first = matches.argmax(axis=1)[:, None]
        best: NDArray[np.unsignedinteger] = np.take_along_axis(value * matches, first, axis=1)[:, 0]
        return best

    @classmethod
    def build(
        cls,
        keys: Hashes,
        values: NDArray[np.int64],
        worth: NDArray[np.int64],
        *,
        dtype: type[np.unsignedinteger],
        value_bits: int,
    ) -> Table:
        """A table of `keys` (N,) and `values` (N,); where a bucket is full, what is worth least is left out."""
        buckets = max(1, round(len(keys) / (SLOTS * _LOAD)))
        print_bits = np.dtype(dtype).itemsize * 8 - value_bits
        bucket = bucket_of(keys, buckets)
        order = np.lexsort((-worth, bucket))
        bucket = bucket[order]
        place = np.arange(len(bucket)) - np.searchsorted(bucket, bucket)
        fits = place < SLOTS
        kept = order[fits]
        entries = np.zeros((buckets, SLOTS), dtype=dtype)
        entries[bucket[fits], place[fits]] = (
            fingerprint_of(keys[kept], print_bits) << np.uint64(value_bits) | values[kept].astype(np.uint64)
        ).astype(dtype)
        return cls(entries, value_bits)


def bucket_of(keys: Hashes, buckets: int) -> NDArray[np.int64]:
    """The bucket of each key, from its high bits (Lemire 2019: no division)."""
    return ((keys >> np.uint64(32)) * np.uint64(buckets) >> np.uint64(32)).astype(np.int64)


def fingerprint_of(keys: Hashes, bits: int) -> Hashes:
    """The low bits of each key."""
    return keys & np.uint64((1 << bits) - 1)
