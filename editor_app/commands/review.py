"""Deciding about suggestions."""

from __future__ import annotations

from editor_app.commands.command import Command, at_hunk, with_pending


COMMANDS: tuple[Command, ...] = (
    Command(
        name="toggle_review",
        title="Review Suggestions",
        summary="Look at the suggestions for a document one by one, and accept or reject them.",
        shortcut="F4",
        also=("F2",),
        enabled=lambda now: now.document and (now.reviewing or now.pending > 0),
        cli="review",
    ),
    Command(
        name="next_hunk",
        title="Next Suggestion",
        summary="Go to the next suggestion that is not decided.",
        apart=True,
        shortcut="F8",
        enabled=with_pending,
    ),
    Command(
        name="previous_hunk",
        title="Previous Suggestion",
        summary="Go to the suggestion before that is not decided.",
        shortcut="Shift+F8",
        enabled=with_pending,
    ),
    Command(
        name="accept_hunk",
        title="Accept",
        summary="Put suggestions into the text.",
        apart=True,
        shortcut="F9",
        enabled=at_hunk,
        cli="accept",
    ),
    Command(
        name="reject_hunk",
        title="Reject",
        summary="Turn suggestions down; the text stays as it is.",
        shortcut="Shift+F9",
        enabled=at_hunk,
        cli="reject",
    ),
    Command(
        name="accept_all",
        title="Accept All",
        summary="Put every suggestion into the text, as one step that can be undone.",
        apart=True,
        shortcut="Ctrl+F9",
        enabled=with_pending,
    ),
    Command(
        name="reject_all",
        title="Reject All",
        summary="Turn every suggestion down, as one step that can be undone.",
        shortcut="Ctrl+Shift+F9",
        enabled=with_pending,
    ),
    Command(
        name="accept_shown",
        title="Accept Shown",
        summary="Put the suggestions that the list shows into the text, as one step that can be undone.",
        apart=True,
        shortcut="Ctrl+Alt+F9",
        enabled=lambda now: now.reviewing and now.acceptable > 0,
    ),
    Command(
        name="reject_shown",
        title="Reject Shown",
        summary="Turn the suggestions down that the list shows, as one step that can be undone.",
        shortcut="Ctrl+Alt+Shift+F9",
        enabled=lambda now: now.reviewing and now.listed > 0,
    ),
    Command(
        name="filter_suggestions",
        title="Filter Suggestions",
        summary="Choose which suggestions the list shows, by words, kind, model and confidence.",
        shortcut="Ctrl+Shift+F",
        enabled=lambda now: now.reviewing,
    ),
    Command(
        name="review_all",
        title="Review All Documents…",
        summary="List the suggestions for many documents, and decide them together.",
        shortcut="Shift+F4",
    ),
    Command(
        name="seek_others",
        title="Other Suggestions",
        summary="Look for other ways to change the sentence of the current suggestion, and choose one.",
        apart=True,
        shortcut="Alt+F8",
        enabled=at_hunk,
    ),
    Command(
        name="refine_hunk",
        title="Accept, Then Refine",
        summary="Accept the current suggestion, then say what else its sentence needs.",
        shortcut="Alt+F9",
        enabled=at_hunk,
    ),
    Command(
        name="ask_again",
        title="Ask Again",
        summary="Give the instruction of a suggestion once more, for the sentence that is there now.",
        enabled=lambda now: now.reviewing and now.at_stale,
    ),
    Command(
        name="undo_decision",
        title="Undo Decision",
        summary="Take back the last accept or reject; its suggestions are pending again.",
        apart=True,
        shortcut="Ctrl+Z",
        enabled=lambda now: now.reviewing and now.decided,
        cli="undo",
    ),
)
