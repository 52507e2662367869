"""What the palette offers in a window, and what happens with what is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from editor_app import entries
from editor_app.commands import COMMANDS, MENU_OF
from editor_app.commands.reasons import why_not
from editor_app.gui import translation
from editor_app.gui.command_palette import CommandPalette
from editor_app.gui.frame import Mode
from editor_app.gui.settings_dialog import open_settings
from editor_app.outline import outline
from editor_app.palette import Kind, Offer


if TYPE_CHECKING:  # windows have controls, which open the palette
    from editor_app.gui.page import Page
    from editor_app.gui.window import Window

_PALETTE = "show_palette"


def open_palette(window: Window) -> CommandPalette:
    """Show the palette over a window."""
    offers = [*_commands(window), *_documents(window)]
    palette = CommandPalette(
        offers,
        lambda: [*_headings(window.page), *_settings()],
        window.desk.memory.used(),
        window.desk.theme,
        window,
    )
    palette.chosen.connect(lambda offer: _do(window, offer))
    palette.popup()
    return palette


def _commands(window: Window) -> Iterator[Offer]:
    now = window.actions_of.situation
    for command in COMMANDS:
        if command.name != _PALETTE:
            why = why_not(command, now)
            yield Offer(
                kind=Kind.COMMAND,
                key=command.name,
                title=translation.title(command),
                place=translation.menu_title(MENU_OF[command.name]),
                words=f"{translation.summary(command)} {command.title} {command.summary}",
                shortcut=window.actions_of.key(command.name),
                why_not=translation.reason(why) if why else "",
            )


def _documents(window: Window) -> Iterator[Offer]:
    here = QCoreApplication.translate("Palette", "Open document")
    for at, page in enumerate(window.desk.pages):
        if page is not window.page and page.session is not None:
            yield Offer(kind=Kind.DOCUMENT, key=f"document {at}", title=page.title, place=here, words=page.standing)


def _headings(page: Page) -> Iterator[Offer]:
    if page.session is not None:
        text = page.session.state.text if page.mode is Mode.REVIEW else page.editor.text()
        for heading in outline(text):
            if heading.title:
                yield Offer(
                    kind=Kind.HEADING,
                    key=f"heading {heading.start}",
                    title=heading.title,
                    place=QCoreApplication.translate("Palette", "Heading"),
                )


def _settings() -> Iterator[Offer]:
    place = QCoreApplication.translate("Palette", "Settings")
    for group in entries.groups():
        for entry in group.entries:
            yield Offer(
                kind=Kind.SETTING,
                key=entry.key,
                title=f"{place}: {translation.setting(entry.title)}",
                place=translation.setting(group.title),
                words=f"{translation.setting(entry.description)} {entry.title} {entry.description}",
            )


def _do(window: Window, offer: Offer) -> None:
    if offer.kind is Kind.COMMAND:
        window.desk.memory.use(offer.key)
        window.actions_of[offer.key].trigger()
    elif offer.kind is Kind.DOCUMENT:
        page = window.desk.pages[int(offer.key.partition(" ")[2])]
        window.desk.reveal(page)
    elif offer.kind is Kind.HEADING:
        _go_to(window.page, int(offer.key.partition(" ")[2]))
    elif offer.kind is Kind.SETTING:
        open_settings(window.desk.preferences, window.desk.dressing, window).show_entry(offer.key)


def _go_to(page: Page, position: int) -> None:
    """Put the caret, or the review, at a place of the text."""
    if page.mode is Mode.REVIEW:
        page.review.go_to(position)
    else:
        page.arrange(Mode.WRITE)
        cursor = page.editor.textCursor()
        cursor.setPosition(page.editor.units().unit(position))
        page.editor.setTextCursor(cursor)
        page.editor.reveal(cursor.position())
    page.focus()
