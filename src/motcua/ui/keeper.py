"""What head and foot of every page say: who keeps the portal."""

from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from motcua.agencies.opening import say_hours
from motcua.agencies.queries import agencies_in_force

FRESH_SECONDS = 60
_KEEPER = "portal:keeper"
_PROVINCE_KINDS = tuple(
    f"{committee} ban nhân dân {kind} "
    for committee in ("Ủy", "Uỷ")  # agencies are imported in either spelling
    for kind in ("tỉnh", "thành phố")
)


@dataclass(frozen=True, kw_only=True)
class Keeper:
    """The agency that stands above all others here; without exactly one, the product's own name."""

    name: str = "Một cửa"
    owner: str = ""
    phone: str = ""
    hours: str = ""


def prepare(request: HttpRequest) -> None:
    """Give the request what layouts ask for, unless somebody did; nothing is read yet."""
    vars(request).setdefault("portal", SimpleLazyObject(keeper))


def keeper() -> Keeper:
    """Who keeps the portal; read once a minute."""
    known = cache.get(_KEEPER)
    if not isinstance(known, Keeper):
        known = _read_keeper()
        cache.set(_KEEPER, known, FRESH_SECONDS)
    return known


def _read_keeper() -> Keeper:
    highest = list(agencies_in_force().filter(parent=None)[:2])
    if len(highest) != 1:
        return Keeper()
    one = highest[0]
    place = next((one.name.removeprefix(k) for k in _PROVINCE_KINDS if one.name.startswith(k)), "")
    return Keeper(
        name=f"Dịch vụ công {place}" if place else one.name,
        owner=one.name,
        phone=one.phone,
        hours=_within_sentence(say_hours(one.opening_hours)) if one.opening_hours else "",
    )


def _within_sentence(text: str) -> str:
    return text[:1].lower() + text[1:]
