"""What tests of everything around the engine need: an editor without a model, and a Redis of their own.

`WorkerSettings(editor_factory="worker.testing:load_editor")` makes any worker process use the first.
"""

from worker.testing.editor import FakeEditor, corrections, load_editor
from worker.testing.redis_server import RedisServer


__all__ = ["FakeEditor", "RedisServer", "corrections", "load_editor"]
