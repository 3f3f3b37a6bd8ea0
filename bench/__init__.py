"""`make bench`: how fast, as ratios in one run, on named references.

One file per measure, each with `measure(options) -> list[Figure]`, beside the few things they
share. Knows every room; no room knows it.
"""
