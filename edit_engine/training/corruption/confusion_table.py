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

# Curated confusions with how often each is drawn; these are what people really mix up.
COMMON_CONFUSIONS: dict[str, tuple[str, ...]] = {
    word: tuple(others.split())
    for word, others in {
        "their": "there there there they're thier",
        "there": "their their they're",
        "they're": "their there",
        "its": "it's",
        "it's": "its",
        "your": "you're",
        "you're": "your",
        "whose": "who's",
        "who's": "whose",
        "then": "than",
        "than": "then then that",
        "affect": "effect",
        "effect": "affect",
        "affects": "effects",
        "effects": "affects",
        "affected": "effected",
        "to": "too",
        "too": "to to to two",
        "two": "too to",
        "lose": "loose",
        "loose": "lose",
        "losing": "loosing",
        "loses": "looses",
        "loss": "lost lose",
        "were": "where was",
        "where": "were were wear",
        "we're": "were",
        "weather": "whether",
        "whether": "weather wether",
        "quite": "quiet",
        "quiet": "quite",
        "advice": "advise",
        "advise": "advice",
        "accept": "except",
        "except": "accept",
        "here": "hear",
        "hear": "here",
        "know": "no now",
        "no": "know",
        "knows": "nows",
        "now": "know",
        "threw": "through",
        "through": "trough threw",
        "though": "tough thought",
        "thought": "though",
        "thorough": "through",
        "peace": "piece",
        "piece": "peace",
        "principal": "principle",
        "principle": "principal",
        "passed": "past",
        "past": "passed",
        "led": "lead",
        "breath": "breathe",
        "breathe": "breath",
        "cloths": "clothes",
        "everyday": "every day",
        "maybe": "may be",
        "which": "witch wich",
        "of": "off",
        "off": "of",
        "bought": "brought",
        "brought": "bought",
        "choose": "chose",
        "chosen": "chose choosen",
        "believe": "belief",
        "belief": "believe",
        "beliefs": "believes",
        "life": "live",
        "lives": "lifes",
        "live": "life",
        "proof": "prove",
        "prove": "proof",
        "choice": "choose",
        "success": "succeed",
        "succeed": "success",
        "different": "difference",
        "difference": "different",
        "important": "importance",
        "importance": "important",
        "dependent": "dependant",
        "independent": "independant",
        "safety": "safe",
        "health": "healthy",
        "healthy": "health",
        "death": "dead",
        "dead": "death",
        "weight": "weigh",
        "height": "high",
        "strength": "strengh strong",
        "site": "sight cite",
        "sight": "site",
        "cite": "site",
        "compliment": "complement",
        "complement": "compliment",
        "stationary": "stationery",
        "desert": "dessert",
        "dessert": "desert",
        "personnel": "personal",
        "personal": "personnel",
        "device": "devise",
        "quality": "quantity",
        "economy": "economic",
        "economic": "economy",
        "technology": "technologie",
        "woman": "women",
        "women": "woman",
        "man": "men",
        "men": "man",
        "this": "these",
        "these": "this",
        "those": "that",
        "who": "how",
        "how": "who",
        "from": "form",
        "form": "from",
        "want": "what",
        "what": "want",
        "with": "whit",
        "feel": "fell",
        "fell": "felt",
        "felt": "fell",
        "left": "leave",
        "since": "sense",
        "sense": "since",
        "wear": "were",
        "allowed": "aloud",
        "buy": "by",
        "by": "buy",
        "right": "write",
        "write": "right",
        "wrote": "write",
        "hole": "whole",
        "whole": "hole",
        "week": "weak",
        "weak": "week",
        "heard": "herd heared",
        "meet": "meat",
        "meat": "meet",
        "sometimes": "sometime",
        "besides": "beside",
        "already": "all ready",
        "altogether": "all together",
        "apart": "a part",
        "into": "in to",
        "anyone": "any one",
        "everyone": "every one",
        "as": "has",
        "has": "as",
        "is": "its",
        "do": "due",
        "due": "do",
        "an": "and",
        "and": "an",
        "the": "they",
        "they": "the them",
        "been": "being",
        "being": "been",
        "one": "on",
        "on": "one",
        "our": "are",
        "are": "our",
        "for": "four",
        "so": "sow",
        "hope": "hop",
        "hoping": "hopping",
        "his": "is",
        "aloud": "allowed",
        "capital": "capitol",
        "conscious": "conscience",
        "formerly": "formally",
        "moral": "morale",
        "role": "roll",
        "route": "root",
        "threat": "treat",
        "steel": "steal",
        "steal": "steel",
        "waist": "waste",
        "waste": "waist",
        "wait": "weight",
        "break": "brake",
        "brake": "break",
        "bare": "bear",
        "bear": "bare",
        "cannot": "can't not",
        "every": "ever",
        "ever": "every",
        "other": "others",
        "others": "other",
    }.items()
}

# Function words so frequent that a confusion at every one of them would drown the rest: share of sites accepted.
COMMON_CONFUSION_SHARE: dict[str, float] = {
    "the": 0.004, "and": 0.01, "of": 0.03, "to": 0.07, "an": 0.05, "is": 0.03, "his": 0.03, "as": 0.03, "has": 0.05,
    "for": 0.02, "on": 0.03, "one": 0.03, "by": 0.03, "so": 0.01, "do": 0.03, "are": 0.05, "our": 0.08, "this": 0.12,
    "these": 0.25, "who": 0.1, "how": 0.1, "what": 0.06, "with": 0.03, "from": 0.1, "form": 0.2, "they": 0.06,
    "no": 0.15, "now": 0.1, "man": 0.15, "men": 0.3, "woman": 0.3, "women": 0.3, "left": 0.1, "into": 0.15,
    "other": 0.2, "been": 0.2, "being": 0.1, "were": 0.2, "where": 0.3, "life": 0.2, "live": 0.4, "want": 0.3,
    "those": 0.15, "here": 0.4, "every": 0.15, "ever": 0.2, "right": 0.3, "dead": 0.4, "death": 0.3, "cannot": 0.1,
    "thought": 0.4, "through": 0.4,
}  # fmt: skip
