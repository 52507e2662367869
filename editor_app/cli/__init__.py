"""The command `redraft`: data on stdout, progress and problems on stderr, one exit code for each way it can end.

    0    done
    1    changes are pending (under --check)
    2    the command was not understood
    3    some files failed, or the queue or library cannot be used
    4    cancelled
    130  interrupted

Start at `app.py`, which lists the commands; each module beside it holds a few that belong together.
"""

from editor_app.cli.app import main


__all__ = ["main"]
