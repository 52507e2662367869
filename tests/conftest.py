"""For all tests: nobody's own documents and settings are touched, and no window is opened on somebody's screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# Before anything imports Qt: from then on PySide looks at every module that imports another, and this one of pydantic
# cannot be imported if it is looked at before it is whole.
from pydantic import Field  # noqa: F401


os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Checkpoints that several folders of tests write.
sys.path.insert(0, str(Path(__file__).parent))

# Time limits are pytest's: a busy machine is no bug. On CI a failure must not depend on the day.
settings.register_profile("redraft", deadline=None, derandomize="CI" in os.environ, print_blob=True)
settings.load_profile("redraft")


@pytest.fixture(scope="session", autouse=True)
def own_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A data folder for the tests, and none of the settings of the person who runs them."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("REDRAFT_")]:
            patch.delenv(name)
        patch.setenv("REDRAFT_DATA_DIR", str(tmp_path_factory.mktemp("redraft")))
        yield
