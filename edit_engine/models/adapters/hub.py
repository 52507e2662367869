"""Checkpoints from the Hugging Face hub: only weights in safetensors, json and the model card are fetched.

huggingface_hub is imported when something is fetched, and nowhere else; without that, nothing here opens a connection.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from edit_engine.models.adapters.need import gigabytes
from edit_engine.models.errors import ModelError, UnknownModel, UnsafeWeights


WANTED = (
    *("config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json"),
    *("model.safetensors.index.json", "*.safetensors", "README.md"),
)
_ID = re.compile(r"[\w.-]+/[\w.-]+")
_PICKLES = (".bin", ".pt", ".pth", ".ckpt")


def is_hub_id(text: str) -> bool:
    """Whether a text reads like owner/name."""
    return _ID.fullmatch(text) is not None


def fetch(hub_id: str, folder: Path, revision: str | None = None) -> str:
    """Download a checkpoint.

    Args:
        hub_id: owner/name.
        folder: where to.
        revision: branch, tag or commit; the newest by default.

    Returns:
        the commit that was fetched.

    Raises:
        UnsafeWeights: it has weights, and none in safetensors.
        UnknownModel: there is none of that name, or it is not for everybody.
        ModelError: the hub cannot be reached, or the disk is too small.
    """
    from huggingface_hub import HfApi, snapshot_download
    from huggingface_hub.errors import GatedRepoError, HfHubHTTPError, RepositoryNotFoundError, RevisionNotFoundError

    try:
        info = HfApi().model_info(hub_id, revision=revision, files_metadata=True)
        sizes = {file.rfilename: file.size or 0 for file in info.siblings or ()}
        weights = {name: size for name, size in sizes.items() if name.endswith(".safetensors") and "/" not in name}
        if not weights:
            pickles = [name for name in sizes if name.endswith(_PICKLES)]
            if pickles:
                raise UnsafeWeights(
                    f"{hub_id} has its weights in {pickles[0]}, a pickle, which can run any code when it is opened: "
                    "use a checkpoint in safetensors"
                )
            raise UnknownModel(f"{hub_id} holds no model.safetensors: it is no checkpoint of a model that runs here")
        folder.parent.mkdir(parents=True, exist_ok=True)
        room, needed = shutil.disk_usage(folder.parent).free, sum(weights.values())
        if needed > room:
            raise ModelError(
                f"{hub_id} has {gigabytes(needed)}, and {gigabytes(room)} are free at {folder.parent}: make room, or "
                "set REDRAFT_DATA_DIR to a larger disk"
            )
        snapshot_download(hub_id, revision=info.sha, local_dir=folder, allow_patterns=list(WANTED))
    except (GatedRepoError, RepositoryNotFoundError, RevisionNotFoundError) as error:
        raise UnknownModel(
            f"the hub has no model {hub_id!r} that everybody may have ({type(error).__name__}): look at its name, or "
            "log in with the program hf and accept its terms"
        ) from error
    except (HfHubHTTPError, OSError) as error:
        raise _unreachable(hub_id, error) from error
    except Exception as error:
        # Clients of HTTP have errors of their own, and which client it is has changed before.
        if "connect" in type(error).__name__.lower() or "timeout" in type(error).__name__.lower():
            raise _unreachable(hub_id, error) from error
        raise
    return str(info.sha)


def _unreachable(hub_id: str, error: Exception) -> ModelError:
    said = " ".join(str(error).split())[:200]
    return ModelError(
        f"{hub_id} cannot be downloaded ({type(error).__name__}: {said}): try again with a network, or download it "
        "elsewhere and give the folder"
    )
