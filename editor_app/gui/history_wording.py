"""The history in words: what an entry is called, when it was, and all that is known of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from edit_engine.request import Intent
from editor_app.timeline import Amount, Author, Entry, Moment
from storage import Job, RevisionKind


translate = QCoreApplication.translate


def title(entry: Entry) -> str:
    """What happened, in a few words; the name, if it has one."""
    return entry.revision.name or happened(entry)


def happened(entry: Entry) -> str:
    """What happened, in a few words."""
    if entry.revision.kind is RevisionKind.TYPING:
        return _typed(entry.amount)
    return _done(entry.newest, first=entry.first)


def moment_title(moment: Moment, *, first: bool) -> str:
    """What happened in one revision of an entry."""
    if moment.revision.kind is RevisionKind.TYPING:
        return _typed(moment.amount)
    return _done(moment, first=first)


def day(time: datetime, now: datetime) -> str:
    """The heading over the entries of a day."""
    local, today = time.astimezone().date(), now.astimezone().date()
    if local == today:
        return translate("History", "Today")
    if local == today - timedelta(days=1):
        return translate("History", "Yesterday")
    return QLocale().toString(_qt(time).date(), QLocale.FormatType.LongFormat)


def clock(time: datetime) -> str:
    """The time of day."""
    return QLocale().toString(_qt(time).time(), QLocale.FormatType.ShortFormat)


def exact(time: datetime) -> str:
    """Day and time to the second."""
    locale = QLocale()
    date = locale.toString(_qt(time).date(), QLocale.FormatType.LongFormat)
    seconds = locale.timeFormat(QLocale.FormatType.ShortFormat).replace("mm", "mm:ss", 1)
    return f"{date}, {locale.toString(_qt(time).time(), seconds)}"


def short(time: datetime, now: datetime) -> str:
    """Day and time in as few letters as will do."""
    local = time.astimezone().date()
    if now.astimezone().date() - local < timedelta(days=2):
        return f"{day(time, now)} {clock(time)}"
    return f"{QLocale().toString(_qt(time).date(), QLocale.FormatType.ShortFormat)} {clock(time)}"


def ago(time: datetime, now: datetime) -> str:
    """How long ago, for what is not long ago; else the day."""
    minutes = int((now - time).total_seconds() // 60)
    if minutes < 1:
        return translate("History", "just now")
    if minutes < 60:
        return translate("History", "%n minute(s) ago", "", minutes)
    if minutes < 24 * 60:
        return translate("History", "%n hour(s) ago", "", minutes // 60)
    days = (now.astimezone().date() - time.astimezone().date()).days
    return translate("History", "%n day(s) ago", "", days) if days < 31 else day(time, now)


def when(entry: Entry) -> str:
    """From when to when, on its day."""
    begun, ended = clock(entry.moments[-1].revision.created_at), clock(entry.revision.created_at)
    return ended if begun == ended else f"{begun}–{ended}"


def amount(added: int, removed: int) -> str:
    """How many words came and went; empty if none did."""
    parts = [f"+{added:,}"] if added else []
    if removed:
        parts.append(f"−{removed:,}")
    words = translate("History", "%1 word") if added + removed == 1 else translate("History", "%1 words")
    return words.replace("%1", " ".join(parts)) if parts else ""


def why(jobs: tuple[Job, ...]) -> str:
    """What was asked, of which model."""
    asked = list(dict.fromkeys(f"{asked_for(job)}  ·  {job.instruction.model}" for job in jobs))
    return ", ".join(asked[:2]) + (" …" if len(asked) > 2 else "")


def asked_for(job: Job) -> str:
    """The person's words, or the intent they chose."""
    return f"“{job.instruction.words}”" if job.instruction.words else intent(job.instruction.intent)


def intent(which: Intent) -> str:
    """An intent, as it stands at the start of a line."""
    return which.value.capitalize()


def below(entry: Entry) -> str:
    """The second line of an entry: when, how much, why."""
    parts = [when(entry)]
    if entry.revision.name:
        parts.append(happened(entry))
    if entry.newest.jobs:
        parts.append(why(entry.newest.jobs))
    elif not entry.first:
        parts.append(amount(entry.amount.added, entry.amount.removed))
    return "  ·  ".join(part for part in parts if part)


def who(moment: Moment) -> str:
    """Who made a revision."""
    if moment.author is Author.MODEL:
        models = dict.fromkeys(job.instruction.model for job in moment.jobs)
        return ", ".join(models) or translate("History", "A model")
    return translate("History", "You") if moment.author is Author.PERSON else translate("History", "The file")


def details(entry: Entry, now: datetime) -> list[tuple[str, str]]:
    """All that is known of an entry, as names and values."""
    moment = entry.newest
    time = moment.revision.created_at
    lines = [
        (translate("History", "When"), f"{exact(time)} ({ago(time, now)})"),
        (translate("History", "Who"), who(moment)),
        (translate("History", "What"), happened(entry)),
    ]
    if changed := amount(entry.amount.added, entry.amount.removed):
        lines.append((translate("History", "Changed"), changed))
    for job in moment.jobs:
        instruction = job.instruction
        kind = instruction.words and instruction.intent is not Intent.FREE
        asked = f"{asked_for(job)} ({intent(instruction.intent)})" if kind else asked_for(job)
        lines.append((translate("History", "Asked"), asked))
        seed = translate("History", "seed %1").replace("%1", str(instruction.seed))
        lines.append(
            (
                translate("History", "Model"),
                f"{instruction.model}  ·  {seed}  ·  {translate('History', 'job')} {job.id}",
            )
        )
    number = f"{moment.number}" if len(entry.moments) == 1 else f"{entry.moments[-1].number}–{moment.number}"
    lines.append((translate("History", "Revision"), f"{number}  ·  {moment.revision.sha256[:12]}"))
    return lines


def _typed(amount: Amount) -> str:
    if amount.vain:
        return translate("History", "Typed and deleted again")
    if not amount.excerpt.strip():
        return translate("History", "Spaces and line breaks")
    sentence = translate("History", "Typed “%1”") if amount.added else translate("History", "Deleted “%1”")
    return sentence.replace("%1", amount.excerpt)


def _done(moment: Moment, *, first: bool) -> str:
    kind = moment.revision.kind
    if kind is RevisionKind.IMPORT:
        return translate("History", "Beginning") if first else translate("History", "Read from the file again")
    if kind is RevisionKind.PROPOSAL:
        return translate("History", "Proposal of %Ln suggestion(s)", "", moment.suggested)
    if kind is RevisionKind.RESTORE:
        if moment.undoes is not None:
            return translate("History", "Decision taken back")
        number = (moment.restores or "").rpartition(".")[2]
        return (
            translate("History", "Restored revision %1").replace("%1", number)
            if number
            else translate("History", "Restored")
        )
    if moment.undone:
        return (
            translate("History", "Accepted, taken back since")
            if kind is RevisionKind.ACCEPT
            else translate("History", "Rejected, taken back since")
        )
    parts = []
    if moment.accepted or kind is RevisionKind.ACCEPT:
        parts.append(translate("History", "%Ln suggestion(s) accepted", "", moment.accepted))
    if moment.rejected or kind is RevisionKind.REJECT:
        parts.append(translate("History", "%Ln suggestion(s) rejected", "", moment.rejected))
    return ", ".join(parts)


def _qt(time: datetime) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(round(time.timestamp() * 1000))
