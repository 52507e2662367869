"""Denoisers: what turns a noised text into predictions, one adapter per model family.

Start at `denoiser.py` (the protocol every family meets), then `transformer.py` (the built-in architecture) and
`loading.py` (how a model folder of safetensors and json becomes a denoiser). Import from the submodules: `tokenizer`
needs no torch, the rest does.
"""
