"""Names of communes for the officer's pages, remembered for a minute: they change once in years."""

from collections.abc import Collection
from datetime import date

from django.core.cache import cache

from motcua.eforms import units
from motcua.eforms.units import Unit

SECONDS = 60


def remembered(texts: Collection[str], day: date) -> dict[str, list[Unit]]:
    """`units.lookup`, asking the database only for codes it was not asked for just now."""
    keys = {f"unit:{day:%Y%m%d}:{text}": text for text in texts if units.is_code(text)}
    found = {keys[key]: meant for key, meant in cache.get_many(keys).items()}
    others = [text for text in texts if text not in found]
    if others:
        fresh = units.lookup(others, day)
        names = {text: key for key, text in keys.items()}
        cache.set_many({names[t]: fresh[t] for t in fresh if t in names}, SECONDS)
        found |= fresh
    return found
