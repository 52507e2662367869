"""Frames: what a network reads before a canvas, so that the canvas stands where its answer would."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from edit_engine.models.adapters.piece_tokenizer import PieceTokenizer
from edit_engine.models.adapters.wording import KEEP, instruction_text
from edit_engine.models.families.manner import Chat
from edit_engine.request import Intent


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What is read before the canvases of one window."""

    # Token ids: the chat up to where the answer begins, with the source in it; or only what begins a text.
    before: tuple[int, ...]
    # The same with the instruction to change nothing; empty for a model that follows no instructions.
    keeping: tuple[int, ...]
    # Token ids of the source.
    source: tuple[int, ...]


class Framer:
    """Makes frames.

    Args:
        tokenizer: the model's.
        chat: its template; None for a model that follows no instructions.
    """

    def __init__(self, tokenizer: PieceTokenizer, chat: Chat | None) -> None:
        self._tokenizer = tokenizer
        self._chat = chat
        # Read once: a model whose tokenizer does not fit is refused before it is asked.
        self._opening = tokenizer.template(chat.opening) if chat else []
        self._answer = tokenizer.template(chat.answer) if chat else []

    def frame(self, source: Sequence[int], intent: Intent, words: str) -> Frame:
        """The frame of a window.

        Args:
            source: token ids of its text.
            intent, words: what is asked.
        """
        if self._chat is None:
            return Frame(before=(self._tokenizer.begin_id,), keeping=(), source=tuple(source))
        return Frame(
            before=self._asking(instruction_text(intent, words), source),
            keeping=self._asking(KEEP, source),
            source=tuple(source),
        )

    def _asking(self, text: str, source: Sequence[int]) -> tuple[int, ...]:
        asked = self._tokenizer.encode(f"{text}\n\n").ids
        return (*self._opening, *asked, *source, *self._answer)
