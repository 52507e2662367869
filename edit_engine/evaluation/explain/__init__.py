"""What a model does at one place of a text, in pictures: `redraft explain`.

`place.py` puts a region of a text before a model; `trajectory.py`, `sampling.py`, `steps.py` and `break_even.py`
measure one thing each and give a record; `draw.py` draws the records. All goes through `models.denoiser.Denoiser` and
`diffusion.denoise`, so it works with any model that edits.
"""
