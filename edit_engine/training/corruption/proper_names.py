"""Names that every writer of English must know to take a capital: days, months, languages, peoples, places."""

from __future__ import annotations

from edit_engine.training.corruption.wordlists import word_set


DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
# "May" and "March" are other words as well.
MONTHS = word_set("january february april june july august september october november december")
LANGUAGES = word_set(
    """english french german spanish italian russian chinese japanese latin greek arabic portuguese dutch polish
    turkish korean swedish hebrew hindi"""
)
PEOPLES = word_set(
    """american british european african asian indian canadian australian mexican irish scottish welsh roman jewish
    christian muslim catholic protestant buddhist hindu egyptian persian austrian hungarian norwegian danish brazilian
    americans europeans indians christians germans romans muslims africans russians californian parisian victorian"""
)
PLACES = word_set(
    """america england london europe france china paris germany india japan italy spain africa canada australia russia
    washington rome california asia britain scotland ireland egypt greece israel mexico brazil turkey texas chicago
    boston berlin vienna moscow tokyo sweden norway denmark poland austria switzerland belgium portugal korea iraq iran
    florida virginia york oxford cambridge edinburgh dublin madrid venice athens jerusalem philadelphia"""
) - {"turkey", "york"}
# Countries and other names that stand with "the".
PLACES_WITH_THE = word_set(
    """united netherlands philippines usa us uk eu internet atlantic pacific mediterranean thames nile alps bahamas
    constitution congress bible"""
) - {"us", "congress"}
TITLES = word_set("mr mrs ms dr st miss sir doctor professor")
FESTIVALS = word_set("christmas easter thanksgiving halloween ramadan")

MUST_BE_CAPITAL = DAYS | MONTHS | LANGUAGES | PEOPLES | PLACES | FESTIVALS
