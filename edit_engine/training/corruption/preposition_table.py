"""Which preposition a word demands, and what people write instead.

A row is `word preposition: wrong wrong`; "-" leaves the preposition out. A wrong one must be wrong in every reading:
"good for" is as right as "good at", so it is no row, while "good in drawing" has no right reading before an -ing form.
"""

from __future__ import annotations


# Head (any form of a verb, or a noun in either number) and the preposition right after it.
AFTER_HEAD = """
depend on: of from in to -|rely on: in to at of -|focus on: in to at|concentrate on: to at|insist on: in to for
base on: in at to|interested in: on about for at|involved in: on at|participate in: on to at -|believe in: on to at
succeed in: to on at for|result in: to|consist of: from by with|capable of: to for in at|aware of: for on at
afraid of: from to with|full of: with from by|tired of: by|proud of: for with on at|independent of: to with
typical of: to with|instead of: from for -|because of: from for -|different from: of with|similar to: with as of
related to: of with|according to: with of on -|due to: of|belong to: for of -|listen to: at with on -
refer to: at on -|respond to: for at on|contribute to: for on|lead to: for on|married to: with
responsible for: of to about on|wait for: to of -|look for: of -|search for: to at|famous for: of by with
prepare for: at|apologize for: of about on|apologise for: of about on|ask for: of|pay for: of|need for: on
blame for: of about|suffer from: of at|come from: at -|far from: of at
absent from: of at|good at: in on|bad at: in on|clever at: in on|arrive at: to|arrive in: to|surprised at: from of
laugh at: of on to -|aim at: in on|shout at: on|stare at: to on
knock at: in to|agree with: of -|deal with: to about|associated with: to of by|familiar with: about on in
filled with: of|satisfied with: of from for|covered with: from of|worry about: of from
talk about: -|think about: with|complain about: for on from|know about: on|dream about: on with
excited about: of|worried about: of from with|nervous about: of with|confused about: of
curious about: of for on|member of: in|example of: for|side of: in from
cause of: to in|piece of: -|sort of: for from -|couple of: for from -|majority of: from -
variety of: for from -|lot of: for from -|number of: from -|amount of: for in from -|type of: for from -
kind of: for from -|part of: -
one of: -|each of: -|none of: -|front of: to from -|top of: from to -
end of: from for -|middle of: from to -|beginning of: from for -|bottom of: from to -|rest of: from for -
access to: of in at|attention to: for at|answer to: on|reply to: on for at -|solution to: on
damage to: of on|threat to: for on|contrary to: of with from|close to: from of at|next to: of from with -
superior to: than from of|inferior to: than from of|prefer to: than from|addicted to: with on of
accustomed to: with of in|allergic to: of with for on|used to: with of|dedicated to: for in on|devoted to: for in on
attached to: with in at|opposed to: of with against|exposed to: with of|equal to: with of as|subject to: for with
sensitive to: for with at|limited to: on|available to: of|invite to: in|adapt to: with in at
adjust to: with in at|object to: against|react to: on at with|react against: on|return to: in at|go to: at -
travel to: -|move to: at|come to: at -|welcome to: for|apply for: of|hope for: at -|thank for: of about
ready for: of at|search for: to at|sorry for: of at|late for: at|suitable for: at of|grateful for: of about at
thankful for: of about at|preference for: on|demand for: to about|desire for: at about
respect for: at|request for: about|vote for: -|effect on: for at to|impact on: to at for|influence on: for at
spend on: for|comment on: at|congratulate on: for about of|keen on: of at for about with|depend upon: of from in
dependent on: of from in at|decide on: at|operate on: to|live on: from|agree on: at|increase in: on at
decrease in: on at|rise in: on at|change in: on at|interest in: for about at|difficulty in: on at
confidence in: on to at|trust in: on at|faith in: on to at|belief in: on at
rich in: of with at|lack of: in for from|fear of: from to at|opinion of: for
opinion on: for at|knowledge of: on at|understanding of: in on for|possibility of: to in
habit of: to for in|accuse of: for with about|remind of: about to from -
consist in: on at|guilty of: for with about|jealous of: to with for|fond of: with in on about to
ashamed of: for about with from|convinced of: in about from|certain of: in with|sure of: in with|envious of: to with
short of: from|think of: at in|die of: by|hear of: for on|approve of: with to -|dispose of: from -
dream of: to in with|rid of: off|divide into: to|fall into: at|translate into: at|crash into: to
escape from: of at|differ from: of to with -|recover from: of by|prevent from: to of|protect from: of to
borrow from: to by|separate from: of to with|graduate from: of at in -|emerge from: of by at|hide from: to
safe from: of|exempt from: of to by|stem from: of to by|derive from: of to by|cope with: to about on at
help with: about|communicate with: at -|compare with: of from at|cooperate with: at|crowded with: of by from
disappointed with: of from|angry with: on of|bored with: of from at|pleased with: of from on|happy with: of from
provide with: of|argue with: to|connect with: of at|busy with: of by|popular with: of to|wrong with: on
problem with: about|compatible with: of for by|meet with: to|contact with: of to at|connection with: at
quarrel with: to|disagree with: to of|share with: to at|interfere with: on at to
surrounded by: from of|followed by: from of with|caused by: from of|written by: from of|inspired by: from of in
influenced by: from of|supported by: from of|affected by: from of|shocked by: of from|known as: like
regard as: like for|serve as: like|describe as: like for|such as: like|explain to: -|suggest to: -|describe to: -
speak to: at -|talk to: -|write to: at|happen to: on -|matter to: on|occur to: -|introduce to: at
compare to: of from|add to: at on|stick to: at|look forward: for|forward to: for at of with
"""
# A head that may stand up to three words before its preposition: prevent him from, spend the money on.
AFTER_OBJECT = """
prevent from: to of for|protect from: of to|borrow from: of to at|save from: of to|stop from: to of
provide with: of by
spend on: for|remind of: about from to|accuse of: for about|rob of: from|deprive of: from|inform of: for to
congratulate on: for about of|thank for: of about|blame for: of about to|punish for: of to|excuse for: of to
invite to: in at|compare with: of from at|introduce to: with at|explain to: -|describe to: -
share with: to at
turn into: to at|divide into: to at|translate into: in at|supply with: of by
fill with: of by
cover with: of from|separate from: of to with|base on: in at to|put on: to at|pay for: of|send to: at
take to: at
accustom to: with of|add to: at|ask for: of|point at: in|bring to: at
"""
# An infinitive marker is fixed by its head as well.
INFINITIVE_HEADS = """
able to: for of -|want to: for -|need to: for of -|have to: for -|going to: for -|try to: for of -|supposed to: for -
ought to: for -|tend to: for of -|decide to: for of -|allow to: for -|hope to: for of -|seem to: for -|plan to: -
expect to: for -|refuse to: for of -|learn to: for -|manage to: for of -|begin to: for -|wish to: for -
agree to: for -
"""
# Preposition and the word right after it.
BEFORE_NOUN = """
in fact: on at|in general: on at|in particular: at on|in addition: on for at|in order: on for at|in front: on at
in contrast: at|in common: on at|in detail: on at|in advance: on at|in conclusion: for on at|in january: on at
in february: on at|in march: on at|in april: on at|in may: on at|in june: on at|in july: on at|in august: on at
in september: on at|in october: on at|in november: on at|in december: on at|in america: at on|in england: at on
in london: on at|in europe: on at|in france: on at|in china: on at|in paris: on|in germany: on at|in india: on at
in japan: on at|in italy: on at|in spain: on at|in africa: on at|in canada: on at|in australia: on at|in russia: on at
in washington: on at|in rome: on|in california: on at|in english: on at with|in spite: on at by|in response: on for
in charge: on at|in danger: on at|in love: on at|in trouble: on at|in favor: on at|in favour: on at|in time: at
in spring: on at|in summer: on at|in winter: on at|in autumn: on at|in bed: on at|in person: by on at|in public: at
in private: at|in pencil: by|in accordance: on at by|in search: on at for|in need: on at|in line: at
in touch: on at|in words: at by|in return: at|in reality: on at|in theory: on at by
in practice: on at|in secret: at on|in silence: with at|in turn: on at|in vain: on at|on monday: in at
on tuesday: in at|on wednesday: in at|on thursday: in at|on friday: in at|on saturday: in at|on sunday: in at
on purpose: by in with|on average: in at by|on foot: by with in|on behalf: by at|on top: in at|on earth: at
on fire: in at|on television: at by|on time: at|on holiday: in at to|on vacation: in at|on board: in at|on duty: at by
on display: in at|on arrival: at in|on horseback: by in|on strike: in at|on page: at|at night: on
at least: in on by|at first: in|at last: in on|at once: in on by|at home: on to|at work: on|at school: on
at noon: on in|at midnight: on in|at dawn: in on|at sunset: in on|at sunrise: in on|at lunch: in|at dinner: in on
at breakfast: in on|at christmas: in|at easter: in|at risk: in on|at present: in on|at war: on|at times: on by
at peace: on|at sea: on|at length: in on|at random: by|at university: on|by accident: on in with|by chance: in on with
by mistake: in with on|by heart: in with on|by train: with on|by bus: with in on|by car: with on|by plane: with in on
by bike: with on|by name: with|by law: with from|by definition: in on with|by default: in on with
for example: in as by at|for instance: in as by at|for sale: to at|for granted: as to|for sure: in by|for free: by
for fun: by to in|for breakfast: in by|for lunch: in|for dinner: in|of course: in by on for|under control: by at
under pressure: at|under attack: in on
"""
# Preposition, "the" or "a", and the noun: in the morning, on the other hand.
BEFORE_PHRASE = """
in morning: on at|in afternoon: on at|in evening: on at|in summer: at on|in winter: at on|in spring: at on
in autumn: at on|in world: on at|in city: on at|in town: on at|in village: on at|in country: on at|in future: on at
in past: on at|in beginning: on|in middle: on at|in kitchen: at on|in garden: on|in room: on at
in picture: on|in sky: on|in rain: on under at|in sun: on|in dark: on at|in newspaper: at|in book: on at
in novel: at|in mirror: at|in century: on at|in year: at on|in month: at on|in hospital: on|in car: at
in forest: on at|in box: at|in case: at|in hurry: on at|in mood: at on|in center: on|in centre: on|in distance: on
in presence: on|in absence: at on|in process: at|in position: on|in language: at|on way: at
on floor: in at|on ground: at|on roof: at|on internet: in at|on phone: in at by|on telephone: in at
on television: at|on day: at|on weekend: in|on coast: in|on beach: in|on subject: at
on basis: in at by|on occasion: in at by|on condition: at|on contrary: in at by|on verge: in at|on shore: in
on train: at|on bus: at|on list: at|on screen: in at|on page: at|at end: on|at moment: on|at time: on
at station: on|at airport: on|at party: on|at age: on|at expense: on in
at rate: on|at mercy: on|at meeting: on|at speed: in|at crossroads: in on|for time: since|for while: since during
for years: since|for rest: since|for purpose: in|for sake: by in|for reason: by from|for reasons: by from
during war: at|during night: at
"""
# Verbs that take an object at once; people add a preposition.
ADDED_AFTER = {
    "discuss": "about on", "enter": "in to", "reach": "to at in", "marry": "with to",
    "mention": "about", "contact": "with to", "attend": "at in", "emphasize": "on", "lack": "of in",
    "approach": "to", "visit": "to in", "describe": "about", "explain": "about", "request": "for", "join": "to",
    "consider": "about", "affect": "on to", "influence": "on to", "tell": "to", "ask": "to",
    "meet": "to", "despite": "of", "order": "for", "resemble": "to", "inform": "to", "stress": "on", "obey": "to",
    "research": "about", "investigate": "about", "follow": "to", "help": "to",
    "need": "of", "avoid": "of from", "phone": "to", "thank": "to", "face": "to with",
    "accompany": "with", "access": "to", "demand": "for", "analyze": "about", "invite": "to", "kiss": "to",
    "watch": "at", "criticize": "about to", "advise": "to", "oppose": "to against", "regret": "about of",
    "fight": "to", "near": "of", "comprise": "of", "address": "to", "instruct": "to", "remember": "about",
    "love": "to", "support": "to", "use": "of",
}  # fmt: skip


def table(text: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """(first word, second word) -> wrong prepositions, of rows as above."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in text.replace("\n", "|").split("|"):
        if row:
            pair, wrongs = row.split(": ")
            first, second = pair.split()
            found[first, second] = tuple(wrongs.split())
    return found
