"""British and American spelling: two ways to write one word, neither of them wrong."""

from __future__ import annotations

import re


# What is written one way here and another way there, and the common form that both are brought to.
_COMMON = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (r"(?<=[a-z]{2})(?<!^sc)(?<!^fl)(?<!^am)our(?=$|s$|ed|ing|able|ite|ful|less|hood|er|y)", "or"),  # colour
        (r"(?<=[a-z])is(?=e$|es$|ed$|er$|ers$|ing$|ation)", "iz"),  # organise
        (r"(?<=[a-z])ys(?=e$|es$|ed$|er$|ers$|ing$)", "yz"),  # analyse
        (r"^(.*[aeiou][^aeiou]+[aeiou])ll(ed|ings?|ers?|ors?|ery|ous|ist|ation)$", r"\1l\2"),  # travelled
        (r"^(.*met|.*lit|cent|theat|spect|lust|fib|calib|sab|somb|meag|och)re(s?)$", r"\1er\2"),  # centre
        (r"^(cent)red$", r"\1ered"),
        (r"ogue(?=$|s$|d$)", "og"),  # catalogue
        (r"(?<=[fc])ence(?=$|s$|less)", "ense"),  # defence
        (r"(?<=[a-z])gement(?=$|s$|al)", "gment"),  # judgement
        (r"(?<=[a-z])ae(?=[a-z]{2})", "e"),  # anaemia
        (r"(?<=[a-z])ll(?=ment|ful)", "l"),  # skilful, fulfilment
        (r"^(fulfi|disti|insti|enro|appa|enthra)ll(s?)$", r"\1l\2"),
        (r"^(to|for|back|up|down|in|out|after)wards$", r"\1ward"),
        (r"^gre(?=y)", "gra"),
        (r"(?<=[a-z]m)me(?=$|s$)", ""),  # programme
    )
)


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
