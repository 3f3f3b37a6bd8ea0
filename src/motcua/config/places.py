"""Which registries a command is about."""

from motcua.agencies.queries import jurisdictions
from motcua.core.refusals import Refusal


def registries(chosen: str | None) -> list[str]:
    """The one that was named, or all; one that does not exist proves nothing. Raises `Refusal`."""
    known = jurisdictions()
    if chosen is not None and chosen not in known:
        raise Refusal(f"Không có sổ hồ sơ “{chosen}”.", mend=f"Chọn một trong: {', '.join(known)}.")
    return known if chosen is None else [chosen]
