"""The networks of the open masked diffusion models, built here: no code that comes with a checkpoint is ever run.

Start at `network.py` (what every family answers to) and `registry.py` (from a folder to a network). `checkpoint.py`
reads and refuses files, `weights.py` fills a network from them. Each family is one file: its config, its layers under
the names of the original's weights, and its logits with the original's shift, masks and special tokens.
"""
