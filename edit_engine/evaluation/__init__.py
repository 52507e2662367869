"""Evaluation: scores against references, false edits in clean text, and speed as ratios.

What is measured   gleu, sari, precision (each after its paper), error_suite, shorten, infill, plausibility
On which texts     dev_sets (a data folder), own_sets (in the package, under suite/)
Of whom            systems: the editor; harper: a peer made of rules
Where to start     scores (`redraft evaluate`), speed (`redraft bench`), hunks (for a human reader)
"""
