"""A tokenizer.json that came with a checkpoint, with where each token stands in the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import regex
from tokenizers import Tokenizer, processors

from edit_engine.models.errors import DamagedModel, UnsupportedModel, WrongVocabulary
from edit_engine.models.families.network import SpecialTokens
from edit_engine.models.tokenizer import Encoded


# Fills up short rows of a batch of canvases; no id, because real models pad with tokens that mean something too.
PADDING = -1
# Stands for the answer "nothing" where a model has no token for it.
_NO_DELETE = -2
# Stands for a space in tokenizers that have no pre-tokenizer for it.
_SPACE = "\u2581"
# What words are made of: letters, what is put on them, digits, apostrophes.
_LETTER = regex.compile(r"[\p{L}\p{M}\p{N}'\u2019]")
# Stands before a text that is decoded, so that what a decoder does to the first token is done to this one.
_LEAD = "a"


class PieceTokenizer:
    """Text to ids and back; see `edit_engine.models.denoiser.Tokenizer`.

    Args:
        tokenizer: as it was read.
        vocab_size: ids of the network, which may be more than the tokenizer knows.
        special: what the network says of its tokens; what it does not know is looked for by common names.
        source: the file, for messages.

    Raises:
        WrongVocabulary: it knows ids that the network has not, or no token that ends a text.
        UnsupportedModel: it makes all letters small.
    """

    def __init__(self, tokenizer: Tokenizer, vocab_size: int, special: SpecialTokens, source: Path) -> None:
        self._tokenizer = tokenizer
        self._source = source
        self.size = vocab_size
        known = tokenizer.get_vocab_size(with_added_tokens=True)
        last = max(tokenizer.get_vocab(with_added_tokens=True).values(), default=-1)
        if last >= vocab_size:
            raise WrongVocabulary(
                f"{source} has ids up to {last}, and the network a vocabulary of {vocab_size}: use the tokenizer.json "
                "that belongs to this checkpoint"
            )
        if known < 2:
            raise DamagedModel(f"{source} holds no vocabulary; download it again")
        # Ends of tokens that leave the space before a word out would make words lose it.
        if tokenizer.post_processor is not None:
            tokenizer.post_processor = processors.TemplateProcessing(single="$A", pair="$A $B", special_tokens=[])
        tokenizer.no_padding()
        tokenizer.no_truncation()
        added = {
            number: token.content
            for number, token in tokenizer.get_added_tokens_decoder().items()
            # Some tokenizers add white space as tokens that are text like any others.
            if token.special or token.content.replace(_SPACE, " ").strip()
        }
        # A model of uniform noise has no mask: an id that no network knows stands for a slot until it is noised.
        self.mask_id = vocab_size if special.mask_id is None else special.mask_id
        self.pad_id = PADDING
        end = _first(special.end_id, added, ("<|endoftext|>", "[SEP]", "</s>", "<eos>"))
        if end is None:
            raise WrongVocabulary(
                f"{source} names no token that ends a text, and neither does config.json: use the files that belong to "
                "this checkpoint"
            )
        self.end_id: int = end
        begin = _first(special.begin_id, added, ("[CLS]", "<s>"))
        # What stands before a text is what ended the one before it, where there is nothing else.
        self.begin_id: int = end if begin is None else begin
        self.delete_id = _NO_DELETE if special.delete_id is None else special.delete_id
        self.expand_id = special.expand_id
        # Ids that never are text: added ones, what the network says, and those behind the tokenizer's.
        named = set(special.by_name().values()) | {self.mask_id}
        self.special_ids = frozenset(named | set(added) | set(range(last + 1, vocab_size)))
        # Gemma's never cuts a text into words first: all of it would be one.
        self._cuts = len(set(tokenizer.encode("Aa B", add_special_tokens=False).word_ids)) > 1
        if self.decode(tokenizer.encode("Aa B", add_special_tokens=False).ids).strip()[:1] == "a":
            raise UnsupportedModel(
                f"{source} makes all letters small, so that nothing it writes has capitals: use a cased checkpoint"
            )

    @classmethod
    def load(cls, path: Path, vocab_size: int, special: SpecialTokens) -> PieceTokenizer:
        """Read a `tokenizer.json`.

        Raises:
            DamagedModel: it is missing, or no tokenizer.
            WrongVocabulary, UnsupportedModel: see the class.
        """
        if not path.is_file():
            raise DamagedModel(
                f"{path} is missing: put the tokenizer.json of this checkpoint there (models that were trained with "
                "the tokenizer of another, as MDLM and SEDD with GPT-2's, take that one's)"
            )
        try:
            tokenizer = Tokenizer.from_file(str(path))
        except Exception as error:  # what the library raises has no type of its own
            raise DamagedModel(f"{path} is no tokenizer: {error}; download it again") from error
        return cls(tokenizer, vocab_size, special, path)

    def encode(self, text: str) -> Encoded:
        """Tokens of `text`; see `encode_batch`."""
        return self.encode_batch([text])[0]

    def encode_batch(self, texts: Sequence[str]) -> list[Encoded]:
        """Tokens of several texts. What looks like a special token in them is read as the letters it is made of."""
        self._tokenizer.encode_special_tokens = True
        found = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        encoded = []
        for text, one in zip(texts, found, strict=True):
            starts, ends = [start for start, _ in one.offsets], [end for _, end in one.offsets]
            words = [word or 0 for word in one.word_ids] if self._cuts else _words(text, starts, ends)
            encoded.append(Encoded(ids=one.ids, starts=starts, ends=ends, words=words))
        return encoded

    def template(self, text: str) -> list[int]:
        """Ids of a piece of a chat template: here special tokens are what they say.

        Raises:
            WrongVocabulary: one that the template needs is not there.
        """
        lacking = [name for name in _special_names(text) if self._tokenizer.token_to_id(name) is None]
        if lacking:
            raise WrongVocabulary(
                f"{self._source} lacks {', '.join(lacking)}, which chats with this model need: use the tokenizer.json "
                "of an instruct checkpoint"
            )
        self._tokenizer.encode_special_tokens = False
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return ids

    def decode(self, ids: Sequence[int]) -> str:
        """Text of `ids`; special tokens give nothing."""
        return str(self._tokenizer.decode([i for i in ids if i not in self.special_ids], skip_special_tokens=False))

    def decode_after(self, before: Sequence[int], ids: Sequence[int]) -> str:
        """Text of `ids` as it stands behind others: some decoders leave the space before a first word out."""
        lead = [i for i in before[-1:] if i not in self.special_ids] or self.encode(_LEAD).ids
        head, whole = self.decode(lead), self.decode([*lead, *ids])
        return whole[len(head) :] if whole.startswith(head) else self.decode(ids)


def _words(text: str, starts: Sequence[int], ends: Sequence[int]) -> list[int]:
    """Which word each token belongs to, ascending: one begins with white space, and where letters meet other signs.

    A space that is a token of its own belongs to the word behind it, as it does within a token.
    """
    words, word = [0][: len(starts)], 0
    for before, here in pairwise(range(len(starts))):
        piece, last = text[starts[here] : ends[here]], text[starts[before] : ends[before]][-1:]
        # Tokens that share a character, as single bytes do, are never torn apart.
        apart = starts[here] >= ends[before]
        meets = last != " " and (last.isspace() or _is_letter(piece[:1]) is not _is_letter(last))
        word += apart and (piece[:1].isspace() or meets)
        words.append(word)
    return words


def _is_letter(sign: str) -> bool:
    return _LETTER.match(sign) is not None


def _first(known: int | None, added: Mapping[int, str], names: Sequence[str]) -> int | None:
    """`known`, or else the first added token of these names."""
    if known is not None:
        return known
    return next((number for name in names for number, content in added.items() if content == name), None)


def _special_names(template: str) -> list[str]:
    """What stands in angle brackets in a template."""
    names, at = [], template.find("<")
    while at >= 0:
        end = template.find(">", at)
        names.append(template[at : end + 1])
        at = template.find("<", end)
    return names
