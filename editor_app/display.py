"""Whether a window can be shown: told before Qt, which would end the process with a message about plugins."""

from __future__ import annotations

import re
import socket
import sys
from collections.abc import Mapping


# Where an X server on this machine listens: a file, and on Linux a name that is no file.
_X_SOCKET = "/tmp/.X11-unix/X{}"
_LOCAL_X = re.compile(r"(?:unix)?:(\d+)(?:\.\d+)?\Z")
_WITHIN_S = 2.0


def why_no_display(environment: Mapping[str, str]) -> str | None:
    """What is wrong with the display that a window would be shown on, and what to do; None if nothing is known of it.

    Args:
        environment: of the process: DISPLAY, WAYLAND_DISPLAY, QT_QPA_PLATFORM.
    """
    if sys.platform in ("win32", "darwin") or environment.get("QT_QPA_PLATFORM") or environment.get("WAYLAND_DISPLAY"):
        return None
    name = environment.get("DISPLAY", "")
    if not name:
        return "there is no display here: start it in a desktop session, or use the other commands, which need none"
    local = _LOCAL_X.match(name)
    if local and not _listens(_X_SOCKET.format(local[1])):
        return f"nothing shows windows at DISPLAY={name}: set it to that of your desktop session, often :0"
    return None


def _listens(path: str) -> bool:
    for address in (f"\0{path}", path):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as found:
            found.settimeout(_WITHIN_S)
            try:
                found.connect(address)
            except OSError:
                continue
            return True
    return False
