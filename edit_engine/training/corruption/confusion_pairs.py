"""Curated confusions: what people really write for a word, more often where it is named more often.

No pair of which both fit the same place ("they chose", "they choose"; "the man", "the men").
"""

from __future__ import annotations


# A row is `right: wrong wrong`; "_" stands for a space.
_ROWS = """
their: there there there they're thier|there: their their they're|they're: their there|its: it's|it's: its
your: you're|you're: your|whose: who's|who's: whose|then: than|than: then then that|affect: effect
effect: affect|affects: effects|effects: affects|affected: effected|to: too|too: to to to two|two: too to
lose: loose|loose: lose|losing: loosing|loses: looses|loss: lose|were: where was|where: were were wear
we're: were|weather: whether|whether: weather wether|quite: quiet|quiet: quite|advice: advise|advise: advice
accept: except|except: accept|here: hear|hear: here|know: no now|no: know|knows: nows|now: know|threw: through
through: trough threw|though: tough thought|thought: though|thorough: through|peace: piece|piece: peace
principal: principle|principle: principal|passed: past|past: passed|led: lead|breath: breathe|breathe: breath
cloths: clothes|everyday: every_day|maybe: may_be|which: witch wich|of: off|off: of|chosen: chose choosen
believe: belief|belief: believe|beliefs: believes|life: live|lives: lifes
live: life|proof: prove|prove: proof|choice: choose|success: succeed|succeed: success|different: difference
difference: different|important: importance|importance: important|dependent: dependant|independent: independant
safety: safe|health: healthy|healthy: health|death: dead|dead: death|weight: weigh|height: high
strength: strengh strong|site: sight cite|sight: site|cite: site|compliment: complement|complement: compliment
stationary: stationery|desert: dessert|dessert: desert|personnel: personal|personal: personnel|device: devise
economy: economic|economic: economy|this: these|these: this|those: that|from: form|form: from
want: what|what: want|with: whit|since: sense|sense: since|wear: were|allowed: aloud|buy: by|by: buy
right: write|write: right|hole: whole|whole: hole|week: weak|weak: week|heard: herd heared|meet: meat|meat: meet
sometimes: sometime|already: all_ready|altogether: all_together|apart: a_part|into: in_to
anyone: any_one|as: has|has: as|is: its|do: due|due: do|an: and|and: an|the: they
they: the them|been: being|being: been|one: on|on: one|our: are|are: our|for: four|so: sow|hope: hop
hoping: hopping|his: is|aloud: allowed|capital: capitol|conscious: conscience|moral: morale
role: roll|route: root|steel: steal|steal: steel|waist: waste|waste: waist|wait: weight
break: brake|brake: break|bare: bear|bear: bare|every: ever|ever: every|aisle: isle
sill: cell|coarse: course|course: coarse|fare: fair|fair: fare|plain: plane|plane: plain|sail: sale|sale: sail
stairs: stares|tail: tale|tale: tail|brakes: breaks|patients: patience|patience: patients|presence: presents
council: counsel|heal: heel|tried: tired|lightning: lightening|whom: who's|worse: worst
quietly: quitely|advised: adviced|practical: practicle|effective: affective|allude: elude|hanger: hangar
board: bored|bored: board|soul: sole|seem: seam|seen: scene|scene: seen
seams: seems|serial: cereal|beech: beach|beach: beech|medal: metal|muscles: mussels|minor: miner|flour: flower
flower: flour|knight: night|cents: sense|vein: vain|vain: vein|shore: sure|pour: poor|bath: bathe|guest: guessed
paste: past|lessen: lesson|lesson: lessen|dairy: diary|diary: dairy|angel: angle|angle: angel|precede: proceed
proceed: precede|eminent: imminent|nowadays: now_days|throughout: through_out|loser: looser|suit: suite
"""

COMMON_CONFUSIONS: dict[str, tuple[str, ...]] = {
    word: tuple(other.replace("_", " ") for other in others.split())
    for word, others in (row.split(": ") for row in _ROWS.strip().replace("\n", "|").split("|"))
}
