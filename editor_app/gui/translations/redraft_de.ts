<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AlternativesList</name>
    <message>
        <source>Other suggestions</source>
        <translation>Andere Vorschläge</translation>
    </message>
    <message>
        <source>Keep the first</source>
        <translation>Den ersten behalten</translation>
    </message>
    <message>
        <source>None of these (Esc)</source>
        <translation>Keiner davon (Esc)</translation>
    </message>
    <message>
        <source>Other suggestions; a number or Enter takes one</source>
        <translation>Andere Vorschläge; eine Ziffer oder Enter nimmt einen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln other suggestion(s)</source>
        <translation>
            <numerusform>%Ln anderer Vorschlag</numerusform>
            <numerusform>%Ln andere Vorschläge</numerusform>
        </translation>
    </message>
    <message>
        <source>looking for more…</source>
        <translation>sucht weiter …</translation>
    </message>
    <message>
        <source>Looking for other suggestions…</source>
        <translation>Andere Vorschläge werden gesucht …</translation>
    </message>
    <message>
        <source>No other suggestion found.</source>
        <translation>Kein anderer Vorschlag gefunden.</translation>
    </message>
    <message>
        <source>{number}: {text}, {share} sure</source>
        <translation>{number}: {text}, {share} sicher</translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <source>{done} of {total} parts</source>
        <translation>{done} von {total} Teilen</translation>
    </message>
    <message>
        <source>waiting for the model…</source>
        <translation>wartet auf das Modell …</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>liest …</translation>
    </message>
    <message>
        <source>Select what should be filled in, or choose a paragraph.</source>
        <translation>Wählen Sie aus, was ausgefüllt werden soll, oder nehmen Sie einen Absatz.</translation>
    </message>
    <message>
        <source>There is no text where the caret is.</source>
        <translation>Wo die Schreibmarke steht, ist kein Text.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Failed in part</source>
        <translation>Teilweise fehlgeschlagen</translation>
    </message>
    <message>
        <source>{key} reviews them.</source>
        <translation>{key} öffnet die Durchsicht.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln protected place(s)</source>
        <translation>
            <numerusform>%Ln geschützte Stelle</numerusform>
            <numerusform>%Ln geschützte Stellen</numerusform>
        </translation>
    </message>
    <message>
        <source>{places}, all unchanged.</source>
        <translation>{places}, alle unverändert.</translation>
    </message>
    <message>
        <source>{places}, and {count} of them would change: look at those first.</source>
        <translation>{places}, und {count} davon würden sich ändern: sehen Sie diese zuerst an.</translation>
    </message>
</context>
<context>
    <name>Blame</name>
    <message>
        <source>Older than the search went; there already %1</source>
        <translation>Älter, als die Suche reichte; schon da am %1</translation>
    </message>
    <message>
        <source>In the text the document began with, %1</source>
        <translation>Im Text, mit dem das Dokument begann, %1</translation>
    </message>
    <message>
        <source>Came with the file, changed by another program, %1</source>
        <translation>Kam mit der Datei, von einem anderen Programm geändert, %1</translation>
    </message>
    <message>
        <source>Typed by you, %1</source>
        <translation>Von Ihnen geschrieben, %1</translation>
    </message>
    <message>
        <source>Suggested, and accepted %1</source>
        <translation>Vorgeschlagen und angenommen, %1</translation>
    </message>
    <message>
        <source>In place of “%1”</source>
        <translation>Anstelle von „%1“</translation>
    </message>
    <message>
        <source>Nothing stood there before</source>
        <translation>Vorher stand dort nichts</translation>
    </message>
    <message>
        <source>%1 sure</source>
        <translation>%1 sicher</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>Startwert %1</translation>
    </message>
    <message>
        <source>job</source>
        <translation>Auftrag</translation>
    </message>
</context>
<context>
    <name>BlamePopup</name>
    <message>
        <source>Where this comes from</source>
        <translation>Woher das stammt</translation>
    </message>
    <message>
        <source>Show in History</source>
        <translation>Im Verlauf zeigen</translation>
    </message>
</context>
<context>
    <name>Blaming</name>
    <message>
        <source>There is no text at the caret to ask about.</source>
        <translation>An der Schreibmarke steht kein Text.</translation>
    </message>
</context>
<context>
    <name>BulkDelegate</name>
    <message>
        <source>in the library</source>
        <translation>in der Bibliothek</translation>
    </message>
</context>
<context>
    <name>BulkModel</name>
    <message numerus="yes">
        <source>%Ln suggestion(s) in {name}</source>
        <translation>
            <numerusform>%Ln Vorschlag in {name}</numerusform>
            <numerusform>%Ln Vorschläge in {name}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkReview</name>
    <message>
        <source>Review All Documents</source>
        <translation>Alle Dokumente durchsehen</translation>
    </message>
    <message>
        <source>Which documents</source>
        <translation>Welche Dokumente</translation>
    </message>
    <message>
        <source>Suggestions by document; Enter opens one</source>
        <translation>Vorschläge nach Dokument; Enter öffnet eines</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Take back what was decided here last</source>
        <translation>Zurücknehmen, was hier zuletzt entschieden wurde</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open the document at this suggestion (Enter)</source>
        <translation>Das Dokument bei diesem Vorschlag öffnen (Enter)</translation>
    </message>
    <message>
        <source>The whole library</source>
        <translation>Die ganze Bibliothek</translation>
    </message>
    <message>
        <source>Folder {name}</source>
        <translation>Ordner {name}</translation>
    </message>
    <message numerus="yes">
        <source>{kind}  ·  %Ln document(s)  ·  {time}</source>
        <translation>
            <numerusform>{kind}  ·  %Ln Dokument  ·  {time}</numerusform>
            <numerusform>{kind}  ·  %Ln Dokumente  ·  {time}</numerusform>
        </translation>
    </message>
    <message>
        <source>Accept shown ({count})</source>
        <translation>Gezeigte annehmen ({count})</translation>
    </message>
    <message>
        <source>Reject shown ({count})</source>
        <translation>Gezeigte ablehnen ({count})</translation>
    </message>
    <message>
        <source>Nothing waits for a decision.</source>
        <translation>Nichts wartet auf eine Entscheidung.</translation>
    </message>
    <message>
        <source>Nothing fits.</source>
        <translation>Nichts passt.</translation>
    </message>
    <message numerus="yes">
        <source>In %Ln document(s)</source>
        <translation>
            <numerusform>In %Ln Dokument</numerusform>
            <numerusform>In %Ln Dokumenten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln suggestion(s) decided</source>
        <translation>
            <numerusform>%Ln Vorschlag entschieden</numerusform>
            <numerusform>%Ln Vorschläge entschieden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left: the text there was edited since</source>
        <translation>
            <numerusform>%Ln blieb liegen: Der Text dort wurde inzwischen bearbeitet</numerusform>
            <numerusform>%Ln blieben liegen: Der Text dort wurde inzwischen bearbeitet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Taken back in %Ln document(s)</source>
        <translation>
            <numerusform>In %Ln Dokument zurückgenommen</numerusform>
            <numerusform>In %Ln Dokumenten zurückgenommen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Command</name>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Begin an empty document.</source>
        <translation>Ein leeres Dokument beginnen.</translation>
    </message>
    <message>
        <source>New Window</source>
        <translation>Neues Fenster</translation>
    </message>
    <message>
        <source>Begin an empty document in a window of its own.</source>
        <translation>Ein leeres Dokument in einem eigenen Fenster beginnen.</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen …</translation>
    </message>
    <message>
        <source>Open files in the editor.</source>
        <translation>Dateien im Editor öffnen.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Write the document to its file, with the encoding and newlines it had.</source>
        <translation>Das Dokument in seine Datei schreiben, mit Kodierung und Zeilenenden wie zuvor.</translation>
    </message>
    <message>
        <source>Save As…</source>
        <translation>Speichern unter …</translation>
    </message>
    <message>
        <source>Write the document to another file.</source>
        <translation>Das Dokument in eine andere Datei schreiben.</translation>
    </message>
    <message>
        <source>Export a Copy…</source>
        <translation>Kopie exportieren …</translation>
    </message>
    <message>
        <source>Write a copy of the document; the document and its file stay as they are.</source>
        <translation>Eine Kopie schreiben; das Dokument und seine Datei bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Export with Suggestions…</source>
        <translation>Mit Vorschlägen exportieren …</translation>
    </message>
    <message>
        <source>Import Suggestions…</source>
        <translation>Vorschläge importieren …</translation>
    </message>
    <message>
        <source>Export as PDF…</source>
        <translation>Als PDF exportieren …</translation>
    </message>
    <message>
        <source>Write the text as pages into a PDF file.</source>
        <translation>Den Text als Seiten in eine PDF-Datei schreiben.</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Drucken …</translation>
    </message>
    <message>
        <source>Put the text on paper.</source>
        <translation>Den Text auf Papier bringen.</translation>
    </message>
    <message>
        <source>Compare with File…</source>
        <translation>Mit der Datei vergleichen …</translation>
    </message>
    <message>
        <source>Show how the text differs from what its file holds, and take the file instead if you like.</source>
        <translation>Zeigen, worin sich der Text von seiner Datei unterscheidet, und auf Wunsch die Datei übernehmen.</translation>
    </message>
    <message>
        <source>Recovered Text…</source>
        <translation>Wiederhergestellter Text …</translation>
    </message>
    <message>
        <source>Decide about text that was recovered after the program ended unexpectedly.</source>
        <translation>Über Text entscheiden, der nach einem unerwarteten Programmende wiederhergestellt wurde.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Put the document away; what is not saved stays in the library.</source>
        <translation>Das Dokument weglegen; was nicht gespeichert ist, bleibt in der Bibliothek.</translation>
    </message>
    <message>
        <source>Reopen Closed Document</source>
        <translation>Geschlossenes Dokument wieder öffnen</translation>
    </message>
    <message>
        <source>Show the document again that was put away last.</source>
        <translation>Das zuletzt weggelegte Dokument wieder zeigen.</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Close the program; open jobs go on at the next start.</source>
        <translation>Das Programm beenden; offene Aufträge laufen beim nächsten Start weiter.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Take back what was typed or decided last.</source>
        <translation>Zurücknehmen, was zuletzt geschrieben oder entschieden wurde.</translation>
    </message>
    <message>
        <source>Write a copy with the pending suggestions: as CriticMarkup, or as tracked changes of a Word document.</source>
        <translation>Eine Kopie mit den offenen Vorschlägen schreiben: als CriticMarkup oder als Änderungsverfolgung in einem Word-Dokument.</translation>
    </message>
    <message>
        <source>Open a text with changes marked as CriticMarkup, or a patch; they wait for a decision.</source>
        <translation>Einen Text mit Änderungen in CriticMarkup oder einen Patch öffnen; sie warten auf eine Entscheidung.</translation>
    </message>
    <message>
        <source>Type or decide again what was taken back.</source>
        <translation>Wieder schreiben oder entscheiden, was zurückgenommen wurde.</translation>
    </message>
    <message>
        <source>Move Paragraph Up</source>
        <translation>Absatz nach oben</translation>
    </message>
    <message>
        <source>Let the paragraph, or those that are selected, change places with the one above.</source>
        <translation>Den Absatz oder die ausgewählten mit dem darüber tauschen.</translation>
    </message>
    <message>
        <source>Move Paragraph Down</source>
        <translation>Absatz nach unten</translation>
    </message>
    <message>
        <source>Let the paragraph, or those that are selected, change places with the one below.</source>
        <translation>Den Absatz oder die ausgewählten mit dem darunter tauschen.</translation>
    </message>
    <message>
        <source>Duplicate Paragraph</source>
        <translation>Absatz verdoppeln</translation>
    </message>
    <message>
        <source>Put the paragraph, or those that are selected, into the text once more.</source>
        <translation>Den Absatz oder die ausgewählten noch einmal in den Text setzen.</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>Suchen …</translation>
    </message>
    <message>
        <source>Search the text.</source>
        <translation>Den Text durchsuchen.</translation>
    </message>
    <message>
        <source>Find Next</source>
        <translation>Weitersuchen</translation>
    </message>
    <message>
        <source>Go to the next place that was searched for.</source>
        <translation>Zur nächsten Fundstelle gehen.</translation>
    </message>
    <message>
        <source>Find Previous</source>
        <translation>Rückwärts suchen</translation>
    </message>
    <message>
        <source>Go to the place before that was searched for.</source>
        <translation>Zur vorigen Fundstelle gehen.</translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation>Ersetzen …</translation>
    </message>
    <message>
        <source>Search the text and put something else in its place.</source>
        <translation>Den Text durchsuchen und anderes an seine Stelle setzen.</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>Choose how Redraft looks and behaves.</source>
        <translation>Festlegen, wie Redraft aussieht und sich verhält.</translation>
    </message>
    <message>
        <source>Keyboard Shortcuts…</source>
        <translation>Tastenkürzel …</translation>
    </message>
    <message>
        <source>See and change the keys of every command.</source>
        <translation>Die Tasten aller Befehle ansehen und ändern.</translation>
    </message>
    <message>
        <source>Write an Instruction</source>
        <translation>Anweisung schreiben</translation>
    </message>
    <message>
        <source>Go to the instruction bar.</source>
        <translation>Zur Anweisungsleiste gehen.</translation>
    </message>
    <message>
        <source>Choose Where</source>
        <translation>Stelle wählen</translation>
    </message>
    <message>
        <source>Say which part of the text is meant: all of it, the section, the paragraph or the selection.</source>
        <translation>Sagen, welcher Teil des Textes gemeint ist: der ganze, der Abschnitt, der Absatz oder die Auswahl.</translation>
    </message>
    <message>
        <source>Suggest Edits</source>
        <translation>Änderungen vorschlagen</translation>
    </message>
    <message>
        <source>Ask for edits of documents, in words; nothing changes until it is accepted.</source>
        <translation>In Worten um Änderungen an Dokumenten bitten; nichts ändert sich, bevor es angenommen ist.</translation>
    </message>
    <message>
        <source>Another Try</source>
        <translation>Neuer Versuch</translation>
    </message>
    <message>
        <source>Ask the same once more, with another seed.</source>
        <translation>Dasselbe noch einmal fragen, mit einer anderen Startzahl.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop the job; what it found so far stays.</source>
        <translation>Den Auftrag abbrechen; was er schon gefunden hat, bleibt.</translation>
    </message>
    <message>
        <source>Try the Failed Parts Again</source>
        <translation>Fehlgeschlagenes noch einmal versuchen</translation>
    </message>
    <message>
        <source>Ask once more for the parts of the last job that failed.</source>
        <translation>Noch einmal nach den Teilen des letzten Auftrags fragen, die fehlgeschlagen sind.</translation>
    </message>
    <message>
        <source>Jobs…</source>
        <translation>Aufträge …</translation>
    </message>
    <message>
        <source>List what is asked of all documents, how far it is, and what failed.</source>
        <translation>Auflisten, was zu allen Dokumenten in Auftrag ist, wie weit es ist und was fehlschlug.</translation>
    </message>
    <message>
        <source>Save as Preset…</source>
        <translation>Als Vorlage speichern …</translation>
    </message>
    <message>
        <source>Keep what the instruction bar says under a name.</source>
        <translation>Was die Anweisungsleiste sagt, unter einem Namen aufheben.</translation>
    </message>
    <message>
        <source>Presets…</source>
        <translation>Vorlagen …</translation>
    </message>
    <message>
        <source>Use, rename or remove instructions kept under a name.</source>
        <translation>Anweisungen, die unter einem Namen aufgehoben sind, verwenden, umbenennen oder entfernen.</translation>
    </message>
    <message>
        <source>Lock or Unlock</source>
        <translation>Sperren oder freigeben</translation>
    </message>
    <message>
        <source>Keep the selection, or the paragraph at the caret, from every suggestion; or let it be changed again.</source>
        <translation>Die Auswahl oder den Absatz an der Schreibmarke vor jedem Vorschlag bewahren oder wieder freigeben.</translation>
    </message>
    <message>
        <source>Lock Term</source>
        <translation>Begriff sperren</translation>
    </message>
    <message>
        <source>Keep the selected words, or the word at the caret, as they are wherever they stand.</source>
        <translation>Die ausgewählten Wörter oder das Wort an der Schreibmarke überall lassen, wie sie sind.</translation>
    </message>
    <message>
        <source>Locked Text…</source>
        <translation>Gesperrter Text …</translation>
    </message>
    <message>
        <source>List what is locked, and unlock it.</source>
        <translation>Auflisten, was gesperrt ist, und es freigeben.</translation>
    </message>
    <message>
        <source>Review Suggestions</source>
        <translation>Vorschläge durchsehen</translation>
    </message>
    <message>
        <source>Look at the suggestions for a document one by one, and accept or reject them.</source>
        <translation>Die Vorschläge zu einem Dokument einzeln ansehen und annehmen oder ablehnen.</translation>
    </message>
    <message>
        <source>Type in the Review</source>
        <translation>Beim Durchsehen schreiben</translation>
    </message>
    <message>
        <source>Let keys type, in the text and in what suggestions put in, or let letters decide again.</source>
        <translation>Tasten schreiben lassen, im Text und in dem, was Vorschläge einsetzen, oder Buchstaben wieder entscheiden lassen.</translation>
    </message>
    <message>
        <source>Next Suggestion</source>
        <translation>Nächster Vorschlag</translation>
    </message>
    <message>
        <source>Go to the next suggestion that is not decided.</source>
        <translation>Zum nächsten Vorschlag gehen, über den nicht entschieden ist.</translation>
    </message>
    <message>
        <source>Previous Suggestion</source>
        <translation>Vorheriger Vorschlag</translation>
    </message>
    <message>
        <source>Go to the suggestion before that is not decided.</source>
        <translation>Zum vorigen Vorschlag gehen, über den nicht entschieden ist.</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Put suggestions into the text.</source>
        <translation>Vorschläge in den Text übernehmen.</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Turn suggestions down; the text stays as it is.</source>
        <translation>Vorschläge ablehnen; der Text bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>Accept All</source>
        <translation>Alle annehmen</translation>
    </message>
    <message>
        <source>Put every suggestion into the text, as one step that can be undone.</source>
        <translation>Alle Vorschläge in den Text übernehmen, als ein Schritt, der sich zurücknehmen lässt.</translation>
    </message>
    <message>
        <source>Reject All</source>
        <translation>Alle ablehnen</translation>
    </message>
    <message>
        <source>Turn every suggestion down, as one step that can be undone.</source>
        <translation>Alle Vorschläge ablehnen, als ein Schritt, der sich zurücknehmen lässt.</translation>
    </message>
    <message>
        <source>Accept in Selection</source>
        <translation>In der Auswahl annehmen</translation>
    </message>
    <message>
        <source>Put the suggestions that the selection reaches into the text.</source>
        <translation>Die Vorschläge, die die Auswahl berührt, in den Text übernehmen.</translation>
    </message>
    <message>
        <source>Reject in Selection</source>
        <translation>In der Auswahl ablehnen</translation>
    </message>
    <message>
        <source>Turn the suggestions down that the selection reaches.</source>
        <translation>Die Vorschläge, die die Auswahl berührt, ablehnen.</translation>
    </message>
    <message>
        <source>Accept in Sentence</source>
        <translation>Im Satz annehmen</translation>
    </message>
    <message>
        <source>Put the suggestions for this sentence into the text.</source>
        <translation>Die Vorschläge zu diesem Satz in den Text übernehmen.</translation>
    </message>
    <message>
        <source>Reject in Sentence</source>
        <translation>Im Satz ablehnen</translation>
    </message>
    <message>
        <source>Turn the suggestions for this sentence down.</source>
        <translation>Die Vorschläge zu diesem Satz ablehnen.</translation>
    </message>
    <message>
        <source>Accept in Paragraph</source>
        <translation>Im Absatz annehmen</translation>
    </message>
    <message>
        <source>Put the suggestions for this paragraph into the text.</source>
        <translation>Die Vorschläge zu diesem Absatz in den Text übernehmen.</translation>
    </message>
    <message>
        <source>Reject in Paragraph</source>
        <translation>Im Absatz ablehnen</translation>
    </message>
    <message>
        <source>Turn the suggestions for this paragraph down.</source>
        <translation>Die Vorschläge zu diesem Absatz ablehnen.</translation>
    </message>
    <message>
        <source>Accept in Section</source>
        <translation>Im Abschnitt annehmen</translation>
    </message>
    <message>
        <source>Put the suggestions between this heading and the next of its level into the text.</source>
        <translation>Die Vorschläge zwischen dieser Überschrift und der nächsten ihrer Ebene in den Text übernehmen.</translation>
    </message>
    <message>
        <source>Reject in Section</source>
        <translation>Im Abschnitt ablehnen</translation>
    </message>
    <message>
        <source>Turn the suggestions between this heading and the next of its level down.</source>
        <translation>Die Vorschläge zwischen dieser Überschrift und der nächsten ihrer Ebene ablehnen.</translation>
    </message>
    <message>
        <source>Show as Words</source>
        <translation>Als Wörter zeigen</translation>
    </message>
    <message>
        <source>Show the current suggestion word by word, each to be decided alone.</source>
        <translation>Den aktuellen Vorschlag Wort für Wort zeigen, jedes für sich zu entscheiden.</translation>
    </message>
    <message>
        <source>Show as Sentence</source>
        <translation>Als Satz zeigen</translation>
    </message>
    <message>
        <source>Show the sentence of the current suggestion as it is and as it would be, as one.</source>
        <translation>Den Satz des aktuellen Vorschlags zeigen, wie er ist und wie er würde, als einen.</translation>
    </message>
    <message>
        <source>Show as Paragraph</source>
        <translation>Als Absatz zeigen</translation>
    </message>
    <message>
        <source>Show the paragraph of the current suggestion as it is and as it would be, as one.</source>
        <translation>Den Absatz des aktuellen Vorschlags zeigen, wie er ist und wie er würde, als einen.</translation>
    </message>
    <message>
        <source>Show as Fits</source>
        <translation>Zeigen, wie es passt</translation>
    </message>
    <message>
        <source>Show words where the current suggestion changes little, its sentence where it changes most of that.</source>
        <translation>Wörter zeigen, wo der aktuelle Vorschlag wenig ändert, und den Satz, wo er das meiste davon ändert.</translation>
    </message>
    <message>
        <source>Accept Shown</source>
        <translation>Gezeigte annehmen</translation>
    </message>
    <message>
        <source>Put the suggestions that the list shows into the text, as one step that can be undone.</source>
        <translation>Die Vorschläge, die die Liste zeigt, in den Text übernehmen, als ein Schritt, der sich zurücknehmen lässt.</translation>
    </message>
    <message>
        <source>Reject Shown</source>
        <translation>Gezeigte ablehnen</translation>
    </message>
    <message>
        <source>Turn the suggestions down that the list shows, as one step that can be undone.</source>
        <translation>Die Vorschläge, die die Liste zeigt, ablehnen, als ein Schritt, der sich zurücknehmen lässt.</translation>
    </message>
    <message>
        <source>Filter Suggestions</source>
        <translation>Vorschläge filtern</translation>
    </message>
    <message>
        <source>Choose which suggestions the list shows, by words, kind, model and confidence.</source>
        <translation>Wählen, welche Vorschläge die Liste zeigt: nach Wörtern, Art, Modell und Sicherheit.</translation>
    </message>
    <message>
        <source>Review All Documents…</source>
        <translation>Alle Dokumente durchsehen …</translation>
    </message>
    <message>
        <source>List the suggestions for many documents, and decide them together.</source>
        <translation>Die Vorschläge zu vielen Dokumenten auflisten und zusammen entscheiden.</translation>
    </message>
    <message>
        <source>Other Suggestions</source>
        <translation>Andere Vorschläge</translation>
    </message>
    <message>
        <source>Look for other ways to change the sentence of the current suggestion, and choose one.</source>
        <translation>Andere Fassungen für den Satz des aktuellen Vorschlags suchen und eine wählen.</translation>
    </message>
    <message>
        <source>Accept, Then Refine</source>
        <translation>Annehmen und nachbessern</translation>
    </message>
    <message>
        <source>Accept the current suggestion, then say what else its sentence needs.</source>
        <translation>Den aktuellen Vorschlag annehmen und dann sagen, was der Satz noch braucht.</translation>
    </message>
    <message>
        <source>Ask Again</source>
        <translation>Erneut fragen</translation>
    </message>
    <message>
        <source>Give the instruction of a suggestion once more, for the sentence that is there now.</source>
        <translation>Die Anweisung eines Vorschlags noch einmal geben, für den Satz, der jetzt dort steht.</translation>
    </message>
    <message>
        <source>Undo Decision or Typing</source>
        <translation>Entscheidung oder Eingabe zurücknehmen</translation>
    </message>
    <message>
        <source>Take back the last accept or reject, whose suggestions are pending again, or what was typed since.</source>
        <translation>Das letzte Annehmen oder Ablehnen zurücknehmen, dessen Vorschläge dann wieder offen sind, oder was seither geschrieben wurde.</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>List the revisions of a document.</source>
        <translation>Die Fassungen eines Dokuments auflisten.</translation>
    </message>
    <message>
        <source>Where Does This Come From?</source>
        <translation>Woher stammt das?</translation>
    </message>
    <message>
        <source>Say of the selection, or the sentence at the caret, who wrote it, when, and which suggestion it was.</source>
        <translation>Zur Auswahl oder zum Satz an der Schreibmarke sagen, wer ihn wann schrieb und welcher Vorschlag es war.</translation>
    </message>
    <message>
        <source>Name This Revision…</source>
        <translation>Fassung benennen …</translation>
    </message>
    <message>
        <source>Give the chosen revision, or the text as it is, a name to find it by.</source>
        <translation>Der gewählten Fassung oder dem Text, wie er ist, einen Namen geben.</translation>
    </message>
    <message>
        <source>Restore This Revision</source>
        <translation>Diese Fassung wiederherstellen</translation>
    </message>
    <message>
        <source>Make the text of an older revision the newest, as a new revision.</source>
        <translation>Den Text einer älteren Fassung zum neuesten machen, als neue Fassung.</translation>
    </message>
    <message>
        <source>Next Change</source>
        <translation>Nächste Änderung</translation>
    </message>
    <message>
        <source>Go to the next change of the comparison.</source>
        <translation>Zur nächsten Änderung des Vergleichs gehen.</translation>
    </message>
    <message>
        <source>Previous Change</source>
        <translation>Vorherige Änderung</translation>
    </message>
    <message>
        <source>Go to the change before in the comparison.</source>
        <translation>Zur vorigen Änderung des Vergleichs gehen.</translation>
    </message>
    <message>
        <source>Compare Side by Side</source>
        <translation>Nebeneinander vergleichen</translation>
    </message>
    <message>
        <source>Show the two texts of a comparison side by side, or one text with its changes.</source>
        <translation>Die beiden Texte eines Vergleichs nebeneinander zeigen oder einen Text mit seinen Änderungen.</translation>
    </message>
    <message>
        <source>Larger Text</source>
        <translation>Größerer Text</translation>
    </message>
    <message>
        <source>Show the text larger.</source>
        <translation>Den Text größer zeigen.</translation>
    </message>
    <message>
        <source>Smaller Text</source>
        <translation>Kleinerer Text</translation>
    </message>
    <message>
        <source>Show the text smaller.</source>
        <translation>Den Text kleiner zeigen.</translation>
    </message>
    <message>
        <source>Normal Text Size</source>
        <translation>Normale Textgröße</translation>
    </message>
    <message>
        <source>Show the text in the size it had at first.</source>
        <translation>Den Text in der ursprünglichen Größe zeigen.</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Gliederung</translation>
    </message>
    <message>
        <source>Show the headings beside the text.</source>
        <translation>Die Überschriften neben dem Text zeigen.</translation>
    </message>
    <message>
        <source>Focus</source>
        <translation>Fokus</translation>
    </message>
    <message>
        <source>Dim every paragraph but the one written in.</source>
        <translation>Alle Absätze außer dem, in dem Sie schreiben, abblenden.</translation>
    </message>
    <message>
        <source>Typewriter</source>
        <translation>Schreibmaschine</translation>
    </message>
    <message>
        <source>Keep the line written in at the same height.</source>
        <translation>Die Zeile, in der Sie schreiben, auf gleicher Höhe halten.</translation>
    </message>
    <message>
        <source>Spelling</source>
        <translation>Rechtschreibung</translation>
    </message>
    <message>
        <source>Underline words the dictionary does not know.</source>
        <translation>Wörter unterstreichen, die das Wörterbuch nicht kennt.</translation>
    </message>
    <message>
        <source>Next Document</source>
        <translation>Nächstes Dokument</translation>
    </message>
    <message>
        <source>Show the document in the tab to the right.</source>
        <translation>Das Dokument im Reiter rechts zeigen.</translation>
    </message>
    <message>
        <source>Previous Document</source>
        <translation>Vorheriges Dokument</translation>
    </message>
    <message>
        <source>Show the document in the tab to the left.</source>
        <translation>Das Dokument im Reiter links zeigen.</translation>
    </message>
    <message>
        <source>Full Screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Let the window fill the screen, or give it back its size.</source>
        <translation>Das Fenster den Bildschirm füllen lassen oder ihm seine Größe zurückgeben.</translation>
    </message>
    <message>
        <source>All Commands…</source>
        <translation>Alle Befehle …</translation>
    </message>
    <message>
        <source>Search for a command by its name.</source>
        <translation>Einen Befehl nach seinem Namen suchen.</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Search for a command, a document, a heading or a setting</source>
        <translation>Befehl, Dokument, Überschrift oder Einstellung suchen</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>Was passt</translation>
    </message>
    <message>
        <source>Nothing is called that.</source>
        <translation>Nichts heißt so.</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>What changed</source>
        <translation>Was sich geändert hat</translation>
    </message>
    <message>
        <source>No differences</source>
        <translation>Keine Unterschiede</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>added “%1”</source>
        <translation>„%1“ eingefügt</translation>
    </message>
    <message>
        <source>deleted “%1”</source>
        <translation>„%1“ gelöscht</translation>
    </message>
    <message>
        <source>“%1” became “%2”</source>
        <translation>„%1“ wurde zu „%2“</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>Änderung %1</translation>
    </message>
    <message>
        <source>Inline</source>
        <translation>Im Text</translation>
    </message>
    <message>
        <source>Side by Side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Change in the light</source>
        <translation>Änderung im Blick</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Back to the Text</source>
        <translation>Zurück zum Text</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Untitled</source>
        <translation>Ohne Titel</translation>
    </message>
</context>
<context>
    <name>DifferenceDialog</name>
    <message>
        <source>The text against its file</source>
        <translation>Der Text gegen seine Datei</translation>
    </message>
    <message>
        <source>Struck: only in the file %1.  Underlined: only in the text here.</source>
        <translation>Durchgestrichen: nur in der Datei %1.  Unterstrichen: nur im Text hier.</translation>
    </message>
    <message>
        <source>&amp;Take the File</source>
        <translation>&amp;Datei übernehmen</translation>
    </message>
    <message>
        <source>The text becomes what the file holds; the text before stays in the history.</source>
        <translation>Der Text wird, was in der Datei steht; der bisherige bleibt im Verlauf.</translation>
    </message>
    <message>
        <source>&amp;Keep Mine</source>
        <translation>&amp;Meinen behalten</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
</context>
<context>
    <name>DifferencePane</name>
    <message>
        <source>Previous difference</source>
        <translation>Vorheriger Unterschied</translation>
    </message>
    <message>
        <source>Next difference</source>
        <translation>Nächster Unterschied</translation>
    </message>
    <message>
        <source>No differences</source>
        <translation>Keine Unterschiede</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>DiskBar</name>
    <message>
        <source>Show &amp;Differences</source>
        <translation>&amp;Unterschiede zeigen</translation>
    </message>
    <message>
        <source>&amp;Take the File</source>
        <translation>&amp;Datei übernehmen</translation>
    </message>
    <message>
        <source>&amp;Keep Mine</source>
        <translation>&amp;Meinen behalten</translation>
    </message>
    <message>
        <source>&amp;Save It Again</source>
        <translation>&amp;Erneut speichern</translation>
    </message>
    <message>
        <source>Save &amp;As…</source>
        <translation>Speichern &amp;unter …</translation>
    </message>
    <message>
        <source>&amp;Leave It</source>
        <translation>So &amp;lassen</translation>
    </message>
    <message>
        <source>%1 was changed by another program, and here as well. Nothing is lost.</source>
        <translation>%1 wurde von einem anderen Programm geändert und auch hier. Nichts ist verloren.</translation>
    </message>
    <message>
        <source>%1 is not there any more: it was deleted, moved or renamed. Your text stays here.</source>
        <translation>%1 ist nicht mehr da: gelöscht, verschoben oder umbenannt. Ihr Text bleibt hier.</translation>
    </message>
    <message>
        <source>%1 cannot be read just now. Your text stays here.</source>
        <translation>%1 lässt sich gerade nicht lesen. Ihr Text bleibt hier.</translation>
    </message>
</context>
<context>
    <name>Draft</name>
    <message>
        <source>The document was also changed elsewhere; that state is in the history.</source>
        <translation>Das Dokument wurde auch anderswo geändert; dieser Stand ist im Verlauf.</translation>
    </message>
    <message>
        <source>What you wrote there: “{text}”</source>
        <translation>Was Sie dort geschrieben haben: „{text}“</translation>
    </message>
    <message>
        <source>There is no decision to take back.</source>
        <translation>Es gibt keine Entscheidung zurückzunehmen.</translation>
    </message>
    <message>
        <source>The text was edited since that decision, so it stands.</source>
        <translation>Der Text wurde seit dieser Entscheidung bearbeitet; sie bleibt bestehen.</translation>
    </message>
    <message numerus="yes">
        <source>Waiting again: %Ln suggestion(s).</source>
        <translation>
            <numerusform>Wieder offen: %Ln Vorschlag.</numerusform>
            <numerusform>Wieder offen: %Ln Vorschläge.</numerusform>
        </translation>
    </message>
    <message>
        <source>The older text is restored.</source>
        <translation>Der ältere Text ist wiederhergestellt.</translation>
    </message>
    <message>
        <source>Saved {name}</source>
        <translation>{name} gespeichert</translation>
    </message>
    <message>
        <source>{title} was changed by another program, and is shown as it is now.</source>
        <translation>{title} wurde von einem anderen Programm geändert und wird gezeigt, wie es jetzt ist.</translation>
    </message>
    <message>
        <source>The text before is in the history.</source>
        <translation>Der bisherige Text ist im Verlauf.</translation>
    </message>
    <message>
        <source>The other text is in the history.</source>
        <translation>Der andere Text ist im Verlauf.</translation>
    </message>
    <message>
        <source>Wrote a copy to {name}</source>
        <translation>Kopie nach {name} geschrieben</translation>
    </message>
    <message>
        <source>What was typed could not be recorded: {error}.</source>
        <translation>Das Geschriebene ließ sich nicht festhalten: {error}.</translation>
    </message>
    <message>
        <source>It is kept in {place} until then.</source>
        <translation>Bis dahin ist es in {place} bewahrt.</translation>
    </message>
    <message>
        <source>It is nowhere but on the screen: copy it.</source>
        <translation>Es steht nur auf dem Bildschirm: Kopieren Sie es.</translation>
    </message>
    <message>
        <source>A suggestion was left: the text there was edited since.</source>
        <translation>Ein Vorschlag blieb liegen: Der Text dort wurde inzwischen bearbeitet.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln suggestion(s) were left: the text there was edited since.</source>
        <translation>
            <numerusform>%Ln Vorschlag blieb liegen: Der Text dort wurde inzwischen bearbeitet.</numerusform>
            <numerusform>%Ln Vorschläge blieben liegen: Der Text dort wurde inzwischen bearbeitet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Write here, or open a file.</source>
        <translation>Schreiben Sie hier, oder öffnen Sie eine Datei.</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>Suggested: “{before}” → “{after}”</source>
        <translation>Vorgeschlagen: „{before}“ → „{after}“</translation>
    </message>
</context>
<context>
    <name>Face</name>
    <message>
        <source>The best one here</source>
        <translation>Die beste vorhandene</translation>
    </message>
</context>
<context>
    <name>FileControls</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Export a Copy</source>
        <translation>Kopie exportieren</translation>
    </message>
    <message>
        <source>Word document with tracked changes</source>
        <translation>Word-Dokument mit Änderungsverfolgung</translation>
    </message>
    <message>
        <source>Export with Suggestions</source>
        <translation>Mit Vorschlägen exportieren</translation>
    </message>
    <message>
        <source>Patches</source>
        <translation>Patches</translation>
    </message>
    <message>
        <source>Import Suggestions</source>
        <translation>Vorschläge importieren</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>Ersetzen durch</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>Alle ersetzen</translation>
    </message>
    <message>
        <source>Ctrl+Return</source>
        <translation>Strg+Eingabe</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Back to the text (Esc)</source>
        <translation>Zurück zum Text (Esc)</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} von {count}</translation>
    </message>
    <message>
        <source>{where}, from the other end</source>
        <translation>{where}, vom anderen Ende her</translation>
    </message>
    <message>
        <source>The text was changed meanwhile. Nothing was replaced.</source>
        <translation>Der Text wurde inzwischen geändert. Nichts wurde ersetzt.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln replaced</source>
        <translation>
            <numerusform>%Ln ersetzt</numerusform>
            <numerusform>%Ln ersetzt</numerusform>
        </translation>
    </message>
    <message>
        <source>More than {count}</source>
        <translation>Mehr als {count}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln found</source>
        <translation>
            <numerusform>%Ln gefunden</numerusform>
            <numerusform>%Ln gefunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Select the part of the text first</source>
        <translation>Wählen Sie erst den Teil des Textes aus</translation>
    </message>
    <message>
        <source>Match case (Alt+C)</source>
        <translation>Groß-/Kleinschreibung beachten (Alt+C)</translation>
    </message>
    <message>
        <source>Whole words (Alt+W)</source>
        <translation>Ganze Wörter (Alt+W)</translation>
    </message>
    <message>
        <source>Regular expression (Alt+X)</source>
        <translation>Regulärer Ausdruck (Alt+X)</translation>
    </message>
    <message>
        <source>Only in the selection (Alt+L)</source>
        <translation>Nur in der Auswahl (Alt+L)</translation>
    </message>
    <message>
        <source>Replace as well</source>
        <translation>Auch ersetzen</translation>
    </message>
    <message>
        <source>Match before (Shift+F3)</source>
        <translation>Voriger Treffer (Umschalt+F3)</translation>
    </message>
    <message>
        <source>Next match (F3)</source>
        <translation>Nächster Treffer (F3)</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Review</source>
        <translation>Durchsehen</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>The text itself</source>
        <translation>Der Text selbst</translation>
    </message>
    <message>
        <source>The suggestions in the text</source>
        <translation>Die Vorschläge im Text</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>vor %n Minute</numerusform>
            <numerusform>vor %n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>vor %n Stunde</numerusform>
            <numerusform>vor %n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>vor %n Tag</numerusform>
            <numerusform>vor %n Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 word</source>
        <translation>%1 Wort</translation>
    </message>
    <message>
        <source>%1 words</source>
        <translation>%1 Wörter</translation>
    </message>
    <message>
        <source>A model</source>
        <translation>Ein Modell</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>Die Datei</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Erbeten</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>Startwert %1</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>Fassung</translation>
    </message>
    <message>
        <source>Typed and deleted again</source>
        <translation>Getippt und wieder gelöscht</translation>
    </message>
    <message>
        <source>Spaces and line breaks</source>
        <translation>Leerzeichen und Umbrüche</translation>
    </message>
    <message>
        <source>Typed “%1”</source>
        <translation>„%1“ geschrieben</translation>
    </message>
    <message>
        <source>Deleted “%1”</source>
        <translation>„%1“ gelöscht</translation>
    </message>
    <message>
        <source>Beginning</source>
        <translation>Anfang</translation>
    </message>
    <message>
        <source>Read from the file again</source>
        <translation>Neu aus der Datei gelesen</translation>
    </message>
    <message numerus="yes">
        <source>Proposal of %Ln suggestion(s)</source>
        <translation>
            <numerusform>Entwurf mit %Ln Vorschlag</numerusform>
            <numerusform>Entwurf mit %Ln Vorschlägen</numerusform>
        </translation>
    </message>
    <message>
        <source>Decision taken back</source>
        <translation>Entscheidung zurückgenommen</translation>
    </message>
    <message>
        <source>Restored revision %1</source>
        <translation>Fassung %1 wiederhergestellt</translation>
    </message>
    <message>
        <source>Restored</source>
        <translation>Wiederhergestellt</translation>
    </message>
    <message>
        <source>Accepted, taken back since</source>
        <translation>Angenommen, seither zurückgenommen</translation>
    </message>
    <message>
        <source>Rejected, taken back since</source>
        <translation>Abgelehnt, seither zurückgenommen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln suggestion(s) accepted</source>
        <translation>
            <numerusform>%Ln Vorschlag angenommen</numerusform>
            <numerusform>%Ln Vorschläge angenommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln suggestion(s) rejected</source>
        <translation>
            <numerusform>%Ln Vorschlag abgelehnt</numerusform>
            <numerusform>%Ln Vorschläge abgelehnt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryDelegate</name>
    <message>
        <source>A name for this revision</source>
        <translation>Ein Name für diese Fassung</translation>
    </message>
    <message>
        <source>Name of the revision; empty for none</source>
        <translation>Name der Fassung; leer für keinen</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>Revisions, newest first</source>
        <translation>Fassungen, die neueste zuerst</translation>
    </message>
    <message>
        <source>Choose one to compare it with the text as it is, or two to compare them. F2 names one.</source>
        <translation>Wählen Sie eine, um sie mit dem jetzigen Text zu vergleichen, oder zwei für einen Vergleich. F2 benennt eine.</translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <source>Named</source>
        <translation>Benannt</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln revision(s)</source>
        <translation>
            <numerusform>%Ln Fassung</numerusform>
            <numerusform>%Ln Fassungen</numerusform>
        </translation>
    </message>
    <message>
        <source>unfolded</source>
        <translation>aufgeklappt</translation>
    </message>
    <message>
        <source>folded</source>
        <translation>zugeklappt</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>Search the history</source>
        <translation>Verlauf durchsuchen</translation>
    </message>
    <message>
        <source>Which revisions are listed</source>
        <translation>Welche Fassungen aufgelistet sind</translation>
    </message>
    <message>
        <source>Nothing fits.</source>
        <translation>Nichts passt.</translation>
    </message>
    <message>
        <source>About the chosen revision</source>
        <translation>Zur gewählten Fassung</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Named</source>
        <translation>Benannt</translation>
    </message>
    <message>
        <source>Typing</source>
        <translation>Geschriebenes</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Entscheidungen</translation>
    </message>
    <message>
        <source>Proposals</source>
        <translation>Entwürfe</translation>
    </message>
    <message>
        <source>File and restored</source>
        <translation>Datei und Wiederhergestelltes</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Suche …</translation>
    </message>
    <message numerus="yes">
        <source>%n revision(s) chosen</source>
        <translation>
            <numerusform>%n Fassung gewählt</numerusform>
            <numerusform>%n Fassungen gewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>The oldest and the newest of them are compared.</source>
        <translation>Die älteste und die neueste davon werden verglichen.</translation>
    </message>
</context>
<context>
    <name>HunkDetails</name>
    <message>
        <source>About the chosen suggestion</source>
        <translation>Zum gewählten Vorschlag</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Erneut fragen</translation>
    </message>
    <message>
        <source>Give the same instruction for the sentence that is there now</source>
        <translation>Dieselbe Anweisung für den Satz geben, der jetzt dort steht</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Take it off the list; the text stays as it is</source>
        <translation>Von der Liste nehmen; der Text bleibt, wie er ist</translation>
    </message>
    <message>
        <source>{share} sure</source>
        <translation>{share} sicher</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Erbeten</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>what the model found</source>
        <translation>was das Modell fand</translation>
    </message>
    <message>
        <source>strength {share}</source>
        <translation>Stärke {share}</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Wie</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n Schritt</numerusform>
            <numerusform>%n Schritte</numerusform>
        </translation>
    </message>
    <message>
        <source>seed {number}</source>
        <translation>Startwert {number}</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>Was about</source>
        <translation>Betraf</translation>
    </message>
    <message>
        <source>Suggested</source>
        <translation>Vorgeschlagen</translation>
    </message>
    <message>
        <source>There now</source>
        <translation>Jetzt dort</translation>
    </message>
</context>
<context>
    <name>HunkFilter</name>
    <message>
        <source>Search suggestions</source>
        <translation>Vorschläge durchsuchen</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Kind of change</source>
        <translation>Art der Änderung</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>At most this sure, instead of at least</source>
        <translation>Höchstens so sicher statt mindestens</translation>
    </message>
    <message>
        <source>At least or at most this sure</source>
        <translation>Mindestens oder höchstens so sicher</translation>
    </message>
    <message>
        <source>How sure the model is, in percent</source>
        <translation>Wie sicher das Modell ist, in Prozent</translation>
    </message>
    <message>
        <source>Waiting  {count}</source>
        <translation>Offen  {count}</translation>
    </message>
    <message>
        <source>Text changed  {count}</source>
        <translation>Text geändert  {count}</translation>
    </message>
    <message>
        <source>Every kind</source>
        <translation>Jede Art</translation>
    </message>
    <message>
        <source>Every model</source>
        <translation>Jedes Modell</translation>
    </message>
    <message>
        <source>{sign} {share}: {count} of {total}</source>
        <translation>{sign} {share}: {count} von {total}</translation>
    </message>
    <message>
        <source>By place</source>
        <translation>Nach Stelle</translation>
    </message>
    <message>
        <source>Surest first</source>
        <translation>Sicherste zuerst</translation>
    </message>
    <message>
        <source>Least sure first</source>
        <translation>Unsicherste zuerst</translation>
    </message>
</context>
<context>
    <name>HunkList</name>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
</context>
<context>
    <name>HunkModel</name>
    <message>
        <source>text changed since</source>
        <translation>Text seither geändert</translation>
    </message>
    <message>
        <source>overlaps another</source>
        <translation>überschneidet sich mit einem anderen</translation>
    </message>
</context>
<context>
    <name>InstructionBar</name>
    <message>
        <source>Kind of change</source>
        <translation>Art der Änderung</translation>
    </message>
    <message>
        <source>Whole document</source>
        <translation>Ganzes Dokument</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>Abschnitt</translation>
    </message>
    <message>
        <source>Paragraph</source>
        <translation>Absatz</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Strength, boldness, model, seed and presets</source>
        <translation>Stärke, Kühnheit, Modell, Startzahl und Vorlagen</translation>
    </message>
    <message>
        <source>Suggest</source>
        <translation>Vorschlagen</translation>
    </message>
    <message>
        <source>Ask for suggestions; nothing changes until you accept it</source>
        <translation>Um Vorschläge bitten; nichts ändert sich, bevor Sie es annehmen</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>Was nicht gelang</translation>
    </message>
    <message>
        <source>Try the failed parts again</source>
        <translation>Fehlgeschlagenes noch einmal versuchen</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>Wie es ausging</translation>
    </message>
    <message>
        <source>How far the job is</source>
        <translation>Wie weit der Auftrag ist</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Keeps as they are: {terms}</source>
        <translation>Bleibt, wie es ist: {terms}</translation>
    </message>
    <message>
        <source>The model {name} of this preset is not installed; another one is asked.</source>
        <translation>Das Modell {name} dieser Vorlage ist nicht installiert; ein anderes wird gefragt.</translation>
    </message>
    <message>
        <source>The model {model} was not trained for “{intent}”. It can: {known}.</source>
        <translation>Das Modell {model} wurde für „{intent}“ nicht trainiert. Es kann: {known}.</translation>
    </message>
    <message>
        <source>The chosen model was not trained for this</source>
        <translation>Das gewählte Modell wurde dafür nicht trainiert</translation>
    </message>
    <message>
        <source>In my words</source>
        <translation>Mit meinen Worten</translation>
    </message>
</context>
<context>
    <name>InstructionMore</name>
    <message>
        <source>Only what the model is nearly certain of</source>
        <translation>Nur, worin sich das Modell fast sicher ist</translation>
    </message>
    <message>
        <source>What is more likely to help than to disturb</source>
        <translation>Was eher hilft als stört</translation>
    </message>
    <message>
        <source>Everything worth a look; more of it will be wrong</source>
        <translation>Alles, was einen Blick wert ist; mehr davon wird falsch sein</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>Boldness</source>
        <translation>Kühnheit</translation>
    </message>
    <message>
        <source>How sure the model must be before it suggests a change</source>
        <translation>Wie sicher sich das Modell sein muss, bevor es eine Änderung vorschlägt</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Which model is asked</source>
        <translation>Welches Modell gefragt wird</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startzahl</translation>
    </message>
    <message>
        <source>The same seed gives the same suggestions; another one writes anew what is written anew</source>
        <translation>Dieselbe Startzahl ergibt dieselben Vorschläge; mit einer anderen fällt neu Geschriebenes anders aus</translation>
    </message>
    <message>
        <source>Another try</source>
        <translation>Neuer Versuch</translation>
    </message>
    <message>
        <source>Ask the same once more, with another seed</source>
        <translation>Dasselbe noch einmal fragen, mit einer anderen Startzahl</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Instructions kept under a name</source>
        <translation>Anweisungen, die unter einem Namen aufgehoben sind</translation>
    </message>
    <message>
        <source>{share} bold</source>
        <translation>{share} kühn</translation>
    </message>
    <message>
        <source>Built-in</source>
        <translation>Eingebaut</translation>
    </message>
    <message>
        <source>What the model finds</source>
        <translation>Was das Modell findet</translation>
    </message>
    <message>
        <source>Rewrite</source>
        <translation>Umschreiben</translation>
    </message>
    <message>
        <source>Up to {share} of words</source>
        <translation>Bis zu {share} der Wörter</translation>
    </message>
</context>
<context>
    <name>Intent</name>
    <message>
        <source>Fix</source>
        <translation>Korrigieren</translation>
    </message>
    <message>
        <source>correct grammar, spelling and punctuation</source>
        <translation>Grammatik, Rechtschreibung und Zeichensetzung berichtigen</translation>
    </message>
    <message>
        <source>Clarity</source>
        <translation>Klarheit</translation>
    </message>
    <message>
        <source>make it clearer</source>
        <translation>klarer sagen</translation>
    </message>
    <message>
        <source>Fluency</source>
        <translation>Lesefluss</translation>
    </message>
    <message>
        <source>make it read smoothly</source>
        <translation>flüssiger lesbar machen</translation>
    </message>
    <message>
        <source>Simplify</source>
        <translation>Vereinfachen</translation>
    </message>
    <message>
        <source>use simpler words and sentences</source>
        <translation>einfachere Wörter und Sätze verwenden</translation>
    </message>
    <message>
        <source>Shorten</source>
        <translation>Kürzen</translation>
    </message>
    <message>
        <source>say it in fewer words</source>
        <translation>mit weniger Worten sagen</translation>
    </message>
    <message>
        <source>Formal</source>
        <translation>Förmlich</translation>
    </message>
    <message>
        <source>use a more formal tone</source>
        <translation>einen förmlicheren Ton wählen</translation>
    </message>
    <message>
        <source>Neutral</source>
        <translation>Neutral</translation>
    </message>
    <message>
        <source>remove bias and opinion</source>
        <translation>Wertung und Meinung entfernen</translation>
    </message>
    <message>
        <source>Paraphrase</source>
        <translation>Umschreiben</translation>
    </message>
    <message>
        <source>say the same in other words</source>
        <translation>dasselbe mit anderen Worten sagen</translation>
    </message>
    <message>
        <source>Infill</source>
        <translation>Ergänzen</translation>
    </message>
    <message>
        <source>fill in what is missing</source>
        <translation>einsetzen, was fehlt</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>Mit Worten</translation>
    </message>
</context>
<context>
    <name>JobsDialog</name>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>Anweisung</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Show the Document</source>
        <translation>Dokument zeigen</translation>
    </message>
    <message>
        <source>Cancel the Job</source>
        <translation>Auftrag abbrechen</translation>
    </message>
    <message>
        <source>Go On</source>
        <translation>Weitermachen</translation>
    </message>
    <message>
        <source>Ask for the parts that failed or were cancelled</source>
        <translation>Nach den Teilen fragen, die fehlgeschlagen oder abgebrochen sind</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Nothing was asked for yet.</source>
        <translation>Noch wurde nichts in Auftrag gegeben.</translation>
    </message>
</context>
<context>
    <name>Locking</name>
    <message>
        <source>There is no text where the caret is.</source>
        <translation>Wo die Schreibmarke steht, ist kein Text.</translation>
    </message>
    <message>
        <source>Unlocked.</source>
        <translation>Freigegeben.</translation>
    </message>
    <message>
        <source>Locked: no suggestion will change it.</source>
        <translation>Gesperrt: kein Vorschlag wird es ändern.</translation>
    </message>
    <message>
        <source>Select a few words to lock them wherever they stand.</source>
        <translation>Wählen Sie einige Wörter aus, um sie überall zu sperren.</translation>
    </message>
    <message>
        <source>Locked wherever it stands: {term}</source>
        <translation>Überall gesperrt: {term}</translation>
    </message>
    <message>
        <source>Lock Selection</source>
        <translation>Auswahl sperren</translation>
    </message>
    <message>
        <source>Lock Paragraph</source>
        <translation>Absatz sperren</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Lock Term</source>
        <translation>Begriff sperren</translation>
    </message>
</context>
<context>
    <name>LocksDialog</name>
    <message>
        <source>Locked Text</source>
        <translation>Gesperrter Text</translation>
    </message>
    <message>
        <source>Locked text</source>
        <translation>Gesperrter Text</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Show in the Text</source>
        <translation>Im Text zeigen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Nothing is locked. Lock a selection, the paragraph at the caret or a term from the menu Suggest.</source>
        <translation>Nichts ist gesperrt. Sperren Sie eine Auswahl, den Absatz an der Schreibmarke oder einen Begriff im Menü Vorschlagen.</translation>
    </message>
    <message>
        <source>No suggestion changes any of this.</source>
        <translation>Kein Vorschlag ändert etwas davon.</translation>
    </message>
    <message>
        <source>Term: {text}</source>
        <translation>Begriff: {text}</translation>
    </message>
    <message>
        <source>Not in the text just now: {text}</source>
        <translation>Gerade nicht im Text: {text}</translation>
    </message>
</context>
<context>
    <name>LookingBack</name>
    <message>
        <source>the text as it is</source>
        <translation>der Text, wie er ist</translation>
    </message>
</context>
<context>
    <name>MarkBar</name>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>Suggestions whose text changed</source>
        <translation>Vorschläge, deren Text sich geändert hat</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>The current suggestion</source>
        <translation>Der aktuelle Vorschlag</translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message>
        <source>File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>Suggest</source>
        <translation>&amp;Vorschlagen</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>D&amp;urchsehen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Ver&amp;lauf</translation>
    </message>
    <message>
        <source>View</source>
        <translation>&amp;Ansicht</translation>
    </message>
</context>
<context>
    <name>Mishaps</name>
    <message>
        <source>Something went wrong inside Redraft. Your text is safe, and you can go on writing.</source>
        <translation>In Redraft ist etwas schiefgegangen. Ihr Text ist sicher, und Sie können weiterschreiben.</translation>
    </message>
    <message>
        <source>Details are in %1</source>
        <translation>Einzelheiten stehen in %1</translation>
    </message>
</context>
<context>
    <name>Notifications</name>
    <message>
        <source>A part failed. {message}</source>
        <translation>Ein Teil ist fehlgeschlagen. {message}</translation>
    </message>
    <message>
        <source>Done: {found}.</source>
        <translation>Fertig: {found}.</translation>
    </message>
</context>
<context>
    <name>OutlineModel</name>
    <message>
        <source>Level {level}: {title}</source>
        <translation>Ebene {level}: {title}</translation>
    </message>
</context>
<context>
    <name>OutlinePanel</name>
    <message>
        <source>Outline</source>
        <translation>Gliederung</translation>
    </message>
    <message>
        <source>No headings. A line that begins with # is one.</source>
        <translation>Keine Überschriften. Eine Zeile, die mit # beginnt, ist eine.</translation>
    </message>
    <message>
        <source>Headings</source>
        <translation>Überschriften</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Kept in the library, not in a file yet</source>
        <translation>In der Bibliothek, noch in keiner Datei</translation>
    </message>
    <message>
        <source>New document</source>
        <translation>Neues Dokument</translation>
    </message>
    <message>
        <source>not there any more, kept in the library</source>
        <translation>nicht mehr da, in der Bibliothek bewahrt</translation>
    </message>
    <message>
        <source>edited, kept in the library</source>
        <translation>bearbeitet, in der Bibliothek bewahrt</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>gespeichert</translation>
    </message>
    <message>
        <source>Save As</source>
        <translation>Speichern unter</translation>
    </message>
    <message>
        <source>Write over it</source>
        <translation>Überschreiben</translation>
    </message>
    <message>
        <source>Save As…</source>
        <translation>Speichern unter …</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Open document</source>
        <translation>Offenes Dokument</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>Überschrift</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>PresetKeeping</name>
    <message>
        <source>Save as Preset…</source>
        <translation>Als Vorlage speichern …</translation>
    </message>
    <message>
        <source>Edit Presets…</source>
        <translation>Vorlagen bearbeiten …</translation>
    </message>
    <message>
        <source>Preset: {name}</source>
        <translation>Vorlage: {name}</translation>
    </message>
    <message>
        <source>Choose a kind of change, or say it in your own words, to keep it.</source>
        <translation>Wählen Sie eine Art der Änderung, oder sagen Sie es in eigenen Worten, um es aufzuheben.</translation>
    </message>
    <message>
        <source>Kept as a preset: {name}</source>
        <translation>Als Vorlage aufgehoben: {name}</translation>
    </message>
</context>
<context>
    <name>PresetsDialog</name>
    <message>
        <source>Presets</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>No presets yet. Say in the instruction bar what you want, and save that.</source>
        <translation>Noch keine Vorlagen. Sagen Sie in der Anweisungsleiste, was Sie möchten, und speichern Sie das.</translation>
    </message>
    <message>
        <source>Instructions kept under a name.</source>
        <translation>Anweisungen, die unter einem Namen aufgehoben sind.</translation>
    </message>
    <message>
        <source>Strength {share}</source>
        <translation>Stärke {share}</translation>
    </message>
    <message>
        <source>Keeps as they are: {terms}</source>
        <translation>Bleibt, wie es ist: {terms}</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>Print</source>
        <translation>Drucken</translation>
    </message>
    <message numerus="yes">
        <source>%Ln page(s) printed</source>
        <translation>
            <numerusform>%Ln Seite gedruckt</numerusform>
            <numerusform>%Ln Seiten gedruckt</numerusform>
        </translation>
    </message>
    <message>
        <source>Export as PDF</source>
        <translation>Als PDF exportieren</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Written to {path}</source>
        <translation>Geschrieben nach {path}</translation>
    </message>
    <message>
        <source>Making pages…</source>
        <translation>Seiten werden gesetzt …</translation>
    </message>
</context>
<context>
    <name>Reason</name>
    <message>
        <source>No document is shown.</source>
        <translation>Es ist kein Dokument zu sehen.</translation>
    </message>
    <message>
        <source>There is only one document.</source>
        <translation>Es gibt nur ein Dokument.</translation>
    </message>
    <message>
        <source>No document was closed.</source>
        <translation>Es wurde kein Dokument geschlossen.</translation>
    </message>
    <message>
        <source>Everything is saved.</source>
        <translation>Alles ist gespeichert.</translation>
    </message>
    <message>
        <source>The document has no file yet.</source>
        <translation>Das Dokument hat noch keine Datei.</translation>
    </message>
    <message>
        <source>No recovered text waits.</source>
        <translation>Kein wiederhergestellter Text wartet.</translation>
    </message>
    <message>
        <source>No suggestions wait.</source>
        <translation>Es warten keine Vorschläge.</translation>
    </message>
    <message>
        <source>This belongs to the review.</source>
        <translation>Das gehört zur Durchsicht.</translation>
    </message>
    <message>
        <source>Not during the review.</source>
        <translation>Nicht während der Durchsicht.</translation>
    </message>
    <message>
        <source>No suggestion is chosen.</source>
        <translation>Kein Vorschlag ist gewählt.</translation>
    </message>
    <message>
        <source>The list shows no suggestion.</source>
        <translation>Die Liste zeigt keinen Vorschlag.</translation>
    </message>
    <message>
        <source>The list shows no suggestion that can be accepted.</source>
        <translation>Die Liste zeigt keinen Vorschlag, der sich annehmen lässt.</translation>
    </message>
    <message>
        <source>No suggestion is chosen whose text changed since.</source>
        <translation>Es ist kein Vorschlag gewählt, dessen Text sich seither geändert hat.</translation>
    </message>
    <message>
        <source>No decision can be taken back.</source>
        <translation>Keine Entscheidung lässt sich zurücknehmen.</translation>
    </message>
    <message>
        <source>No job is running.</source>
        <translation>Kein Auftrag läuft.</translation>
    </message>
    <message>
        <source>A job is running.</source>
        <translation>Ein Auftrag läuft.</translation>
    </message>
    <message>
        <source>Nothing failed.</source>
        <translation>Nichts ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>No older revision is shown.</source>
        <translation>Es ist keine ältere Fassung zu sehen.</translation>
    </message>
    <message>
        <source>No revisions are compared.</source>
        <translation>Es werden keine Fassungen verglichen.</translation>
    </message>
    <message>
        <source>Not while revisions are compared.</source>
        <translation>Nicht, während Fassungen verglichen werden.</translation>
    </message>
    <message>
        <source>Nothing differs.</source>
        <translation>Nichts unterscheidet sich.</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>Es gibt nichts zurückzunehmen.</translation>
    </message>
    <message>
        <source>There is nothing to redo.</source>
        <translation>Es gibt nichts wiederherzustellen.</translation>
    </message>
    <message>
        <source>Not just now.</source>
        <translation>Jetzt gerade nicht.</translation>
    </message>
    <message>
        <source>It types or moves in the text. Use it with Ctrl or Alt, or take a function key.</source>
        <translation>Die Taste schreibt oder bewegt sich im Text. Nehmen Sie Strg oder Alt dazu oder eine Funktionstaste.</translation>
    </message>
    <message>
        <source>Esc always goes back.</source>
        <translation>Esc führt immer zurück.</translation>
    </message>
    <message>
        <source>It edits or moves in the text.</source>
        <translation>Die Taste bearbeitet den Text oder bewegt sich in ihm.</translation>
    </message>
    <message>
        <source>It belongs to the system.</source>
        <translation>Die Taste gehört dem System.</translation>
    </message>
    <message>
        <source>It opens a menu.</source>
        <translation>Die Taste öffnet ein Menü.</translation>
    </message>
    <message>
        <source>It is more than four strokes.</source>
        <translation>Das sind mehr als vier Anschläge.</translation>
    </message>
</context>
<context>
    <name>RecentMenu</name>
    <message>
        <source>Clear Missing Files</source>
        <translation>Fehlende Dateien entfernen</translation>
    </message>
    <message>
        <source>Clear List</source>
        <translation>Liste leeren</translation>
    </message>
    <message>
        <source>No recent files</source>
        <translation>Keine zuletzt geöffneten Dateien</translation>
    </message>
    <message>
        <source>%1 is not there any more</source>
        <translation>%1 ist nicht mehr da</translation>
    </message>
</context>
<context>
    <name>Recovering</name>
    <message>
        <source>There is no recovered text to decide about any more.</source>
        <translation>Es gibt keinen wiederhergestellten Text mehr, über den zu entscheiden wäre.</translation>
    </message>
    <message>
        <source>Redraft ended unexpectedly the last time. Nothing was lost.</source>
        <translation>Redraft endete beim letzten Mal unerwartet. Nichts ging verloren.</translation>
    </message>
    <message>
        <source>Details are in %1</source>
        <translation>Näheres steht in %1</translation>
    </message>
</context>
<context>
    <name>RecoveryDialog</name>
    <message>
        <source>Recovered Text</source>
        <translation>Wiederhergestellter Text</translation>
    </message>
    <message>
        <source>Documents with recovered text</source>
        <translation>Dokumente mit wiederhergestelltem Text</translation>
    </message>
    <message>
        <source>&amp;Keep Recovered</source>
        <translation>&amp;Wiederhergestellten behalten</translation>
    </message>
    <message>
        <source>Use the &amp;File</source>
        <translation>&amp;Datei verwenden</translation>
    </message>
    <message>
        <source>Decide &amp;Later</source>
        <translation>&amp;Später entscheiden</translation>
    </message>
    <message>
        <source>It was never saved to a file.</source>
        <translation>Er wurde nie in einer Datei gespeichert.</translation>
    </message>
    <message>
        <source>Recovered text. %1</source>
        <translation>Wiederhergestellter Text. %1</translation>
    </message>
    <message>
        <source>Underlined: only in the recovered text.  Struck: only in the file on disk.</source>
        <translation>Unterstrichen: nur im wiederhergestellten Text.  Durchgestrichen: nur in der Datei.</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Vergleiche …</translation>
    </message>
    <message>
        <source>keep recovered</source>
        <translation>wiederhergestellten behalten</translation>
    </message>
    <message>
        <source>use the file</source>
        <translation>Datei verwenden</translation>
    </message>
    <message>
        <source>decide later</source>
        <translation>später entscheiden</translation>
    </message>
    <message>
        <source>Redraft ended unexpectedly</source>
        <translation>Redraft endete unerwartet</translation>
    </message>
    <message>
        <source>Recovered text</source>
        <translation>Wiederhergestellter Text</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) had text that is not in a file. It was kept.</source>
        <translation>
            <numerusform>%n Dokument hatte Text, der in keiner Datei steht. Er ist bewahrt.</numerusform>
            <numerusform>%n Dokumente hatten Text, der in keiner Datei steht. Er ist bewahrt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Whichever you use, the other one stays in the history of the document.</source>
        <translation>Welchen Sie auch nehmen, der andere bleibt im Verlauf des Dokuments.</translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation>&amp;Fertig</translation>
    </message>
    <message>
        <source>What went wrong is written down in %1</source>
        <translation>Was schiefging, steht in %1</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>&amp;Zeigen</translation>
    </message>
    <message>
        <source>Show what went wrong</source>
        <translation>Zeigen, was schiefging</translation>
    </message>
</context>
<context>
    <name>ReviewCard</name>
    <message>
        <source>Current suggestion</source>
        <translation>Aktueller Vorschlag</translation>
    </message>
    <message>
        <source>Previous suggestion (P)</source>
        <translation>Vorheriger Vorschlag (P)</translation>
    </message>
    <message>
        <source>Next suggestion (N)</source>
        <translation>Nächster Vorschlag (N)</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} von {count}</translation>
    </message>
    <message>
        <source>No suggestion is chosen.</source>
        <translation>Kein Vorschlag ist gewählt.</translation>
    </message>
    <message>
        <source>Nothing to review</source>
        <translation>Nichts durchzusehen</translation>
    </message>
    <message>
        <source>Ask for suggestions, or go back to writing.</source>
        <translation>Bitten Sie um Vorschläge, oder schreiben Sie weiter.</translation>
    </message>
    <message>
        <source>Other suggestions, or accept and refine</source>
        <translation>Andere Vorschläge, oder annehmen und nachbessern</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
</context>
<context>
    <name>ReviewPanel</name>
    <message>
        <source>Nothing fits.</source>
        <translation>Nichts passt.</translation>
    </message>
    <message>
        <source>Nothing waits for a decision.</source>
        <translation>Nichts wartet auf eine Entscheidung.</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Dismiss all ({count})</source>
        <translation>Alle verwerfen ({count})</translation>
    </message>
    <message>
        <source>Accept shown ({count})</source>
        <translation>Gezeigte annehmen ({count})</translation>
    </message>
    <message>
        <source>Reject shown ({count})</source>
        <translation>Gezeigte ablehnen ({count})</translation>
    </message>
    <message>
        <source>Accept all ({count})</source>
        <translation>Alle annehmen ({count})</translation>
    </message>
    <message>
        <source>Reject all ({count})</source>
        <translation>Alle ablehnen ({count})</translation>
    </message>
</context>
<context>
    <name>ReviewTyping</name>
    <message>
        <source>No suggestion waits there.</source>
        <translation>Dort wartet kein Vorschlag.</translation>
    </message>
    <message>
        <source>You are typing: in the text, or in what a suggestion puts in. {accept} accepts, {reject} rejects, Tab goes on, Esc gives the letters back.</source>
        <translation>Sie schreiben: im Text oder in dem, was ein Vorschlag einsetzt. {accept} nimmt an, {reject} lehnt ab, Tab geht weiter, Esc gibt die Buchstaben zurück.</translation>
    </message>
    <message>
        <source>A accepts, R rejects, N and P go on and back. Return lets you type.</source>
        <translation>A nimmt an, R lehnt ab, N und P gehen vor und zurück. Mit Enter können Sie schreiben.</translation>
    </message>
</context>
<context>
    <name>ReviewView</name>
    <message>
        <source>Suggestions in the text</source>
        <translation>Vorschläge im Text</translation>
    </message>
</context>
<context>
    <name>Reviewing</name>
    <message numerus="yes">
        <source>That was the last one. Before it: %Ln suggestion(s) to decide. {key} goes there.</source>
        <translation>
            <numerusform>Das war der letzte. Davor: %Ln offener Vorschlag. {key} führt dorthin.</numerusform>
            <numerusform>Das war der letzte. Davor: %Ln offene Vorschläge. {key} führt dorthin.</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything is decided.</source>
        <translation>Alles ist entschieden.</translation>
    </message>
</context>
<context>
    <name>SavePresetDialog</name>
    <message>
        <source>Save as Preset</source>
        <translation>Als Vorlage speichern</translation>
    </message>
    <message>
        <source>Keep what the instruction bar says under this name:</source>
        <translation>Was die Anweisungsleiste sagt, unter diesem Namen aufheben:</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Also keep these locked terms: {terms}</source>
        <translation>Auch diese gesperrten Begriffe aufheben: {terms}</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>There is a preset of that name; it will be replaced.</source>
        <translation>Eine Vorlage heißt schon so; sie wird ersetzt.</translation>
    </message>
</context>
<context>
    <name>Setting</name>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Follow the system, or always light or dark.</source>
        <translation>Wie das System oder immer hell oder dunkel.</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Stronger colours and lines. On as well where the system asks for it.</source>
        <translation>Kräftigere Farben und Linien. Auch dann, wenn das System es verlangt.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Of menus and messages. Takes effect at the next start.</source>
        <translation>Der Menüs und Meldungen. Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Deutsch</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>Schrift</translation>
    </message>
    <message>
        <source>Of the text.</source>
        <translation>Des Textes.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Of the text, in points at 100 % zoom.</source>
        <translation>Des Textes, in Punkt bei 100 % Zoom.</translation>
    </message>
    <message>
        <source>Line height</source>
        <translation>Zeilenhöhe</translation>
    </message>
    <message>
        <source>Against the size of the letters. A change ends what Undo can take back.</source>
        <translation>Gegen die Größe der Buchstaben. Eine Änderung beendet, was sich zurücknehmen lässt.</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Letters in a full line.</source>
        <translation>Buchstaben in einer vollen Zeile.</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Highlight Markdown</source>
        <translation>Markdown hervorheben</translation>
    </message>
    <message>
        <source>Show headings, emphasis and code as such.</source>
        <translation>Überschriften, Betonung und Code als solche zeigen.</translation>
    </message>
    <message>
        <source>Focus</source>
        <translation>Fokus</translation>
    </message>
    <message>
        <source>Dim every paragraph but the one written in.</source>
        <translation>Alle Absätze außer dem, in dem Sie schreiben, abblenden.</translation>
    </message>
    <message>
        <source>Typewriter</source>
        <translation>Schreibmaschine</translation>
    </message>
    <message>
        <source>Keep the line written in at the same height.</source>
        <translation>Die Zeile, in der Sie schreiben, auf gleicher Höhe halten.</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Gliederung</translation>
    </message>
    <message>
        <source>Show the headings beside the text.</source>
        <translation>Die Überschriften neben dem Text zeigen.</translation>
    </message>
    <message>
        <source>Spelling</source>
        <translation>Rechtschreibung</translation>
    </message>
    <message>
        <source>Underline words the dictionary does not know.</source>
        <translation>Wörter unterstreichen, die das Wörterbuch nicht kennt.</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>Granularity</source>
        <translation>Körnung</translation>
    </message>
    <message>
        <source>What is shown and decided as one suggestion.</source>
        <translation>Was als ein Vorschlag gezeigt und entschieden wird.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>Wort</translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation>Satz</translation>
    </message>
    <message>
        <source>Paragraph</source>
        <translation>Absatz</translation>
    </message>
    <message>
        <source>Go on by itself</source>
        <translation>Von selbst weiter</translation>
    </message>
    <message>
        <source>After a decision, go to the next suggestion that is not decided.</source>
        <translation>Nach einer Entscheidung zum nächsten offenen Vorschlag gehen.</translation>
    </message>
    <message>
        <source>Compare side by side</source>
        <translation>Nebeneinander vergleichen</translation>
    </message>
    <message>
        <source>Show two revisions in two columns; else in one text with its changes.</source>
        <translation>Zwei Fassungen in zwei Spalten zeigen; sonst in einem Text mit seinen Änderungen.</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>Show the work</source>
        <translation>Arbeit zeigen</translation>
    </message>
    <message>
        <source>Show text being denoised while a job runs.</source>
        <translation>Den entstehenden Text zeigen, während ein Auftrag läuft.</translation>
    </message>
    <message>
        <source>Notify</source>
        <translation>Benachrichtigen</translation>
    </message>
    <message>
        <source>When a long job ends and the window is away.</source>
        <translation>Wenn ein langer Auftrag endet und das Fenster nicht vorn ist.</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Go on where I left</source>
        <translation>Dort weitermachen, wo ich war</translation>
    </message>
    <message>
        <source>Open the documents of the last time again.</source>
        <translation>Die Dokumente vom letzten Mal wieder öffnen.</translation>
    </message>
    <message>
        <source>One program</source>
        <translation>Ein Programm</translation>
    </message>
    <message>
        <source>Open files in the window that runs already, not in another program.</source>
        <translation>Dateien im schon offenen Fenster öffnen, nicht in einem weiteren Programm.</translation>
    </message>
    <message>
        <source>Model and language</source>
        <translation>Modell und Sprache</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Asked when nothing else is said.</source>
        <translation>Wird gefragt, wenn nichts anderes gesagt ist.</translation>
    </message>
    <message>
        <source>Boldness</source>
        <translation>Kühnheit</translation>
    </message>
    <message>
        <source>How unsure the model may be of what it suggests: cautious, balanced, bold, or between them.</source>
        <translation>Wie unsicher das Modell bei seinen Vorschlägen sein darf: vorsichtig, ausgewogen, kühn oder dazwischen.</translation>
    </message>
    <message>
        <source>Cautious</source>
        <translation>Vorsichtig</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Ausgewogen</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>Kühn</translation>
    </message>
    <message>
        <source>Language of new documents</source>
        <translation>Sprache neuer Dokumente</translation>
    </message>
    <message>
        <source>For spelling and suggestions, as en or en-GB.</source>
        <translation>Für Rechtschreibung und Vorschläge, etwa de oder en-GB.</translation>
    </message>
</context>
<context>
    <name>SettingGroup</name>
    <message>
        <source>All as at first</source>
        <translation>Alles wie anfangs</translation>
    </message>
    <message>
        <source>{page}: all as at first</source>
        <translation>{page}: alles wie anfangs</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>As at first</source>
        <translation>Wie anfangs</translation>
    </message>
    <message>
        <source>{setting}: as at first</source>
        <translation>{setting}: wie anfangs</translation>
    </message>
    <message>
        <source>Set by the variable {variable} of the environment.</source>
        <translation>Durch die Umgebungsvariable {variable} festgelegt.</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Search the settings</source>
        <translation>Einstellungen durchsuchen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Nothing is called that.</source>
        <translation>Nichts heißt so.</translation>
    </message>
</context>
<context>
    <name>ShortcutEditor</name>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>Befehle und ihre Tasten</translation>
    </message>
    <message>
        <source>&amp;New key:</source>
        <translation>&amp;Neue Taste:</translation>
    </message>
    <message>
        <source>Press the new key</source>
        <translation>Drücken Sie die neue Taste</translation>
    </message>
    <message>
        <source>About the new key</source>
        <translation>Zur neuen Taste</translation>
    </message>
    <message>
        <source>As at first</source>
        <translation>Wie anfangs</translation>
    </message>
    <message>
        <source>All as at first</source>
        <translation>Alles wie anfangs</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Keine Taste</translation>
    </message>
    <message>
        <source>Remove {key}</source>
        <translation>{key} entfernen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>It has this key already.</source>
        <translation>Der Befehl hat diese Taste schon.</translation>
    </message>
    <message>
        <source>{key} is the key of: {commands}</source>
        <translation>{key} gehört zu: {commands}</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Übernehmen</translation>
    </message>
</context>
<context>
    <name>SideBySide</name>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>SpellMarks</name>
    <message>
        <source>Looking for “{word}”…</source>
        <translation>Suche „{word}“ …</translation>
    </message>
    <message>
        <source>Add to Dictionary</source>
        <translation>Zum Wörterbuch hinzufügen</translation>
    </message>
    <message>
        <source>Ignore Here</source>
        <translation>Hier übergehen</translation>
    </message>
    <message>
        <source>Nothing like “{word}” is known</source>
        <translation>Nichts Ähnliches wie „{word}“ ist bekannt</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Model idle</source>
        <translation>Modell bereit</translation>
    </message>
    <message>
        <source>{part} of {whole}</source>
        <translation>{part} von {whole}</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} Min.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln character(s)</source>
        <translation>
            <numerusform>%Ln Zeichen</numerusform>
            <numerusform>%Ln Zeichen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln word(s)</source>
        <translation>
            <numerusform>%Ln Wort</numerusform>
            <numerusform>%Ln Wörter</numerusform>
        </translation>
    </message>
    <message>
        <source>No words yet</source>
        <translation>Noch keine Wörter</translation>
    </message>
</context>
<context>
    <name>TabSession</name>
    <message>
        <source>Not there any more, so left out: %1</source>
        <translation>Nicht mehr da, daher ausgelassen: %1</translation>
    </message>
</context>
<context>
    <name>TextView</name>
    <message>
        <source>Cut</source>
        <translation>Ausschneiden</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Alles auswählen</translation>
    </message>
</context>
<context>
    <name>TypingView</name>
    <message>
        <source>This is struck out. Reject the suggestion to keep it, or type beside it.</source>
        <translation>Das ist gestrichen. Lehnen Sie den Vorschlag ab, um es zu behalten, oder schreiben Sie daneben.</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Open Recent</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>Model idle</source>
        <translation>Modell bereit</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>bearbeitet</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>Insert “{after}”</source>
        <translation>„{after}“ einfügen</translation>
    </message>
    <message>
        <source>Replace “{before}” with “{after}”</source>
        <translation>„{before}“ durch „{after}“ ersetzen</translation>
    </message>
    <message>
        <source>Delete “{before}”</source>
        <translation>„{before}“ löschen</translation>
    </message>
    <message>
        <source>{share} sure</source>
        <translation>{share} sicher</translation>
    </message>
    <message>
        <source>no suggestions</source>
        <translation>keine Vorschläge</translation>
    </message>
    <message numerus="yes">
        <source>%Ln suggestion(s)</source>
        <translation>
            <numerusform>%Ln Vorschlag</numerusform>
            <numerusform>%Ln Vorschläge</numerusform>
        </translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation>{number} %</translation>
    </message>
    <message>
        <source>about {count} s left</source>
        <translation>noch etwa {count} s</translation>
    </message>
    <message>
        <source>about {count} min left</source>
        <translation>noch etwa {count} min</translation>
    </message>
</context>
<context>
    <name>WordsLine</name>
    <message>
        <source>Instruction in your own words</source>
        <translation>Anweisung in eigenen Worten</translation>
    </message>
    <message>
        <source>or say it in your own words…</source>
        <translation>oder sagen Sie es in eigenen Worten …</translation>
    </message>
    <message>
        <source>Up and Down bring back what was asked before</source>
        <translation>Auf und Ab holen zurück, was zuvor gefragt wurde</translation>
    </message>
</context>
</TS>
