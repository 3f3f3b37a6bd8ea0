"""`make bench`: how fast, as ratios in one run, on named references (see `docs/`).

One file per measure; each has `measure(options) -> list[Figure]`. Knows every room; none knows it.
"""
