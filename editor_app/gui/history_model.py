"""The rows of the history: a heading for each day, entries under it, and the revisions of an entry that is unfolded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from editor_app.gui import history_wording as wording
from editor_app.timeline import Entry, Moment, Page, Show, matches, told


ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
translate = QCoreApplication.translate


class Place(StrEnum):
    """What a row is."""

    DAY = "day"
    ENTRY = "entry"
    # One revision of an unfolded entry.
    PART = "part"


@dataclass(frozen=True)
class Row:
    """One row."""

    place: Place
    # The day, or what happened.
    title: str
    # The line under it; empty for a day.
    below: str = ""
    # None for a day.
    entry: Entry | None = None
    # The revision it stands for: the newest of an entry.
    moment: Moment | None = None
    # Whether its text is the document's now.
    now: bool = False
    # Whether an entry shows its revisions; None if it has only one.
    unfolded: bool | None = None

    @property
    def revision_id(self) -> str:
        """Of the revision it stands for; empty for a day."""
        return self.moment.revision.id if self.moment is not None else ""

    @property
    def named(self) -> bool:
        """Whether the person gave it a name."""
        return self.moment is not None and self.moment.revision.name is not None


class HistoryModel(QAbstractListModel):
    """See the module.

    Signals:
        wanted(int): entries older than the revision of that number should be fetched.
        named(str, str): the person gave the revision of that id a name, or took it away (an empty one).
    """

    wanted = Signal(int)
    named = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._older: int | None = None
        self._asked = False
        self._rows: list[Row] = []
        self._now_id = ""
        # The oldest revisions of the entries that are unfolded: those stay when a spell of typing goes on.
        self._unfolded: set[str] = set()
        self._show, self._words = Show.ALL, ""
        # What is said of an entry, by its newest revision.
        self._said: dict[str, _Said] = {}

    @property
    def entries(self) -> Sequence[Entry]:
        """All that were fetched, newest first."""
        return self._entries

    @property
    def complete(self) -> bool:
        """Whether there is nothing older to fetch."""
        return self._older is None

    def begin(self, page: Page, now_id: str) -> None:
        """Show the newest entries; older ones that are known stay.

        Args:
            page: the first.
            now_id: id of the newest revision.
        """
        self._now_id = now_id
        known = [entry for entry in self._entries if page.older is not None and entry.newest.number < page.older]
        joined = bool(known) and known[0].newest.number == (page.older or 0) - 1
        if not joined:
            known, self._older = [], page.older
        self._entries = [*page.entries, *known]
        self._asked = False
        self._arrange()

    def go_on(self, page: Page) -> None:
        """Show older entries too."""
        self._entries += page.entries
        self._older = page.older
        self._asked = False
        rows = list(self._made(page.entries, self._rows[-1] if self._rows else None))
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()
        if self._show is not Show.ALL or self._words:
            self.fetchMore()

    def forget(self) -> None:
        """Show nothing: another document comes."""
        self._entries, self._older, self._now_id = [], None, ""
        self._unfolded.clear()
        self._said.clear()
        self._arrange()

    def list_only(self, show: Show, words: str) -> None:
        """List only some entries. Those not fetched yet are fetched for it."""
        self._show, self._words = show, words
        self._arrange()
        if show is not Show.ALL or words:
            self.fetchMore()

    def fold(self, row: int, *, unfold: bool) -> None:
        """Show the revisions of an entry, or hide them."""
        entry = self._rows[row].entry
        if entry is not None and self._rows[row].unfolded is not None:
            key = entry.moments[-1].revision.id
            if unfold:
                self._unfolded.add(key)
            else:
                self._unfolded.discard(key)
            self._arrange()

    def row_of(self, revision_id: str) -> int:
        """The row of a revision, or of the entry it is folded in; -1 if it has none."""
        found = -1
        for number, row in enumerate(self._rows):
            if row.revision_id == revision_id:
                return number
            if row.place is Place.ENTRY and row.entry is not None and row.entry.holds(revision_id):
                found = number
        return found

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: _Index = QModelIndex()) -> bool:  # noqa: B008, N802 - Qt's signature
        return not parent.isValid() and self._older is not None and not self._asked

    def fetchMore(self, parent: _Index = QModelIndex()) -> None:  # noqa: B008, N802 - Qt's signature
        if self._older is not None and not self._asked:
            self._asked = True
            self.wanted.emit(self._older)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or self._rows[index.row()].place is Place.DAY:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.EditRole:
            return row.moment.revision.name or "" if row.moment is not None else ""
        if role == Qt.ItemDataRole.ToolTipRole and row.moment is not None:
            time = row.moment.revision.created_at
            return f"{row.title}\n{wording.exact(time)} ({wording.ago(time, datetime.now(UTC))})"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _spoken(row)
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        # Nothing is changed here: the library is told, and what it says then is shown.
        moment = self._rows[index.row()].moment
        name = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or moment is None or name == (moment.revision.name or ""):
            return False
        self.named.emit(moment.revision.id, name)
        return True

    def _arrange(self) -> None:
        """Work the rows out anew, and change only those that are other ones now."""
        rows = list(self._made(self._entries))
        old = self._rows
        start = 0
        while start < min(len(old), len(rows)) and old[start] == rows[start]:
            start += 1
        end = 0
        while end < min(len(old), len(rows)) - start and old[-1 - end] == rows[-1 - end]:
            end += 1
        gone, come = len(old) - start - end, len(rows) - start - end
        same = min(gone, come)
        if same:
            self._rows = [*old[:start], *rows[start : start + same], *old[start + same :]]
            self.dataChanged.emit(self.index(start), self.index(start + same - 1))
        if gone > same:
            self.beginRemoveRows(QModelIndex(), start + same, start + gone - 1)
            self._rows = rows
            self.endRemoveRows()
        elif come > same:
            self.beginInsertRows(QModelIndex(), start + same, start + come - 1)
            self._rows = rows
            self.endInsertRows()

    def _made(self, entries: Sequence[Entry], after: Row | None = None) -> Iterator[Row]:
        """The rows of entries that are listed, behind another row."""
        now = datetime.now(UTC)
        heading = self._said[after.entry.revision.id].day if after is not None and after.entry is not None else None
        for entry in entries:
            said = self._said.get(entry.revision.id)
            if said is None or said.entry is not entry:
                said = self._said[entry.revision.id] = _say(entry)
            if not matches(entry, self._show, self._words, said.about):
                continue
            if said.day != heading:
                heading = said.day
                yield Row(Place.DAY, wording.day(entry.revision.created_at, now))
            several = len(entry.moments) > 1
            unfolded = entry.moments[-1].revision.id in self._unfolded
            yield Row(
                Place.ENTRY,
                said.title,
                said.below,
                entry,
                entry.newest,
                entry.revision.id == self._now_id,
                unfolded if several else None,
            )
            if several and unfolded:
                yield from (_part(entry, moment) for moment in entry.moments[1:])


@dataclass(frozen=True)
class _Said:
    """What a row of an entry needs, made once."""

    entry: Entry
    day: date
    title: str
    below: str
    # All that can be searched for, whatever its case.
    about: str


def _say(entry: Entry) -> _Said:
    title = wording.title(entry)
    day = entry.revision.created_at.astimezone().date()
    return _Said(entry, day, title, wording.below(entry), f"{title} {told(entry)}".casefold())


def _part(entry: Entry, moment: Moment) -> Row:
    changed = wording.amount(moment.amount.added, moment.amount.removed)
    time = wording.clock(moment.revision.created_at)
    below = f"{time}  ·  {changed}" if changed else time
    return Row(Place.PART, wording.moment_title(moment, first=False), below, entry, moment)


def _spoken(row: Row) -> str:
    parts = [row.title, row.below]
    if row.named:
        parts.insert(0, translate("HistoryModel", "Named"))
    if row.now:
        parts.append(translate("HistoryModel", "now"))
    if row.unfolded is not None and row.entry is not None:
        parts.append(translate("HistoryModel", "%Ln revision(s)", "", len(row.entry.moments)))
        parts.append(translate("HistoryModel", "unfolded") if row.unfolded else translate("HistoryModel", "folded"))
    return ", ".join(part for part in parts if part)
