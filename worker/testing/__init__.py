"""What tests of everything around the engine need: an editor without a model, requests for it, a Redis of their own.

`WorkerSettings(editor_factory="worker.testing:load_editor")` makes any worker process use the first.
"""

from worker.testing.editor import FakeEditor, corrections, load_editor
from worker.testing.redis_server import RedisServer
from worker.testing.traffic import collect, make_request


__all__ = ["FakeEditor", "RedisServer", "collect", "corrections", "load_editor", "make_request"]
