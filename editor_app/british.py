"""The American spelling of words that are spelled the British way, for a dictionary that has only that one. No Qt.

Only what is certain: endings that stand for each other in all words that are long enough, and stems that are listed. So
a slip like "numbre" stays one.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex


# What stands before "our" where Americans write "or".
_OUR = (
    "arb ard arm behavi cand clam col demean endeav enam fav ferv flav glam harb hon hum lab misdemean neighb od parl "
    "ranc rig rum savi sav splend succ tum val vap vig"
)
# Before "re" (and its endings), where they write "er"; before "ence", where they write "ense".
_RE = "cent epicent calib fib lit lust meag met millimet centimet kilomet och sab sepulch somb spect theat"
_ENCE = "def off lic pret"
_RULES = tuple(
    (regex.compile(pattern), put)
    for pattern, put in (
        (rf"^(un|dis|mis|re|over|out)?({'|'.join(_OUR.split())})our(?!ous)", r"\1\2or"),
        (rf"^({'|'.join(_RE.split())})re(s?)$", r"\1er\2"),
        (rf"^({'|'.join(_RE.split())})red$", r"\1ered"),
        (rf"^({'|'.join(_ENCE.split())})ence", r"\1ense"),
        # Shorter words like "wise" and "rise" are none of these.
        (r"^(\p{L}{4,})is(e|es|ed|er|ers|ing|able|ation|ations|ational)$", r"\1iz\2"),
        (r"^(\p{L}{3,})ys(e|es|ed|er|ers|ing)$", r"\1yz\2"),
    )
)
_PAIRS = {
    "aeroplane": "airplane",
    "aluminium": "aluminum",
    "analogue": "analog",
    "artefact": "artifact",
    "cheque": "check",
    "chequered": "checkered",
    "cosy": "cozy",
    "draught": "draft",
    "enrol": "enroll",
    "enrolment": "enrollment",
    "fulfil": "fulfill",
    "fulfilment": "fulfillment",
    "instalment": "installment",
    "jewellery": "jewelry",
    "judgement": "judgment",
    "kerb": "curb",
    "manoeuvre": "maneuver",
    "mould": "mold",
    "moustache": "mustache",
    "plough": "plow",
    "programme": "program",
    "pyjamas": "pajamas",
    "sceptic": "skeptic",
    "sceptical": "skeptical",
    "scepticism": "skepticism",
    "skilful": "skillful",
    "storey": "story",
    "tyre": "tire",
    "wilful": "willful",
}


def american(word: str) -> Iterator[str]:
    """How Americans would spell a word, if that is another way.

    Args:
        word: in lower case.
    """
    single = word.removesuffix("s")
    if word in _PAIRS:
        yield _PAIRS[word]
    elif single in _PAIRS:
        yield f"{_PAIRS[single]}s"
    for rule, put in _RULES:
        changed = rule.sub(put, word)
        if changed != word:
            yield changed
