"""What can go wrong with a model.

ModelError
├── UnknownModel         no model of that name or path
│   └── UnknownFamily    the checkpoint is of a family that this version does not know
├── DamagedModel         files are missing, altered, or not what they claim to be
│   ├── MissingShard     one of the files that the index names is not there
│   ├── WrongTensors     tensors are missing, unexpected or of another shape than the config says
│   └── WrongVocabulary  the vocabulary, or a special token, is not of the size the config says
├── UnsafeWeights        the weights are a pickle, which can run code when it is opened
├── UnsupportedModel     the model is sound, but asks for something that is not built here
├── TooLarge             there is not as much memory as the model needs
└── UnsupportedIntent    the model was not trained for what is asked
"""

from __future__ import annotations


class ModelError(Exception):
    """A model cannot be used; the text says why and what to do."""


class UnknownModel(ModelError):
    """No model of that name or path."""


class UnknownFamily(UnknownModel):
    """The checkpoint is of a family that this version does not know."""


class DamagedModel(ModelError):
    """Files are missing, altered, or not what they claim to be."""


class MissingShard(DamagedModel):
    """One of the files that the index names is not there."""


class WrongTensors(DamagedModel):
    """Tensors are missing, unexpected or of another shape than the config says."""


class WrongVocabulary(DamagedModel):
    """The vocabulary, or a special token, is not of the size the config says."""


class UnsafeWeights(ModelError):
    """The weights are a pickle, which can run code when it is opened."""


class UnsupportedModel(ModelError):
    """The model is sound, but asks for something that is not built here."""


class TooLarge(ModelError):
    """There is not as much memory as the model needs."""


class UnsupportedIntent(ModelError):
    """The model was not trained for what is asked."""
