"""Documents and revisions: what goes in comes out, history only grows, and ids that are not there are said so."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import ConflictError, DamagedError, Document, InvalidError, Library, NotFoundError, RevisionKind, writing
from storage.delta import Op, encode


def test_an_imported_text_comes_back_with_all_its_facts(library: Library, tmp_path: Path) -> None:
    made = library.import_text(
        "Zeile\n", path=tmp_path / "ä b.txt", title="Ä", encoding="utf-16-le", bom=True, newline="\r\n", language="de"
    )
    assert library.document(made.id) == made
    assert library.documents() == [made]
    assert made == Document(
        id=made.id,
        path=tmp_path / "ä b.txt",
        title="Ä",
        encoding="utf-16-le",
        bom=True,
        newline="\r\n",
        language="de",
        head_id=made.head_id,
    )
    assert library.text(made.head_id) == "Zeile\n"
    revision = library.head(made.id)
    assert revision.kind is RevisionKind.IMPORT
    assert revision.parent_id is None
    assert revision.sha256 == hashlib.sha256(b"Zeile\n").hexdigest()
    assert abs(revision.created_at - datetime.now(UTC)) < timedelta(minutes=1)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(text=st.text(st.characters() | st.sampled_from("\ud800\udc00\0\r\n")), typed=st.text(max_size=20))
def test_no_text_loses_anything(library: Library, text: str, typed: str) -> None:
    document = library.import_text(text, title=text, language="en")
    assert library.document(document.id).title == text
    revision = library.record_typing(document.id, document.head_id, text + "\udfff" + typed)
    assert library.text(document.head_id) == text
    assert library.text(revision.id) == text + "\udfff" + typed


def test_importing_a_file_again_adds_a_revision_only_if_it_differs(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    first = library.import_text("one", path=path, title="notes")
    again = library.import_text("one", path=path, title="notes", newline="\r\n")
    assert (again.id, again.head_id, again.newline) == (first.id, first.head_id, "\r\n")
    changed = library.import_text("two", path=path, title="notes")
    assert changed.id == first.id
    assert library.head(first.id).parent_id == first.head_id
    assert [library.text(revision.id) for revision in library.revisions(first.id)] == ["two", "one"]
    assert library.find_path(path) == changed
    assert library.find_path(tmp_path / "other.txt") is None


def test_typing_needs_the_present_head(library: Library, document: Document) -> None:
    first = library.record_typing(document.id, document.head_id, "One")
    with pytest.raises(ConflictError, match=first.id):
        library.record_typing(document.id, document.head_id, "Two")
    assert library.text(library.head(document.id).id) == "One"


def test_typing_nothing_adds_no_revision(library: Library, document: Document) -> None:
    same = library.record_typing(document.id, document.head_id, library.text(document.head_id))
    assert same.id == document.head_id
    assert len(library.revisions(document.id)) == 1


def test_an_old_text_can_be_restored_as_a_new_revision(library: Library, document: Document) -> None:
    old = library.text(document.head_id)
    typed = library.record_typing(document.id, document.head_id, "All else.")
    restored = library.restore(document.id, document.head_id)
    assert restored.kind is RevisionKind.RESTORE
    assert restored.parent_id == typed.id
    assert library.text(restored.id) == old
    assert library.restore(document.id, document.head_id).id == restored.id


def test_only_a_revision_of_the_document_can_be_restored(library: Library, document: Document) -> None:
    other = library.import_text("other", title="Other")
    with pytest.raises(NotFoundError):
        library.restore(document.id, other.head_id)


def test_a_revision_can_be_named_and_unnamed(library: Library, document: Document) -> None:
    assert library.name_revision(document.head_id, "first draft").name == "first draft"
    assert library.revisions(document.id)[0].name == "first draft"
    assert library.name_revision(document.head_id, None).name is None


def test_a_document_moves_to_a_free_path_only(library: Library, document: Document, tmp_path: Path) -> None:
    taken = library.import_text("x", path=tmp_path / "taken", title="taken")
    assert taken.path is not None
    moved = library.note_file(document.id, tmp_path / "free", "a1")
    assert (moved.path, moved.title, library.file_sha256(document.id)) == (tmp_path / "free", "free", "a1")
    with pytest.raises(ConflictError, match=taken.id):
        library.note_file(document.id, taken.path, "b2")
    assert library.file_sha256(document.id) == "a1"


def test_a_text_read_before_somebody_else_wrote_the_file_is_refused(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    document = library.import_text("one", path=path, title="notes", file_sha256="a1")
    library.record_typing(document.id, document.head_id, "two")
    library.note_file(document.id, path, "b2")
    with pytest.raises(ConflictError, match="read it again"):
        library.import_text("one", path=path, title="notes", file_sha256="a1", file_was="a1")
    assert library.text(library.head(document.id).id) == "two"
    library.import_text("three", path=path, title="notes", file_sha256="c3", file_was="b2")
    assert library.text(library.head(document.id).id) == "three"
    assert library.file_sha256(document.id) == "c3"


def test_every_unknown_id_is_named(library: Library) -> None:
    calls = [
        lambda: library.document("nowhere"),
        lambda: library.head("nowhere"),
        lambda: library.revision("nowhere"),
        lambda: library.revisions("nowhere"),
        lambda: library.text("nowhere"),
        lambda: library.record_typing("nowhere", "nowhere", ""),
        lambda: library.restore("nowhere", "nowhere"),
        lambda: library.name_revision("nowhere", ""),
        lambda: library.note_file("nowhere", Path("x"), ""),
        lambda: library.file_sha256("nowhere"),
        lambda: library.remove("nowhere"),
        lambda: library.job("nowhere"),
        lambda: library.chunks("nowhere"),
        lambda: library.cancel_job("nowhere"),
        lambda: library.pending("nowhere"),
        lambda: library.decide("nowhere", accept=["x"]),
        lambda: library.undo_decision("nowhere"),
    ]
    for call in calls:
        with pytest.raises(NotFoundError, match="nowhere"):
            call()


def test_a_removed_document_leaves_nothing_behind(library: Library, document: Document, review) -> None:
    kept = library.import_text("teh", title="kept")
    review(kept.id, [(0, 3, "the")])
    one, two = review(document.id, [(15, 18, "the"), (28, 32, "was")])
    library.decide(document.id, accept=[one], reject=[two])
    library.undo_decision(document.id)
    library.remove(document.id)
    assert [other.id for other in library.documents()] == [kept.id]
    assert {stored.document_id for stored in library.hunks()} == {kept.id}
    assert {job.document_id for job in library.jobs()} == {kept.id}
    assert library.check() == []


def test_every_revision_of_a_long_history_comes_back(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "CHAIN_STEPS", 7)
    document = library.import_text("0\n", title="long")
    ids, texts = [document.head_id], ["0\n"]
    for number in range(1, 40):
        texts.append(texts[-1] + f"{number}\n" if number % 3 else texts[-1][2:])
        ids.append(library.record_typing(document.id, ids[-1], texts[-1]).id)
    library.close()
    with Library.open(tmp_path / "library.redraft") as again:
        assert [again.text(name) for name in ids] == texts
        assert again.check() == []


def test_a_closed_library_opens_as_it_was(library: Library, document: Document, tmp_path: Path) -> None:
    library.close()
    with Library.open(tmp_path / "library.redraft") as again:
        assert again.documents() == [document]


def test_a_backup_is_a_library_of_its_own(library: Library, document: Document, tmp_path: Path) -> None:
    library.backup(tmp_path / "copy")
    library.record_typing(document.id, document.head_id, "later")
    with Library.open(tmp_path / "copy") as copy:
        assert copy.documents() == [document]
        assert copy.check() == []
    assert not (tmp_path / "copy.partial").exists()


def test_a_backup_cannot_replace_the_library(library: Library, tmp_path: Path) -> None:
    with pytest.raises(Exception, match="cannot replace"):
        library.backup(tmp_path / "library.redraft")


@pytest.mark.parametrize("place", ["sqlite://", "sqlite:///:memory:", "://"])
def test_a_library_needs_a_place(place: str) -> None:
    with pytest.raises(InvalidError):
        Library.open(place)


def test_a_revision_that_would_not_read_back_is_never_committed(
    library: Library, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "encode", lambda ops: encode([*ops, Op(20, "", "something else")]))
    with pytest.raises(DamagedError, match=f"{document.id}.2"):
        library.record_typing(document.id, document.head_id, "X" + library.text(document.head_id))
    assert library.head(document.id).id == document.head_id
    assert library.check() == []


def test_a_word_that_cannot_be_stored_is_refused(library: Library) -> None:
    with pytest.raises(InvalidError, match="surrogate"):
        library.import_text("text", title="title", language="\ud800")
    assert library.documents() == []
