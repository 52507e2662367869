"""Hand-made word lists: which words the error functions may rely on, and which they must leave alone."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of `text`, parted by white space."""
    return frozenset(text.split())


# Words listed as nouns that in prose are nearly always something else.
NOT_NOUNS = word_set(
    """a an the i he she it we they you me him her us them my his its our your their this that these those who what
    which in on at by for with about from to of off up down out over under into onto through and or but if as
    than so not no yes all any some each every many much more most few less least own same such other another
    both very too also just only even still never ever always often then there here where when why how now again
    once soon yet well is am are was were been has had does did will would can could may might must shall should
    one two three four five six seven eight nine ten won't new good old great high right long large small big
    little first last next young important able bad best better sure free true whole clear certain late hard
    real full doing being like present particular common human individual native general subject instant less
    past future dead poor rich sick proper fine round square"""
)
# Verbs listed as nouns that in prose are nearly always verbs.
COMMON_VERBS = word_set(
    """have do go get make take see know think come give find tell ask seem feel leave keep let begin become say
    hear write sit pay learn continue understand speak read allow add grow remember consider appear send expect
    build remain kill happen provide produce choose describe explain receive teach spend carry sell bring accept
    agree apply avoid catch create decide depend develop discuss enjoy enter eat lose lead hold meet forget
    improve include involve join obtain prevent protect prove realize refer remove require save solve suffer
    suggest throw forgive hide exist install identify generate maintain reduce perform reach"""
)
# Third person forms that are plural nouns just as often, and forms that are other words.
NOT_VBZ = word_set(
    """rights needs uses works wishes thanks clothes loves turns starts moves talks visits increases raises cuts
    walks fears worries sets looks shows means likes downs ups wills whiles concretes summons bars mars logs
    stands lets bloods wells tops welsh keeps finds catches reads leads holds adds kills sells saves builds
    thinks tells"""
) - word_set("keeps finds reads leads holds adds thinks tells lets")

# Mass nouns: no plural and no "a".
MASS_NOUNS = word_set(
    """information advice furniture equipment knowledge software hardware homework luggage baggage traffic music
    money weather research evidence progress news bread rice water electricity happiness health luck help
    violence education transportation pollution clothing jewelry machinery scenery mail vocabulary feedback
    accommodation courage housework literature poetry stuff rubbish cash wildlife garbage"""
)
NO_PLURAL = MASS_NOUNS | word_set(
    """data media people nature society life way time day today tomorrow yesterday home thing lot bit deal"""
)

# Common adjectives that have neither an adverb in -ly nor a comparative in the lists.
COMMON_ADJECTIVES = word_set(
    """new old good bad great high long small large big little young beautiful important different many whole own own
    difficult interesting famous modern useful wonderful favourite favorite red blue green black white wooden stone
    open empty special serious popular local national foreign public similar single common strong heavy quiet late
    early ill sick busy happy hungry afraid ready right wrong sure free grand short tall fresh sweet funny nice"""
) - {"many", "own", "stone", "common", "public", "open"}

ADJECTIVE_ENDINGS = ("al", "ous", "ful", "ive", "ic", "able", "ible", "less", "ary", "ent", "ant", "ar", "ed", "ing")
# Words in -ly that are no adverb of an adjective, or mean something else than the adjective.
NOT_ADVERBS = word_set(
    """early only family daily likely unlikely friendly lovely costly nearly hardly lately mostly shortly apply
    reply supply italy holy fairly barely scarcely dearly hourly weekly monthly yearly lively lonely silly jolly
    bully fully wholly duly curly elderly orderly cowardly brotherly motherly fatherly lily molly folly dolly
    sally leisurely heavenly earthly deadly kindly justly evenly directly presently highly largely emily grantly
    polly holly namely comely homely gently singly rally olly milly bodily ghastly badly especially accordingly
    additionally surely anomaly assembly belly billy butterfly comply imply multiply monopoly firstly lastly
    likewise goodly chilly hilly bubbly wrinkly cuddly lightly lowly worldly ghostly manly womanly princely
    kingly saintly beastly masterly scholarly fly rely sly stately sick quarterly melancholy overly sorely
    currently previously importantly respectively july"""
)
NOT_COMPARATIVES = word_set(
    """number tanner tangier fitter flipper sounder later earlier longer holier barer balder kinder"""
)

# Words after which a noun phrase has ended.
PHRASE_END = word_set(
    """of in on at to for with by from that which who is are was were has had have and or but as if when while will
    would can could may might must should than into about because so where before after until through between
    during without against under over upon does did do not"""
)
AUXILIARIES = word_set(
    """am is are was were be been being have has had do does did will would can could may might must shall should
    let help make made lets helps see saw hear heard watch watched"""
)
SUBJECT_PRONOUNS = word_set("i you he she it we they")
# What may stand as the subject of a clause by itself.
SUBJECTS = SUBJECT_PRONOUNS | {"this", "there", "these", "those"}
MODALS = word_set("""will would can could may might must should shall cannot can't won't wouldn't couldn't shouldn't""")
DO_NOT = word_set("don't doesn't didn't don’t doesn’t didn’t")
BE = word_set("am is are was were be been being isn't aren't wasn't weren't")
HAVE = word_set("have has had having haven't hasn't hadn't")
BETWEEN = word_set("""not never also always already just ever been really often still only now probably usually""")
PREPOSITIONS = word_set(
    """of in on at to for with by from about into without after before through between over under"""
)
PLURAL_MARKERS = word_set(
    """these those many several few two three four five six seven eight nine ten both various numerous fewer
    different twenty hundred countless"""
)
SINGULAR_MARKERS = word_set("a an this each every another one")
DETERMINERS = word_set(
    """a an the this that these those my your his her its our their some any no each every another many much few
    several both all such what which whose one two three either neither"""
)
