"""What the packed program runs: the command line, or the editor when it was started without a word, from a menu.

Redraft starts its other parts as `sys.executable -P -m MODULE`. In a packed program, `sys.executable` is the program
itself, so it understands that as an interpreter would.
"""

from __future__ import annotations

import runpy
import sys


def main() -> None:
    """Run what the arguments ask for."""
    match sys.argv[1:]:
        case ["-P", "-m", module, *rest]:
            sys.argv[1:] = rest
            runpy.run_module(module, run_name="__main__", alter_sys=True)
        case ["-P", "-c", program]:
            exec(program, {"__name__": "__main__"})
        case words:
            from editor_app.cli import main as command_line

            sys.argv[1:] = words or ["app"]
            command_line()


if __name__ == "__main__":
    main()
