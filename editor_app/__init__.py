"""What people touch: a desktop editor, a command line, and the service under both for scripts.

    from editor_app.workspace import Workspace

    with Workspace() as workspace:
        job = workspace.submit(Path("draft.md"), "fix the grammar")
        for _ in workspace.wait([job]):
            for hunk in workspace.pending(job.document_id):
                print(hunk.before, "->", hunk.after)

`workspace` is the one service; `commands` lists what a person can do; `cli` and `gui` are faces that only show. `files`
turns bytes into text and back; `instructions` turns words into an intent. Nothing here imports torch.
"""
