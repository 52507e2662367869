"""British and American spelling: two ways to write one word, neither of them wrong."""

from __future__ import annotations

import re


# What is written one way here and another way there, and the common form that both are brought to. Only where no two
# different words come out alike: metre and meter, forwards and forward, prise and prize stay apart.
_COMMON = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        # colour; not scour, flour, amour
        (r"(?<=[a-z]{2})(?<!^sc)(?<!^fl)(?<!^am)our(?=$|s$|ed|ing|abl|ite|ful|less|hood|er|y|al|ly)", "or"),
        (r"(?<=[a-z]{4})is(?=e$|es$|ed$|er$|ers$|ing$|ation|abl)", "iz"),  # organise
        (r"(?<=[a-z])ys(?=e$|ed$|er$|ers$|ing$)", "yz"),  # analyse; "analyses" is a noun, too
        (r"^(.*[aeiou][^aeiou]+[ae])ll(ed|ings?|ers?|ors?|ous|ously)$", r"\1l\2"),  # travelled
        (r"^(pencil|council|counsel|stencil)l(ed|ing|ors?)$", r"\1\2"),  # councillor
        (r"^(.+met|lit|cent|theat|spect|lust|fib|calib|sab|somb|meag|och)re(s?)$", r"\1er\2"),  # kilometre
        (r"^centred$", "centered"),
        (r"ogue(?=$|s$|d$)", "og"),  # catalogue
        (r"^(def|off|pret)ence(s?)", r"\1ense\2"),  # defence
        (r"^(judg|acknowledg|abridg|lodg)ement", r"\1ment"),
        (r"(?<=[a-z])(?<!^d)ae(?=[a-z]{2})", "e"),  # anaemia; not daemon
        (r"^(ski|wi)ll?ful", r"\1lful"),
        (r"^(fulfi|disti|insti|enro|appa|enthra)ll(s|ments?)?$", r"\1l\2"),
        (r"^(to|after)wards$", r"\1ward"),
        (r"^gre(?=y)", "gra"),
        (r"^(.*gram)me(?=$|s$)", r"\1"),  # programme
    )
)
_WORD = re.compile(r"([^\W\d_]+)")


def variants(before: str, after: str) -> list[tuple[str, str]]:
    """The words that change from British to American spelling or back, if nothing else does; else none.

    Args:
        before, after: texts.
    """
    old, new = _WORD.split(before), _WORD.split(after)
    if len(old) != len(new):
        return []
    changed = [(one, other) for one, other in zip(old, new, strict=True) if one != other]
    return changed if all(is_variant(one, other) for one, other in changed) else []


def is_variant(one: str, other: str) -> bool:
    """Whether two words are one word in two spellings: colour and color, organise and organize, travelled and traveled.

    Args:
        one, other: words that are both in use; of made-up ones ("controled") this says nothing.
    """
    return one.lower() != other.lower() and _common(one) == _common(other)


def _common(word: str) -> str:
    found = word.lower()
    for pattern, form in _COMMON:
        found = pattern.sub(form, found)
    return found
