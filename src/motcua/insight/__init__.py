"""Figures: rollups recomputed from the rows, and what is read off them.

It knows dossiers and ratings and changes neither; whatever stands here can be deleted and counted
again to the same numbers. What each figure means stands in `docs/figures.md`.
"""
