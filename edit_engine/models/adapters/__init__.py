"""From checkpoints that others trained to denoisers: what stands between a network and the editing steps.

Start at `framed.py`, the denoiser. It shows a network of any family a *frame*, in which the window's text stands as the
answer to an instruction (`frames.py`, `wording.py`), through `slots.py`, which hides what families want to be told and
what they keep in a run of a sampler (`runs.py`). `piece_tokenizer.py` reads any tokenizer.json. `borrowed.py` is for
families whose networks are those of transformers: `masked_lm.py` and `diffusion_gemma.py`. `opening.py` opens a folder
of any kind, where `need.py` finds room; `about.py` is what there is to say of it.
"""
