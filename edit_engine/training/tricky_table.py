"""Sorts of correct sentence that look wrong, each with a pattern that finds some of them in published prose.

The patterns choose what is trained on and do nothing else. Most of the sorts are what grammars of English list as
exceptions (Quirk et al. 1985; Huddleston and Pullum 2002); the others are what a careful reader looks at twice.
"""

from __future__ import annotations

import re


def _any(words: str) -> str:
    """A pattern for one of several words."""
    return f"(?:{'|'.join(words.split())})"


_HELPER = _any("do does did have has had is are was were will would can could should may might must")
_IS = _any("is was has does seems makes remains lies stands gives comes goes takes needs depends varies")
_ARE = _any("are were have do seem make remain lie stand give come go take need depend vary want think")
_WHO = _any("I you he she it we they the this that these there a an any his her their our my")
_THE = "(?:the |this |that |these |those |his |her |their |its |our |my |an? )"
_LED = _any("was were is are had have")
_FEW_WORDS = r"[^,.;?]{0,50}"
_GROUP = _any(
    "staff team family crew committee government crowd couple majority minority audience jury band press enemy data"
)
_SOME_OF = r"(?:number|variety|handful|group|pair|range|series|host|rest|half) of [a-z ]{3,20}"
_NUMBER = r"(?:\w+teen|\w+ty|\d+|" + _any("two three four five six seven eight nine ten twelve hundred thousand") + ")"
_MEASURE = _any("miles years dollars pounds hours minutes days weeks months percent feet")
_IN_S = (
    r"(?:"
    + _any("news mathematics physics economics politics ethics statistics series species means")
    + "|headquarters|United States|Netherlands|crossroads)"
)
_ASKED_THAT = _any(
    "insist demand require request suggest recommend propose urge ask important vital essential necessary"
)
_PLACE = _any("In On At Under Behind Beside Beyond Above Below Among Between From Down Up Out Off Away Next")
_STOOD = _any("lies lie lay stands stood sat hung hangs came comes went goes ran runs rose rises was were is are")
_WITHOUT_ARTICLE = _any(
    "hospital school church college university prison jail court bed sea town class market table dinner breakfast lunch"
    " supper noon dawn hand foot heart office power war peace trial land shore board deck camp post mail leave duty"
    " strike loan request purpose condition credit will ease length large random sight memory nature birth"
)
_QUALITY = _any(
    "poor rich young old dead living sick blind deaf unemployed homeless elderly brave wounded wealthy innocent English"
    " French Dutch Irish British Chinese Japanese former latter few many wicked injured weak strong wise good"
)
_MORE = _any("more less better worse sooner longer harder greater higher larger older closer fewer")
_NO_VERB = r"(?!(?:of|from|for|to|the|that|are|were|will|more|most|best|made|came|took|we|he|she|they|there|here)\b)"
_IRREGULAR = _any(
    "lain laid slain borne hung hanged swum shrunk shrank sprung sunk drunk begun rung strewn sown shorn woven"
    " trodden forsaken bade bidden clad shod dwelt knelt leapt spelt burnt dreamt learnt wrought slung flung strode"
    " striven strove arisen awoke awoken sewn hewn mown swollen riven beset burst cast shed thrust wed"
    " lit fled crept swept wept bred bled sped risen beaten bitten proven sought"
)
_LIKE_ANOTHER = _any(
    "past passed led principal principle complement compliment discreet discrete stationary affect effect loose lose"
    " quite quiet desert dessert advice advise borne born cite weak breath breathe clothe farther"
    " further lightning moral morale personnel precede sole vain vein wander weary wary bare brake coarse counsel"
    " dual hoard idle lessen medal pour prey reign rein roll route sheer shear straight strait"
    " waist waive whose who's wear ware latter later adverse averse allude elude altar bazaar berth canvas canvass"
    " censor elicit illicit eminent imminent formally formerly"
)
_BEFORE_ING = _any(
    "forward used accustomed committed devoted dedicated object objects objected opposed addition close prior"
    " key averse reduced return returned resort resorted due limited confess confessed admit admitted come comes came"
    " way approach alternative contribute contributed relating"
)
_SAW = _any("saw see heard hear watched felt made make makes let lets helped helps help had bade")
_RATHER_RARE = _any("whomever whence whereof thereof whereby wherein thereby hitherto")
_VOICE = r"(?:ain['’]t|[Ww]e was|[Tt]hey was|[Yy]ou was|(?:he|she|it) don['’]t|them (?:folks|things|fellows))"
_TITLE = _any(
    "President King Queen Professor Internet Earth Bible State Church Party Act North South East West Web God"
)

TRICKY: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        # The helper before its subject.
        "negative_first": (
            r"\b(?:[Nn]ever(?: before| again)?|[Ss]eldom|[Rr]arely|[Hh]ardly|[Ss]carcely|[Ll]ittle|[Nn]owhere|[Nn]or"
            r"|[Nn]ot only|[Nn]o sooner|[Uu]nder no circumstances|[Ss]o [a-z]+|[Ss]uch"
            rf"|Only (?:then|when|after|by|in|if){_FEW_WORDS}) {_HELPER} {_WHO}\b"
        ),
        "short_reply": rf"\b(?i:so|neither|nor|as|than) {_HELPER} {_WHO}\b",
        "condition_without_if": (
            rf"(?:^(?:Had|Were|Should) {_WHO}|[,;] (?:had|were|should) (?:I|you|he|she|it|we|they|there))\b[^?]*$"
        ),
        "place_first": rf"^{_PLACE}\b{_FEW_WORDS} {_STOOD} (?:an?|the|his|her|their|two|three|many|some|several)\b",
        # Moods.
        "that_he_be": (
            rf"\b{_ASKED_THAT}(?:s|d|ed|ing)? that (?:he|she|it|no one|everyone|(?:each|every|the) [a-z]*[^s\W])"
            rf" (?:not )?{_NO_VERB}(?:be|have|[a-z]+[^sdgn\W])\b"
        ),
        "were_for_was": r"\b(?:if|though|wish|wished|wishes|suppose) (?:I|he|she|it|there|this|that|the [a-z]+) were\b",
        "set_phrase": (
            r"\b(?i:be that as it may|come what may|so be it|far be it|suffice it|as it were|be it|if need be"
            r"|God (?:save|bless|forbid)|lest (?:he|she|it|they|I|we|the [a-z]+) [a-z]+|had better|had rather)\b"
        ),
        # Agreement.
        "collective": rf"\b(?:{_GROUP}|cattle|clergy|police|half the [a-z]+|{_SOME_OF}) {_ARE}\b",
        "collective_as_one": rf"\b(?:{_GROUP}|(?:range|variety|series|pair) of [a-z]+) {_IS}\b",
        "singular_in_s": rf"\b{_IN_S} {_IS}\b",
        "amount_as_one": rf"\b(?i:{_NUMBER}) {_MEASURE} {_IS}\b",
        "one_of_many": rf"\b(?:[Ee]ach|[Ee]very one|[Nn]either|[Ee]ither|[Nn]one|[Oo]ne) of {_THE}{_FEW_WORDS} {_IS}\b",
        "one_of_those_who": rf"\bone of (?:the|those|these)\b{_FEW_WORDS} (?:who|that|which) [a-z]+\b",
        "far_singular": (
            rf"\b[Tt]he [a-z]*[^s\W] (?:of|in|from|between|for|behind|with|on) {_THE}?(?:[a-z]+ )?[a-z]+s {_IS}\b"
        ),
        "far_plural": rf"\b[a-z]+s (?:of|in|from|between|for|behind|with|on) {_THE}[a-z]*[^s\W] {_ARE}\b",
        "clause_between": rf"\b[Tt]he [a-z]+ (?:that|which|who|whom|where)\b[^,.;]{{5,50}}[a-z]+s {_IS}\b",
        "clause_as_subject": rf"\b(?:[Ww]hat|[Tt]o) [a-z]+ [^,.;]{{3,40}}s {_IS}\b",
        "aside_between": (
            r", (?:as well as|along with|together with|including|like|rather than|not to mention)\b[^,.;]{3,60}, "
            rf"{_LED}\b"
        ),
        "there_is_and": r"\b[Tt]here (?:is|was) (?:an?|the|no|some) [a-z]+ and\b",
        # Forms.
        "word_twice": (
            r"\b(?:had had|do do|does does|did did|her her|is, is|was, was|that, that|what, what)\b|\b(?:in in-|on on-)"
        ),
        "ing_after_to": rf"\b{_BEFORE_ING} to (?!bring|sing|ring|king|spring|cling|wing|[a-z]+thing)[a-z]+ing\b",
        "bare_verb": (
            rf"\b{_SAW} (?:him|her|them|it|us|me|you) {_NO_VERB}(?!easier|possible|clear|impossible)"
            r"[a-z]+[^sdgn\W]\b"
        ),
        "bare_after_do": (
            r"\b(?:(?:do|does|did) (?:nothing|anything|little|much) (?:but|except|more than)"
            r"|all (?:he|she|it|they|I|we|you) (?:do|does|did|(?:can|could|had to|need to) do) (?:is|was)) [a-z]+\b"
        ),
        "long_perfect": (
            r"\b(?:(?:would|could|should|might|must|may) have (?:had|been)|to have (?:been|had|[a-z]+ed)|being [a-z]+ed"
            r"|having (?:been|had)|(?:is|are|was|were) (?:said|thought|known|believed|supposed|reported) to have)\b"
        ),
        "irregular": rf"\b{_IRREGULAR}\b",
        "tense_apart": (
            r"\b(?:said|knew|explained|taught|showed|proved|told [a-z]+) that\b[^.;]{2,60}\b(?:is|are|has|can)\b"
        ),
        "present_for_future": (
            r"\b(?:[Ii]f|[Uu]nless|[Ww]hen|[Uu]ntil|[Oo]nce|[Bb]efore|[Aa]fter) (?:he|she|it|the [a-z]+) [a-z]+s\b"
            r"[^.;]*\bwill\b"
        ),
        # Words.
        "a_or_an": (
            r"\b(?:[Aa]n (?:hour\w*|hon(?:est|or|our)\w*|heir\w*|[FHLMNRSX][A-Z]+s?|[FLMNRSX]\b|8\w*|11|18)"
            r"|[Aa] (?:uni(?:t|v|q|f|c|o)\w+|use\w*|usu\w+|uti\w+|euph\w+|Eu\w+|on(?:e|ce)\b|US\w*|U[A-Z]+))"
        ),
        "no_article": rf"\b(?:to|in|at|from|by|on|out of|into) {_WITHOUT_ARTICLE}\b(?! of)",
        "word_by_word": r"\b([a-z]{3,}) (?:by|after|to|upon|in|for|and|against) \1\b",
        "quality_as_people": rf"\b[Tt]he {_QUALITY} (?:are|were|have|had|do|often|who|will|would|can|must)\b",
        "rather_rare": rf"\b{_RATHER_RARE}\b",
        "pronoun_case": (
            r"\b(?:[Ii]t (?:is|was) (?:I|he|she|we|they)\b|(?:than|as) (?:I|he|she|we|they)\b[,.;]"
            r"|to whom|[Bb]etween (?:you|him|her|them) and me|[a-z]+ and (?:I|he|she) (?:are|were|had|have)\b)"
        ),
        "few_and_little": (
            r"\b(?:(?:[Ff]ewer|[Ll]ess|[Nn]o (?:fewer|less|more)) than|[Aa]mount of|a good many|[Mm]any a"
            r"|[Mm]ore than one|next to nothing|as few as|little of|few of)\b"
        ),
        "the_more_the_more": (
            rf"\b[Tt]he {_MORE}\b[^.;]{{2,60}}, the (?:{_MORE}|easier|clearer|smaller|stronger|lower|faster)\b"
        ),
        "like_another_word": rf"\b{_LIKE_ANOTHER}\b",
        "verb_with_particle": (
            r"\b[a-z]+(?:ed|es) (?:on|in|up|off|out|over|by|through) (?:on|in|up|to|at|from|by|with|under|over)\b"
        ),
        "hyphened": r"\b[a-z]+-[a-z]+(?:-[a-z]+)*\b",
        # Sentences and marks.
        "indirect_question": (
            r"\b(?:ask|wonder|know|knew|see|tell|told|explain|find out|decide|understand)(?:ed|s|d)? "
            r"(?:me |him |her |us |them )?(?:what|where|when|why|how|who|whether|which)\b[^?]*\.$"
        ),
        "fragment": (
            r"^(?:Not that|Or so|As if|Hence|Thus|So much for|No wonder|Never mind|What an?|If only|Not so|Except that"
            r"|Hardly|And yet|But not|Or rather|Small wonder|More of)\b[^,;]*$"
        ),
        "list_without_and": r"^[A-Z]\w+ (\w+)[^,.;]{0,20}, \w+ \1\b[^,.;]{0,20}, \w+ [^,.;]{2,25}\.$",
        "no_comma": r"^[A-Z][a-z]+ (?:[a-z]+ ){12,30}[a-z]+\.$",
        "long_plain_opening": (
            r"^(?:In|On|At|By|After|Before|When|If|During|For|Without|Since|Last|Yesterday|Today|Now|Then) "
            r"(?:[a-z]+ ){1,4}(?:I|he|she|it|we|they|you) [a-z]+"
        ),
        "colon_or_dash": r"[a-z](?:: | ?— ?| – |; )[a-z]",
        "voice": rf"[\"“][^\"”]*\b{_VOICE}\b",
        "capitals": rf"[a-z,] {_TITLE} [a-z]+",
    }.items()
}
