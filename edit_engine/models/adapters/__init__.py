"""From checkpoints that others trained to denoisers: what stands between a network and the editing steps.

Start at `framed.py`, the denoiser. It shows a network of any family a *frame*, in which the window's text stands as the
answer to an instruction (`frames.py`, `wording.py`), through `slots.py`, which hides what families want to be told.
`piece_tokenizer.py` reads any tokenizer.json, `masked_lm.py` makes any masked language model of transformers one more
family, and `opening.py` opens a folder of either kind.
"""
