<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AlternativesList</name>
    <message numerus="yes">
        <source>%Ln other suggestion(s)</source>
        <translation>
            <numerusform>%Ln other suggestion</numerusform>
            <numerusform>%Ln other suggestions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message numerus="yes">
        <source>%Ln protected place(s)</source>
        <translation>
            <numerusform>%Ln protected place</numerusform>
            <numerusform>%Ln protected places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkModel</name>
    <message numerus="yes">
        <source>%Ln suggestion(s) in {name}</source>
        <translation>
            <numerusform>%Ln suggestion in {name}</numerusform>
            <numerusform>%Ln suggestions in {name}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkReview</name>
    <message numerus="yes">
        <source>{kind}  ·  %Ln document(s)  ·  {time}</source>
        <translation>
            <numerusform>{kind}  ·  %Ln document  ·  {time}</numerusform>
            <numerusform>{kind}  ·  %Ln documents  ·  {time}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %Ln document(s)</source>
        <translation>
            <numerusform>In %Ln document</numerusform>
            <numerusform>In %Ln documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln suggestion(s) decided</source>
        <translation>
            <numerusform>%Ln suggestion decided</numerusform>
            <numerusform>%Ln suggestions decided</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left: the text there was edited since</source>
        <translation>
            <numerusform>%Ln left: the text there was edited since</numerusform>
            <numerusform>%Ln left: the text there was edited since</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Taken back in %Ln document(s)</source>
        <translation>
            <numerusform>Taken back in %Ln document</numerusform>
            <numerusform>Taken back in %Ln documents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Draft</name>
    <message numerus="yes">
        <source>Waiting again: %Ln suggestion(s).</source>
        <translation>
            <numerusform>Waiting again: %Ln suggestion.</numerusform>
            <numerusform>Waiting again: %Ln suggestions.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln suggestion(s) were left: the text there was edited since.</source>
        <translation>
            <numerusform>%Ln suggestion were left: the text there was edited since.</numerusform>
            <numerusform>%Ln suggestions were left: the text there was edited since.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message numerus="yes">
        <source>%Ln replaced</source>
        <translation>
            <numerusform>%Ln replaced</numerusform>
            <numerusform>%Ln replaced</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln found</source>
        <translation>
            <numerusform>%Ln found</numerusform>
            <numerusform>%Ln found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>History</name>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n hour ago</numerusform>
            <numerusform>%n hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Proposal of %Ln suggestion(s)</source>
        <translation>
            <numerusform>Proposal of %Ln suggestion</numerusform>
            <numerusform>Proposal of %Ln suggestions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln suggestion(s) accepted</source>
        <translation>
            <numerusform>%Ln suggestion accepted</numerusform>
            <numerusform>%Ln suggestions accepted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln suggestion(s) rejected</source>
        <translation>
            <numerusform>%Ln suggestion rejected</numerusform>
            <numerusform>%Ln suggestions rejected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message numerus="yes">
        <source>%Ln revision(s)</source>
        <translation>
            <numerusform>%Ln revision</numerusform>
            <numerusform>%Ln revisions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message numerus="yes">
        <source>%n revision(s) chosen</source>
        <translation>
            <numerusform>%n revision chosen</numerusform>
            <numerusform>%n revisions chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HunkDetails</name>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message numerus="yes">
        <source>%Ln page(s) printed</source>
        <translation>
            <numerusform>%Ln page printed</numerusform>
            <numerusform>%Ln pages printed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecoveryDialog</name>
    <message numerus="yes">
        <source>%n document(s) had text that is not in a file. It was kept.</source>
        <translation>
            <numerusform>%n document had text that is not in a file. It was kept.</numerusform>
            <numerusform>%n documents had text that is not in a file. It was kept.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reviewing</name>
    <message numerus="yes">
        <source>That was the last one. Before it: %Ln suggestion(s) to decide. {key} goes there.</source>
        <translation>
            <numerusform>That was the last one. Before it: %Ln suggestion to decide. {key} goes there.</numerusform>
            <numerusform>That was the last one. Before it: %Ln suggestions to decide. {key} goes there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>%Ln word(s)</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln character(s)</source>
        <translation>
            <numerusform>%Ln character</numerusform>
            <numerusform>%Ln characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message numerus="yes">
        <source>%Ln suggestion(s)</source>
        <translation>
            <numerusform>%Ln suggestion</numerusform>
            <numerusform>%Ln suggestions</numerusform>
        </translation>
    </message>
</context>
</TS>
