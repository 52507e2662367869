"""Plain, concise and formal words, each with what a wordier, harder or more casual writer puts for it.

Chosen by hand so that the right-hand side can stand wherever the left-hand one does under its condition. `VERBS` rows
hold base forms and are used in every form of the verb; the frame after the slash says what must follow: `obj` a noun
phrase, `ing`, `to`, `that`, or a word. `PHRASES` rows name a condition of `style_pairs` after the slash.
"""

from __future__ import annotations

from edit_engine.request import Intent


VERBS: dict[Intent, str] = {
    Intent.SHORTEN: """
decide/to: make a decision|try/to: make an attempt, make an effort|use/obj: make use of
consider/obj: give consideration to|conclude/that: come to the conclusion, reach the conclusion
affect/obj: have an impact on, have an effect on|describe/obj: provide a description of, give a description of
explain/obj: provide an explanation of, give an explanation of
analyze/obj: perform an analysis of, carry out an analysis of|investigate/obj: conduct an investigation into
examine/obj: conduct an examination of, carry out an examination of|discuss/obj: have a discussion about
assess/obj: make an assessment of, perform an assessment of|evaluate/obj: carry out an evaluation of
adjust/obj: make adjustments to|improve/obj: make improvements to|modify/obj: make modifications to
support/obj: provide support for, give support to|mention/obj: make mention of|emphasize/obj: place emphasis on
tend/to: have a tendency, exhibit a tendency|know/that: be aware of the fact|assume/that: make the assumption
end/obj: bring to an end, put an end to|choose/obj: make a choice of|recommend/that: make a recommendation
combine/obj: combine together|merge/obj: merge together|gather/obj: gather together|repeat/obj: repeat again
eliminate/obj: completely eliminate, totally eliminate|enter/obj: enter into|reduce/obj: bring about a reduction in
attach/obj: attach together|return/to: return back|connect/obj: connect together|collaborate/on: collaborate together
meet/with: meet together|cooperate/with: cooperate together|depend/on: be dependent|differ/from: be different
agree/with: be in agreement|replace/obj: act as a replacement for|reflect/obj: be a reflection of
resemble/obj: bear a resemblance to|violate/obj: be in violation of|exceed/obj: be in excess of
""",
    Intent.SIMPLIFY: """
use/obj: utilize, employ|start/obj: commence, initiate|start/ing: commence|begin/ing: commence
begin/obj: commence, initiate|stop/ing: cease, discontinue|stop/obj: terminate, discontinue|end/obj: terminate
try/to: attempt, endeavor|get/obj: obtain, acquire|buy/obj: purchase, procure|show/obj: demonstrate, exhibit
show/that: demonstrate, indicate|need/obj: require|keep/obj: retain|live/in: reside
find/obj: locate|change/obj: modify|build/obj: construct|happen/: occur, transpire|choose/obj: select
check/obj: verify, ascertain|check/that: verify, ascertain|own/obj: possess|seem/to: appear|hide/obj: conceal
see/obj: observe|want/to: desire, wish|want/obj: desire|help/with: assist|ask/whether: inquire
ask/about: inquire|send/obj: transmit, dispatch|fix/obj: rectify, remedy|end/when: terminate|leave/the: depart
join/obj: participate in|teach/obj: instruct|finish/obj: complete, finalize|speed/up: accelerate
set/up: establish|carry/out: execute, implement|find/out: ascertain, determine|look/at: examine, inspect
think/about: contemplate, consider|get/rid of: eliminate, dispose of|put/off: postpone, defer|make/sure: ensure
make/up: constitute, comprise|deal/with: address|cut/obj: reduce, curtail|improve/obj: ameliorate, enhance
allow/obj: permit, authorize|prevent/obj: preclude, impede|speed/: accelerate|explain/obj: elucidate, clarify
grow/: expand|gather/obj: accumulate, collect|hold/obj: contain, accommodate|break/obj: violate, infringe
share/obj: disseminate|spread/obj: disseminate|ease/obj: alleviate, facilitate|test/obj: evaluate
""",
    Intent.FORMAL: """
obtain/obj: get|receive/obj: get|purchase/obj: buy|determine/whether: figure out|determine/how: figure out
determine/what: figure out|discover/that: find out|investigate/obj: look into, check out|eliminate/obj: get rid of
tolerate/obj: put up with|resolve/obj: sort out, fix|ensure/that: make sure|examine/obj: look at, check out
discuss/obj: talk about, chat about|require/obj: need|contact/obj: get in touch with|select/obj: pick, go for
demonstrate/that: show|postpone/obj: put off|cancel/obj: call off|continue/ing: keep, keep on|repair/obj: fix
construct/obj: build|consider/obj: think about|begin/ing: kick off|establish/obj: set up
remove/obj: get rid of, take out|abandon/obj: give up on, ditch|reject/obj: turn down|encounter/obj: run into
inspect/obj: check out|retain/obj: hang on to|request/obj: ask for|reduce/obj: cut down on|criticize/obj: have a go at
represent/obj: stand for|address/obj: deal with|supervise/obj: look after|commence/obj: start, kick off
complete/obj: finish off|assist/obj: help out|utilize/obj: use|discard/obj: chuck, toss|understand/how: get
appear/to: seem|attempt/to: try|wish/to: want
""",
}  # fmt: skip

PHRASES: dict[Intent, str] = {
    Intent.SHORTEN: """
because/clause: due to the fact that, owing to the fact that, for the reason that, in view of the fact that
although/clause: despite the fact that, in spite of the fact that, notwithstanding the fact that
to/purpose: in order to, so as to|now/loose: at this point in time, at the present time, at the current time
soon/loose: in the near future, in the not too distant future
if/opens: in the event that, under circumstances in which
during/det: during the course of, in the course of, for the duration of
while/clause: during the time that, at the same time that|until/clause: until such time as
whether/clause: whether or not, as to whether|by/ing: by means of|before/ing: prior to
most/plural: the majority of, the vast majority of|many/plural: a large number of, a great number of
several/plural: a number of, quite a number of|regularly/ends: on a regular basis|daily/ends: on a daily basis
weekly/ends: on a weekly basis|monthly/ends: on a monthly basis|annually/ends: on an annual basis
often/edge: on a frequent basis, on numerous occasions|usually/opens: in most cases
sometimes/opens: in some cases, on some occasions|always/ends: at all times
about/topic: with regard to, with respect to, in regard to, in relation to
near/det: in close proximity to, in the vicinity of|more than/number: in excess of|without/det: in the absence of
instead of/det: in lieu of, in place of|each/single: each and every|result/the: end result|outcome/the: final outcome
conclusion/the: final conclusion|consensus/noun: general consensus|essential/be: absolutely essential
necessary/be: absolutely necessary|unique/be: totally unique, very unique|identical/be: exactly identical
various/plural: various different|small/be-ends: small in size|large/be-ends: large in size|few/be-ends: few in number
history/his: past history|plans/his: future plans|experience/his: past experience|surprise/a: unexpected surprise
innovation/noun: new innovation|period/a: period of time|can/i: am able to|can/he: is able to, has the ability to
can/they: are able to, have the ability to|could/he: was able to|could/they: were able to
similar to/any: similar in nature to|perhaps/opens: it is possible that|everyone/any: each and every person
today/ends: at this moment in time|later/ends: at a later date|quickly/ends: in a quick manner
carefully/ends: in a careful manner|efficiently/ends: in an efficient manner
promptly/ends: in a prompt and timely manner|must/they: have a need to|first/comma: first and foremost
finally/comma: last but not least|therefore/comma: for this reason
""",
    Intent.SIMPLIFY: """
enough/noun-after: sufficient, adequate|many/plural: numerous, a multitude of|about/number: approximately
before/ing: prior to|also/comma: additionally, furthermore|so/comma: consequently, therefore|later/comma: subsequently
quickly/adverb: rapidly, expeditiously|often/adverb: frequently|mostly/adverb: predominantly, primarily
mainly/any: primarily, predominantly|now/be-before: currently, presently|rarely/any: infrequently
clear/be-that: evident, apparent|whole/single: entire|wrong/be-ends: erroneous, incorrect|lucky/be: fortunate
at once/ends: immediately|about/topic: regarding, concerning, pertaining to|despite/det: notwithstanding
best/the-noun: optimal, optimum|main/the-noun: principal, primary|first/the-noun: initial|big/a-noun: substantial
large/a-noun: substantial, considerable|hard/be-to: arduous, challenging|easy/be-to: straightforward
fast/a-noun: rapid|quick/a-noun: rapid, expeditious|rest/the-of: remainder|people/any: individuals
part/the-of: portion|size/the-of: magnitude|goal/noun: objective|home/his: residence, domicile
chance/a-to: opportunity|use/the-of: utilization|place/a: location|almost/adverb: virtually, nearly
together/ends: in conjunction|helpful/be: beneficial, advantageous|needed/be-ends: requisite|tired/be: fatigued
angry/be: irate|rich/be: affluent|poor/be: impoverished|huge/a-noun: immense, colossal|buying/any: purchasing
in the end/comma: ultimately|because/clause: inasmuch as, since|if/opens: provided that, in the event that
until/clause: until such time as|money/his: financial resources|whole/the-noun: entire
only/adverb: solely, exclusively|usually/any: customarily, ordinarily
dangerous/be: hazardous, perilous|strange/be: peculiar, anomalous
simple/be: uncomplicated, elementary|useful/be: advantageous, beneficial|famous/a-noun: renowned, illustrious
enough/be-ends: sufficient
""",
    Intent.FORMAL: """
children/any: kids|many/plural: a lot of, lots of, loads of, tons of|very/any: really, super, pretty
somewhat/any: kind of, kinda, sort of|because/clause: 'cause, cos, cuz|going to/verb: gonna|want to/verb: wanna
have to/verb: have got to, gotta|perhaps/any: maybe|approximately/any: around, about
excellent/any: awesome, great, fantastic|difficult/any: tough, hard|television/any: TV|information/noun: info
thank you/any: thanks|extremely/any: super, really, insanely|additionally/comma: plus, also|therefore/comma: so
immediately/ends: right away, straight away|currently/ends: right now|numerous/plural: tons of, loads of, lots of
much/mass: lots of, a lot of|my mother/any: my mom|my father/any: my dad|sufficient/noun-after: enough
moreover/comma: plus, besides|nevertheless/comma: still, anyway|however/comma: still, but then|consequently/comma: so
furthermore/comma: plus, also|large/a-noun: big|several/plural: a bunch of|unusual/be: weird, kind of weird
afraid/be: scared|angry/be: mad, ticked off|foolish/any: dumb, silly|inexpensive/any: cheap|quite/any: pretty, kinda
entirely/any: totally|completely/any: totally|certainly/any: for sure, definitely|yes/comma: yeah, yep|no/comma: nope
approximately/number: like, around|employees/any: folks|individuals/any: folks, people|let me/verb: lemme
give me/det: gimme|kind of/det: kinda|out of/det: outta|is unable to/verb: can't
will not be able to/verb: won't be able to|worthless/be: trash, rubbish|impressive/be: cool, awesome
tired/be: worn out, beat
""",
}  # fmt: skip
