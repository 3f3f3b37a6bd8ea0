"""2018's Bắc Ninh and the replay of its year: what was offered, how lives went, and their acts.

`services`, `seasons` and `lives` are a plan made of numbers alone; `setting` and `replay` carry it
out through the rooms. Nothing here writes a dossier's rows.
"""
