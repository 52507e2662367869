"""Easy words, each with harder ones that a reader would gladly swap for it.

The easy word stands in published text and is the answer; a harder one is put there to make the task, so a slight
oddness of the harder text does no harm, while the answer is always good English. Verbs stand in their base form and
are used in every form; nouns in the singular and used in both numbers. A harder word that our prose has more often
than the easy one is left out when the table is read.
"""

from __future__ import annotations


# Frames as in `style_table.VERBS`; "obj" wants a noun phrase after the verb.
HARD_VERBS = """
help/obj: assist, aid, facilitate|help/to: endeavor|begin/to: commence|start/to: commence|start/with: commence
build/obj: construct, erect|buy/obj: acquire|sell/obj: vend, retail|make/obj: fabricate, manufacture, construct
get/obj: procure, attain|give/obj: furnish, bestow, confer upon|send/obj: convey, forward
bring/obj: convey|carry/obj: convey|move/obj: relocate, transfer|move/to: relocate
put/obj: place, situate, position|keep/obj: preserve|keep/ing: persist in, continue|leave/obj: vacate, depart
leave/: depart|win/obj: secure, attain|lose/obj: forfeit, relinquish|kill/obj: slay|die/in: perish, expire
die/from: perish|die/of: perish, succumb|hurt/obj: injure, impair|hit/obj: strike|break/obj: fracture, rupture
cut/obj: sever, curtail|fall/to: plummet, descend|fall/from: plummet, descend|rise/to: ascend, escalate
grow/to: expand, escalate|grow/in: flourish, proliferate|shrink/to: diminish, contract|close/obj: shut down
open/obj: inaugurate|join/obj: enlist in, affiliate with|lead/obj: spearhead, head
rule/obj: govern, reign over|run/obj: administer, operate|work/with: collaborate|work/for: be employed
write/obj: compose, author, pen|name/obj: designate, christen, denominate|call/obj: designate, denominate, term
say/that: state, proclaim, declare|tell/that: inform|tell/obj: inform, notify, apprise
think/that: surmise, opine|know/obj: be cognizant of, be acquainted with|see/that: discern
see/obj: witness, discern, behold|show/obj: display, depict, portray, illustrate, reveal
show/how: illustrate, elucidate|show/that: reveal, establish|find/obj: discover, detect
find/that: discover, ascertain, determine|ask/for: petition|answer/obj: respond to, reply to
need/to: be obliged, be required|want/to: aspire|like/obj: be fond of
hope/to: aspire|love/obj: adore, cherish|hate/obj: detest, loathe|let/obj: permit, enable
stop/obj: halt, prevent|stop/ing: refrain from|end/in: culminate, conclude|end/with: conclude, culminate
last/for: endure, persist|stay/in: remain|live/in: dwell, be domiciled|live/with: cohabit
eat/obj: consume, ingest, devour|drink/obj: consume, imbibe|feed/obj: nourish|grow/obj: cultivate|use/to: employ
use/obj: apply|change/to: transform|change/obj: alter, transform, amend|turn/into: transform
pick/obj: select|choose/to: elect, opt|change/: alter|mix/obj: combine, blend, amalgamate
split/into: divide, partition|fix/obj: repair, mend|clean/obj: cleanse, purify|fill/obj: replenish
cover/obj: encompass, envelop|surround/obj: encircle|include/obj: comprise, encompass|add/obj: append
add/to: augment|remove/obj: eliminate|drop/obj: abandon|save/obj: rescue, preserve, conserve
protect/obj: safeguard, shield|attack/obj: assault, assail|fight/obj: combat
cause/obj: induce, engender, provoke, precipitate|happen/in: occur, take place
happen/when: occur|try/obj: attempt|test/obj: assess|check/obj: inspect, examine
study/obj: investigate, scrutinize|learn/about: acquire knowledge|learn/to: acquire the ability|learn/that: ascertain
teach/to: instruct|explain/how: elucidate|explain/why: elucidate|agree/to: consent, assent|allow/to: authorize
ban/obj: prohibit, forbid, proscribe|force/obj: compel, coerce|earn/obj: accrue, garner|spend/obj: expend
pay/obj: remunerate, disburse|praise/obj: laud, commend|blame/obj: censure
honor/obj: commemorate|watch/obj: observe, monitor|seem/like: appear|guess/that: conjecture, surmise
hide/in: be concealed|hide/from: be concealed|burn/obj: incinerate|go/to: proceed, journey
come/from: originate, derive|travel/to: journey|reach/obj: attain, arrive at
rest/on: repose|sit/on: be seated|hold/obj: retain|worsen/: deteriorate|improve/: ameliorate|speed/up: expedite
slow/obj: decelerate, impede|lower/obj: diminish, reduce|raise/obj: elevate, augment|double/: increase twofold
appear/in: feature|destroy/obj: demolish, annihilate, obliterate|replace/obj: supersede, supplant
follow/obj: adhere to
"""

HARD_NOUNS = """
home: residence, dwelling, abode|house: residence, dwelling, domicile|job: employment, profession
work: labor, endeavor|goal: objective, aspiration|aim: objective|part: portion, segment
piece: fragment, portion|place: location, locale, venue|area: region, vicinity, district
town: municipality|city: metropolis|village: settlement, hamlet
people: individuals, persons, inhabitants|person: individual
child: youngster|friend: companion, acquaintance|leader: chief|teacher: instructor, educator
doctor: physician|lawyer: attorney, barrister|worker: laborer, employee|boss: superior|owner: proprietor
buyer: purchaser|winner: victor|enemy: adversary, foe|fight: altercation
plan: scheme, proposal|idea: notion, concept|thought: reflection|way: manner, fashion|method: methodology
use: utilization, usage|need: necessity|help: assistance, aid|change: alteration, modification
choice: selection, option|chance: opportunity, probability|problem: difficulty, complication, predicament
mistake: blunder|answer: response, reply|question: inquiry|talk: discussion, lecture|speech: oration
story: narrative, tale|movie: film, motion picture|picture: depiction
name: appellation|list: inventory, enumeration|size: magnitude, dimensions|amount: quantity|number: quantity
height: elevation, altitude|end: conclusion, termination
start: commencement, inception, onset|beginning: commencement, outset, inception|middle: midpoint|top: summit, apex
edge: periphery, perimeter|side: flank|money: funds|pay: remuneration, compensation
cost: expenditure, expense|price: valuation|tax: levy|food: nourishment, sustenance|meal: repast|drink: beverage
car: vehicle, automobile|ship: vessel|plane: aircraft|road: thoroughfare|building: edifice
clothes: attire, garments|illness: ailment, malady
disease: malady, affliction|pain: discomfort|cut: laceration|death: demise, passing|birth: nativity|life: existence
marriage: matrimony|fear: apprehension|anger: wrath, indignation
joy: elation|sadness: sorrow, melancholy|luck: fortune|power: authority|skill: proficiency, aptitude
law: statute, legislation|rule: regulation|crime: offense|prison: penitentiary|army: military force
vote: ballot|meeting: assembly, gathering|group: assemblage
team: squad|kind: variety, type|sort: category|test: examination, assessment|school: educational institution
study: investigation|result: outcome, consequence|reason: rationale, justification|effect: ramification
danger: peril, hazard|damage: detriment, harm|fire: conflagration, blaze|storm: tempest|rain: precipitation
forest: woodland|river: watercourse|hole: aperture, cavity
sign: indication, token|mark: indication|group: contingent|sound: noise|smell: odor
"""

# Words of one form, with a condition of `style_conditions`.
HARD_WORDS = """
big/a-noun: sizeable, considerable|big/be-ends: sizeable, substantial|small/a-noun: diminutive, minute, modest
large/be-ends: sizeable, substantial|very large/any: immense, enormous, massive|very big/any: enormous, massive
very small/any: minuscule, minute|very important/any: crucial, pivotal, paramount|very good/any: excellent, superb
very bad/any: atrocious, appalling|very old/any: ancient|very hot/any: scorching|very cold/any: frigid
important/be: significant, vital, crucial|important/a-noun: significant, pivotal, notable|good/a-noun: favorable
bad/a-noun: adverse, detrimental, unfavorable|bad/be: detrimental, deleterious|hard/be: arduous, strenuous
hard/a-noun: arduous, demanding|difficult/a-noun: arduous|easy/be: effortless|strong/a-noun: robust
weak/be: feeble, frail|fast/be-ends: rapid, swift|new/a-noun: novel
old/a-noun: ancient, venerable|young/a-noun: juvenile, adolescent|modern/a-noun: contemporary
last/the-noun: final|last/his: final|next/the-noun: subsequent, ensuing
main/a-noun: principal, predominant|main/his: principal, primary|whole/a-noun: entire, complete
different/plural: diverse, distinct, disparate|different/be: dissimilar, distinct|same/the-noun: identical
rich/a-noun: affluent, wealthy|poor/a-noun: impoverished, indigent|famous/be: renowned, illustrious
well known/any: renowned, prominent|well-known/any: renowned, prominent
common/be: prevalent, widespread|common/a-noun: prevalent, customary|rare/be: infrequent
strange/a-noun: peculiar, anomalous|dangerous/a-noun: perilous|safe/be: secure|sick/be: ill, unwell|dead/be: deceased
deadly/a-noun: lethal, fatal|deadly/be: lethal|happy/be: content|sad/be: melancholy, sorrowful
afraid/be: apprehensive, fearful|brave/be: courageous, valiant|smart/be: intelligent
clear/be: evident, apparent, manifest|sure/be: certain|true/be: accurate|wrong/be: erroneous|wrong/a-noun: erroneous
right/be-ends: correct, accurate|like/det: akin to|near/det: adjacent to, in the vicinity of, in proximity to
next to/det: adjacent to|under/det: beneath|around/number: approximately|almost/number: nearly
above/det: in excess of|before/det: prior to, preceding|without/det: devoid of, in the absence of
about/det: regarding, concerning|because of/det: owing to, on account of, as a consequence of|by/ing: by means of
during/det: in the course of|until/det: up to the time of|against/det: in opposition to
except/det: with the exception of|but/clause: whereas, although
while/clause: whereas, whilst
since/clause: given that|although/clause: notwithstanding that|where/clause: wherein, in which
most/plural: the majority of, the preponderance of|many/any: numerous|some/plural: a number of
several/plural: numerous, multiple|all/det: the entirety of|a few/plural: a small number of
a lot of/any: an abundance of, a great deal of|lots of/any: an abundance of|more than/number: in excess of, upwards of
less than/number: under|at least/number: a minimum of|up to/number: a maximum of
also/adverb: additionally, likewise|often/any: frequently|usually/adverb: generally
sometimes/any: occasionally, intermittently|always/adverb: invariably, perpetually|never/adverb: at no time
again/ends: once more, anew|soon/ends: shortly, imminently|soon/adverb: shortly
now/ends: at present, presently|now/adverb: currently, presently|later/adverb: subsequently
later/ends: subsequently, thereafter|then/adverb: subsequently, thereupon|first/adverb: initially
at first/comma: initially|at first/ends: initially|still/adverb: nonetheless
mostly/any: predominantly, principally, largely|mainly/adverb: chiefly, principally|nearly/any: virtually
only/any: solely, exclusively|maybe/any: perhaps, conceivably|quickly/ends: rapidly, swiftly|slowly/adverb: gradually
easily/adverb: readily, effortlessly|badly/any: severely, gravely|widely/adverb: extensively
together/ends: jointly, collectively|for example/comma: by way of illustration, to illustrate
in fact/comma: as a matter of fact, in actuality|is called/any: is referred to as, is known as, is termed
are called/any: are referred to as, are known as, are termed|was called/any: was referred to as, was designated
is in/det: is situated in, is located in|are in/det: are situated in, are located in|was in/det: was situated in
is made of/any: is composed of|are made of/any: are composed of
is like/any: is similar to, resembles|is part of/any: constitutes part of|made up of/any: composed of, comprised of
"""
