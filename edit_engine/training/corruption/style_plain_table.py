"""Hard words and wordy phrases, each with the plain one that can stand in its place almost anywhere.

Chosen by hand, with the lists of plainlanguage.gov and retext-simplify in mind. Verbs stand in their base form and are
used in every form; nouns in the singular.
"""

from __future__ import annotations


PLAIN_WORDS = """
utilize=use utilise=use commence=start purchase=buy obtain=get acquire=get require=need assist=help attempt=try
demonstrate=show indicate=show reside=live terminate=end construct=build retain=keep possess=own permit=allow
facilitate=help comprise=include inquire=ask observe=see
select=choose depict=show portray=show
locate=find

enhance=improve modify=change
relocate=move commemorate=honor illustrate=show
eliminate=remove encompass=include
manufacture=make fabricate=make initiate=start originate=begin cease=stop
discontinue=stop prohibit=ban deteriorate=worsen ascend=climb
elucidate=explain clarify=explain endeavor=try emphasize=stress
additional=more sufficient=enough numerous=many multiple=many various=many primary=main principal=main
substantial=large considerable=large
massive=huge enormous=huge immense=huge initial=first subsequent=later prior=earlier previous=earlier entire=whole
frequent=common prevalent=common renowned=famous prominent=famous
detrimental=bad fatal=deadly lethal=deadly rapid=fast swift=fast difficult=hard
erroneous=wrong adequate=enough feasible=possible
contemporary=modern distinct=different diverse=different
residence=home dwelling=home vicinity=area region=area segment=part
methodology=method assistance=help modification=change
alteration=change profession=job physician=doctor attorney=lawyer
location=place
individuals=people inhabitants=people approximately=about
subsequently=later previously=before initially=first primarily=mainly frequently=often
commonly=often currently=now presently=now additionally=also
nevertheless=still nonetheless=still furthermore=also moreover=also solely=only merely=only
sufficiently=enough rapidly=fast formerly=once regarding=about upon=on amongst=among whilst=while
beneath=under
""".replace("\n", " ").strip()

PLAIN_PHRASES = """
in order to = to
so as to = to
with the exception of = except
due to the fact that = because
owing to the fact that = because
because of the fact that = because
in view of the fact that = since
despite the fact that = although
in spite of the fact that = although
in the event that = if
on the condition that = if
at the present time = now
at this point in time = now
at that point in time = then
in the course of = during
for the duration of = during
prior to = before
previous to = before
subsequent to = after
in the vicinity of = near
in close proximity to = near
for the purpose of = for
with regard to = about
with respect to = about
in regard to = about
in relation to = about
in connection with = about
on the basis of = by
by means of = by
through the use of = with
with the help of = with
in the absence of = without
in addition to = besides
as well as = and
along with = with
together with = with
is able to = can
are able to = can
was able to = could
were able to = could
has the ability to = can
have the ability to = can
has the potential to = may
have the potential to = may
is required to = must
are required to = must
is necessary to = must
ought to = should
a number of = some
a large number of = many
a great number of = many
a small number of = few
a wide range of = many
a wide variety of = many
a variety of = many
a majority of = most
the majority of = most
the vast majority of = most
a great deal of = much
large amounts of = much
are known as = are called
was known as = was called
is referred to as = is called
are referred to as = are called
is located in = is in
are located in = are in
was located in = was in
is situated in = is in
located in = in
located on = on
located at = at
situated in = in
is composed of = is made of
are composed of = are made of
is comprised of = is made of
is made up of = has
are made up of = have
took place = happened
take place = happen
came to an end = ended
come to an end = end
makes use of = uses
make use of = use
made use of = used
making use of = using
has an effect on = affects
have an effect on = affect
has an impact on = affects
have an impact on = affect
takes into account = considers
take into account = consider
carry out = do
was carried out = was done
were carried out = were done
is known as = is called
takes place = happens
is similar to = is like
are similar to = are like
is associated with = is linked to
are associated with = are linked to
appears to be = seems
appear to be = seem
and so on = and more
in the same way as = like
in the same way = likewise
in a similar way = likewise
for this reason = so
as a consequence of = because of
as a result of = because of
as a consequence = so
on a regular basis = regularly
on a daily basis = daily
at all times = always
most of the time = usually
from time to time = sometimes
at the beginning of = early in
until such time as = until
each and every = every
first and foremost = first
any and all = all
whether or not = whether
all of the = all the
both of the = both
inside of = inside
outside of = outside
off of = off
during which = when
upon which = on which
those who = people who
individuals who = people who
persons who = people who
""".strip()
