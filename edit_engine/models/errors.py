"""What can go wrong with a model.

ModelError
├── UnknownModel       no model of that name or path
├── DamagedModel       files are missing, altered, or not what they claim to be
└── UnsupportedIntent  the model was not trained for what is asked
"""

from __future__ import annotations


class ModelError(Exception):
    """A model cannot be used; the text says why and what to do."""


class UnknownModel(ModelError):
    """No model of that name or path."""


class DamagedModel(ModelError):
    """Files are missing, altered, or not what they claim to be."""


class UnsupportedIntent(ModelError):
    """The model was not trained for what is asked."""
