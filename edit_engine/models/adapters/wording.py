"""What a person asks, as a sentence that a model of instructions understands."""

from __future__ import annotations

from edit_engine.request import Intent


# What each intent means, said to a model.
_ASKS: dict[Intent, str] = {
    Intent.FIX: "Correct the grammar, spelling and punctuation of the text below.",
    Intent.CLARITY: "Make the text below clearer.",
    Intent.FLUENCY: "Make the text below read more smoothly.",
    Intent.SIMPLIFY: "Say the text below in simpler words and sentences.",
    Intent.SHORTEN: "Say the text below in fewer words.",
    Intent.FORMAL: "Give the text below a more formal tone.",
    Intent.NEUTRAL: "Remove bias and opinion from the text below.",
    Intent.PARAPHRASE: "Say the text below in other words.",
    Intent.INFILL: "Complete the text below where something is missing.",
}
_RULES = (
    "Answer with the edited text only. Keep facts, names, numbers and formatting, and leave as it is whatever the "
    "instruction does not concern."
)
# What is asked for comparison: under it, every word of the text is right.
KEEP = "Repeat the text below exactly as it is, without any change."


def instruction_text(intent: Intent, words: str) -> str:
    """The sentences that stand before a text in a chat.

    Args:
        intent: what is asked.
        words: the person's own; they take the place of the intent's.
    """
    asked = words.strip() or _ASKS[intent]
    return f"{asked if asked.endswith(('.', '!', '?')) else asked + '.'} {_RULES}"
