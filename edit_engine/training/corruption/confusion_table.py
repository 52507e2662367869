"""Which words are taken for which: the pairs people really mix up, and listed pairs that are better left alone."""

from __future__ import annotations


def _pairs(text: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair.split("|")) for pair in text.split())


# Pairs of the lists in which both words often fit the same place, or that are no error at all.
RISKY_PAIRS = _pairs(
    """all|awl adverse|averse allusion|delusion illusion|delusion alternate|alternative amend|emend among|between
    amoral|immoral amount|number aural|oral assure|ensure assure|insure ensure|insure borrow|lend can|may can|could
    chose|choose classic|classical compare|contrast complacent|complaisant compose|comprise concurrent|consecutive
    contain|consist continual|continuous credible|creditable data|datum media|medium defective|deficient
    deprecate|depreciate dilemma|problem discover|invent disinterested|uninterested efficient|effective
    economic|economical emigrate|immigrate empathy|sympathy entitled|titled envy|jealousy especially|specially
    explicit|implicit famous|infamous farther|further few|little flounder|founder genius|genus get|got go|goes
    gone|went had|have has|have do|does did|done hanged|hung hardy|hearty historic|historical human|humane if|whether
    imply|infer in|into incidence|instances incidents|instances irregardless|regardless is|are judicial|judicious
    last|latest later|latter lay|lie lays|lies learn|teach leave|let lesser|lessor like|as literal|littoral lot|lots
    many|much moral|morale most|almost none|nun notable|noticeable official|officious on|in oppress|repress
    oversee|overlook partial|partially penultimate|ultimate people|persons perquisite|prerequisite persuade|convince
    phenomena|phenomenon practical|practicable practice|practise prone|supine quotation|quote raise|rise
    rational|rationale real|really reluctant|reticent respectful|respective respectfully|respectively seen|saw
    sensual|sensuous simple|simplistic some|sum soon|sooner statue|stature sure|surely take|bring than|then
    taken|took temporal|temporary that|which the|they theirs|there this|these that|those themselves|theirselves
    tortuous|torturous turbid|turgid unexceptional|unexceptionable until|till use|used venal|venial waive|waver
    was|were what|that which|what who|whom who|which whoever|whomever worse|worst yours|your's well|good bad|badly
    but|butt be|bee as|has ad|add by|bye come|came earn|urn hay|hey i|eye i|aye in|inn lo|low not|knot one|won
    or|oar or|ore so|sew so|sow we|wee when|win will|we'll they|the an|and his|is him|hymn our|are dozen|doesn't
    license|licence leased|least gait|gate for|fore from|form calm|com have|halve would|wood must|mussel
    read|red reads|reeds read|reed side|sighed sweet|suite verses|vs stalk|stock parlor|parlour hair|hare
    parish|perish wan|won rest|wrest exit|exist okay|ok shone|shown trial|trail city|sity dialog|dialogue street|st
    some|same person|parson caller|color view|vue madam|madame mama|mamma gov|governor leaped|leapt last|lass
    cars|cause sale|sell president|precedent know|knowed envelop|envelope due|dew do|dew do|due air|heir
    there|theirs cue|queue need|knead hour|our vary|variety boy|buoy rode|road high|hi guess|guests
    have|of been|being"""
)

# Function words so frequent that a confusion at every one of them would drown the rest: share of sites accepted.
COMMON_CONFUSION_SHARE: dict[str, float] = {
    "the": 0.004, "and": 0.01, "of": 0.03, "to": 0.07, "an": 0.05, "is": 0.03, "his": 0.03, "as": 0.03, "has": 0.05,
    "for": 0.02, "on": 0.03, "one": 0.03, "by": 0.03, "so": 0.01, "do": 0.03, "are": 0.05, "our": 0.08, "this": 0.12,
    "these": 0.25, "who": 0.1, "how": 0.1, "what": 0.06, "with": 0.03, "from": 0.1, "form": 0.2, "they": 0.06,
    "no": 0.15, "now": 0.1, "into": 0.15,
    "other": 0.2, "been": 0.2, "being": 0.1, "were": 0.2, "where": 0.3, "life": 0.2, "live": 0.4, "want": 0.3,
    "those": 0.15, "here": 0.4, "every": 0.15, "ever": 0.2, "right": 0.3, "dead": 0.4, "death": 0.3,
    "thought": 0.4, "through": 0.4,
}  # fmt: skip
