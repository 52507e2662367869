<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Asking</name>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} reviews them.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Blame</name>
    <message>
        <source>Older than the search went; there already %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the text the document began with, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Came with the file, changed by another program, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Typed by you, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suggested, and accepted %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In place of “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing stood there before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>job</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BlamePopup</name>
    <message>
        <source>Where this comes from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in History</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Blaming</name>
    <message>
        <source>There is no text at the caret to ask about.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Command</name>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin an empty document.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin an empty document in a window of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open files in the editor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the document to its file, with the encoding and newlines it had.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save As…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the document to another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export a Copy…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a copy of the document; the document and its file stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with File…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show how the text differs from what its file holds, and take the file instead if you like.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovered Text…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide about text that was recovered after the program ended unexpectedly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the document away; what is not saved stays in the library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reopen Closed Document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the document again that was put away last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the program; open jobs go on at the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back the last typing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type again what was taken back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose how Redraft looks and behaves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard Shortcuts…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See and change the keys of every command.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write an Instruction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the instruction bar.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suggest Edits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for edits of documents, in words; nothing changes until it is accepted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the job; what it found so far stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review Suggestions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the suggestions for a document one by one, and accept or reject them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next Suggestion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the next suggestion that is not decided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous Suggestion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the suggestion before that is not decided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put suggestions into the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn suggestions down; the text stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put every suggestion into the text, as one step that can be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn every suggestion down, as one step that can be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo Decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back the last accept or reject; its suggestions are pending again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List the revisions of a document.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where Does This Come From?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say of the selection, or the sentence at the caret, who wrote it, when, and which suggestion it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name This Revision…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the chosen revision, or the text as it is, a name to find it by.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore This Revision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the text of an older revision the newest, as a new revision.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the next change of the comparison.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the change before in the comparison.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare Side by Side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the two texts of a comparison side by side, or one text with its changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the text larger.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the text smaller.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal Text Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the text in the size it had at first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next Document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the document in the tab to the right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous Document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the document in the tab to the left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full Screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the window fill the screen, or give it back its size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All Commands…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search for a command by its name.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Search for a command, a document, a heading or a setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What fits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is called that.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>What changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No differences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>added “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deleted “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” became “%2”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side by Side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change in the light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the Text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DifferenceDialog</name>
    <message>
        <source>The text against its file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Struck: only in the file %1.  Underlined: only in the text here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Take the File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text becomes what the file holds; the text before stays in the history.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep Mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DifferencePane</name>
    <message>
        <source>Previous difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No differences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DiskBar</name>
    <message>
        <source>Show &amp;Differences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Take the File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep Mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save It Again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save &amp;As…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Leave It</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was changed by another program, and here as well. Nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not there any more: it was deleted, moved or renamed. Your text stays here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be read just now. Your text stays here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Draft</name>
    <message>
        <source>The document was also changed elsewhere; that state is in the history.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no decision to take back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text was edited since that decision, so it stands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} was changed by another program, and is shown as it is now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text before is in the history.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The other text is in the history.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrote a copy to {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A suggestion was left: the text there was edited since.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln suggestion(s) were left: the text there was edited since.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write here, or open a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suggested: “{before}” → “{after}”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Face</name>
    <message>
        <source>The best one here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FileControls</name>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export a Copy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The suggestions in the text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>just now</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spaces and line breaks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Typed “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beginning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read from the file again</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Proposal of %n change(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Decision taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restored revision %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted, taken back since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected, taken back since</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n suggestion(s) accepted</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n suggestion(s) rejected</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryDelegate</name>
    <message>
        <source>A name for this revision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the revision; empty for none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>Revisions, newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one to compare it with the text as it is, or two to compare them. F2 names one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <source>Named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n revision(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>unfolded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>folded</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>Search the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which revisions are listed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing fits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About the chosen revision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Typing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proposals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File and restored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n revision(s) chosen</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The oldest and the newest of them are compared.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Intent</name>
    <message>
        <source>Fix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>correct grammar, spelling and punctuation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clarity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>make it clearer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fluency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>make it read smoothly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simplify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use simpler words and sentences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shorten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>say it in fewer words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Formal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use a more formal tone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neutral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remove bias and opinion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paraphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>say the same in other words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Infill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fill in what is missing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LookingBack</name>
    <message>
        <source>the text as it is</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suggest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Kept in the library, not in a file yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edited, kept in the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save As</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write over it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save As…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Open document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Reason</name>
    <message>
        <source>No document is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is only one document.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No document was closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No suggestions wait.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This belongs to the review.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not during the review.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No suggestion is chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No decision can be taken back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No job is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A job is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No older revision is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No revisions are compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not while revisions are compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing differs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to redo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not just now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It types or moves in the text. Use it with Ctrl or Alt, or take a function key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc always goes back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It edits or moves in the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It belongs to the system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It opens a menu.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is more than four strokes.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecoveryDialog</name>
    <message>
        <source>Recovered Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents with recovered text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep Recovered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the &amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide &amp;Later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was never saved to a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovered text. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Underlined: only in the recovered text.  Struck: only in the file on disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keep recovered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>decide later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redraft ended unexpectedly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovered text</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) had text that is not in a file. It was kept.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Whichever you use, the other one stays in the history of the document.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What went wrong is written down in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what went wrong</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Setting</name>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow the system, or always light or dark.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stronger colours and lines. On as well where the system asks for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of menus and messages. Takes effect at the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deutsch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Font</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the text, in points at 100 % zoom.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As a multiple of the font&apos;s own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letters in a full line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Highlight Markdown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show headings, emphasis and code as such.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Focus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dim every paragraph but the one written in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Typewriter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the line written in at the same height.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spelling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Underline words the dictionary does not know.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Granularity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is shown and decided as one suggestion.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After a decision, go to the next suggestion that is not decided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show two revisions in two columns; else in one text with its changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show text being denoised while a job runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When a long job ends and the window is away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on where I left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the documents of the last time again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open files in the window that runs already, not in another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model and language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked when nothing else is said.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Boldness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How unsure the model may be of what it suggests: cautious, balanced, bold, or between them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cautious</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language of new documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For spelling and suggestions, as en or en-GB.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingGroup</name>
    <message>
        <source>All as at first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{page}: all as at first</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>As at first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{setting}: as at first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set by the variable {variable} of the environment.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is called that.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortcutEditor</name>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New key:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press the new key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About the new key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As at first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All as at first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has this key already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} is the key of: {commands}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SideBySide</name>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Model idle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln word(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No words yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TextView</name>
    <message>
        <source>Cut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select All</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Open Recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model idle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edited</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>Insert “{after}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace “{before}” with “{after}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete “{before}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share} sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no suggestions</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln suggestion(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
