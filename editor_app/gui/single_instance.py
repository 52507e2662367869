"""One program for each person and data folder: a second one hands its files to the first and ends."""

from __future__ import annotations

import contextlib
import logging
import os
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from editor_app import handover


logger = logging.getLogger(__name__)

# Milliseconds the running program gets to answer. One that hangs keeps nobody from working.
ANSWER_MS = 3000
# Seconds a program that just ends is waited for, and milliseconds between looks.
PATIENCE_S, TRY_MS = 20.0, 60
# Milliseconds a caller gets to say what it wants.
CALL_MS = 5000
# What a desktop passes on so that the window that was asked for may come to the front.
_TOKEN = "XDG_ACTIVATION_TOKEN"


class SingleInstance(QObject):
    """See the module.

    Signals:
        asked(list[Path]): another program wants these files opened, or only the window seen.

    Args:
        data_dir: the folder the program works on.
    """

    asked = Signal(object)

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = handover.server_name(data_dir)
        with contextlib.suppress(OSError):  # which is told by whoever needs it
            data_dir.mkdir(parents=True, exist_ok=True)
        # Held by the program that has the socket: who gets it knows that a socket left there belongs to nobody.
        self._lock = QLockFile(str(data_dir / "instance.lock"))
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._take_calls)
        self._said: dict[QLocalSocket, bytes] = {}

    def begin(self, files: Sequence[Path]) -> bool:
        """Become the one program, or hand the files to it.

        Returns:
            whether this program goes on; it does too where the other one does not answer.
        """
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            # A program that has it and no socket has just begun, or is about to end.
            if self._lock.tryLock(TRY_MS):
                self._listen()
                return True
            if self._lock.error() is not QLockFile.LockError.LockFailedError:
                break  # nothing can be written there
            answered = self._hand_over(files)
            if answered:
                return False
            if answered is not None:
                break
        logger.warning("the program that runs already does not answer, so this is another one")
        return True

    def fall_silent(self) -> None:
        """Take no more calls; a program that is started now waits until this one has ended."""
        self._server.close()

    def close(self) -> None:
        """Let another program be the one."""
        self.fall_silent()
        self._lock.unlock()

    def _listen(self) -> None:
        # The socket of a program that crashed is still there, and keeps a new one from listening.
        QLocalServer.removeServer(self._name)
        if not self._server.listen(self._name):
            logger.warning("other programs cannot hand files over: %s", self._server.errorString())

    def _hand_over(self, files: Sequence[Path]) -> bool | None:
        """Whether the other program took the files; None if nobody listens."""
        try:
            message = handover.write(files, os.environ.get(_TOKEN, ""))
        except ValueError as error:
            logger.warning("%s", error)
            return False
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(ANSWER_MS):
            return None
        socket.write(message)
        answer = b""
        while handover.TAKEN not in answer and socket.waitForReadyRead(ANSWER_MS):
            answer += socket.readAll().data()
        socket.disconnectFromServer()
        return answer == handover.TAKEN

    def _take_calls(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            self._said[socket] = b""
            socket.readyRead.connect(partial(self._hear, socket))
            socket.disconnected.connect(partial(self._forget, socket))
            # One that says nothing is not listened to for ever.
            QTimer.singleShot(CALL_MS, socket, socket.abort)
            self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        if socket not in self._said:
            return
        self._said[socket] += socket.readAll().data()
        line, end, _ = self._said[socket].partition(b"\n")
        if len(line) > handover.LARGEST_BYTES:
            logger.warning("a call that is too long was not taken")
            socket.abort()
        elif end:
            del self._said[socket]
            self._answer(socket, line)

    def _answer(self, socket: QLocalSocket, line: bytes) -> None:
        try:
            asked = handover.read(line)
        except ValueError as error:
            logger.warning("a call was not understood: %s", error)
            socket.abort()
            return
        socket.write(handover.TAKEN)
        socket.flush()
        socket.disconnectFromServer()
        if asked.token:
            os.environ[_TOKEN] = asked.token
        self.asked.emit(list(asked.files))

    def _forget(self, socket: QLocalSocket) -> None:
        self._said.pop(socket, None)
        socket.deleteLater()
