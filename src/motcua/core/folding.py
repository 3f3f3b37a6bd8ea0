"""Vietnamese text as one finds it again: without accents, case and punctuation, Telex mended.

Knows the shapes of syllables, not words or their meaning; synonyms and ranking are elsewhere.
"""

import re
import unicodedata
from enum import IntEnum

_APART = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Lower case, no accents, đ as d, anything but letters and digits a single space."""
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        text = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return _APART.sub(" ", text.casefold().replace("đ", "d")).strip()


def syllables(text: str) -> list[str]:
    """The folded syllables, in order."""
    return fold(text).split()


def untelex(text: str) -> str:
    """The folded text, with keys of Telex that stayed letters taken out: `ddaawng kys` → `dang ky`.

    Syllables of a plain Vietnamese shape stay as they are. What might as well be another language
    (`moon`, `see`, `test`) is mended only beside a syllable that can be nothing but Telex: `moon`
    stays, `moon baif` becomes `mon bai`. So this is a second reading of a query, not the first.
    """
    words = syllables(text)
    readings = [_reading(word) for word in words]
    floor = _Doubt.SOME if any(doubt is _Doubt.NONE for _, doubt in readings) else _Doubt.NONE
    return " ".join(
        mended if doubt <= floor else word
        for word, (mended, doubt) in zip(words, readings, strict=True)
    )


def unvni(text: str) -> str:
    """The folded text, with digits of VNI that stayed taken out: `d9a8ng ky1` → `dang ky`.

    `b2`, `ct07` and numbers stay: without their digits they are no syllable of two letters.
    """
    return " ".join(_without_digits(word) for word in syllables(text))


def is_syllable(word: str) -> bool:
    """Has this folded word the shape of a Vietnamese syllable?"""
    return _PLAIN.fullmatch(word) is not None


def _without_digits(word: str) -> str:
    bare = _VNI_KEY.sub("", word)
    return bare if len(bare) > 1 and bare != word and is_syllable(bare) else word


class _Doubt(IntEnum):
    """How sure it is that a syllable has leftovers of Telex."""

    NONE = 0
    SOME = 1
    NOT_TELEX = 2


_ONSETS = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx]|"
_OPEN = (
    "uya|uyu|uay|uoi|uou|oai|oay|oao|oeo|ieu|yeu"
    "|ai|ao|au|ay|eo|eu|ia|iu|oa|oe|oi|ua|ue|ui|uo|uu|uy|ya|[aeiouy]"
)
_CLOSED = "(?:uye|ie|oa|oe|ua|ue|uo|uy|ye|[aeiouy])(?:ch|ng|nh|[cmnpt])|oong"
# Every syllable of Vietnamese without its accents, and a few that do not occur.
_PLAIN = re.compile(f"(?:{_ONSETS})(?:{_OPEN}|{_CLOSED})")
_TYPED = re.compile(f"(dd|{_ONSETS})([aeiouy][a-z]*)")

_VNI_KEY = re.compile("[1-9]")
_TONE_KEY = re.compile("[sfrxj]")
_DOUBLED = re.compile(r"([aeo])\1")
# A tone stands last, or after its vowel: `toasn`, `bafi`.
_TONE_IN_PLACE = re.compile("[sfrxj](?:[^aeiouy]*|[aiouy])$")
# A syllable that ends in a stop has the tone of `s` or `j`, no other.
_STOP = re.compile("(?:ch|[cpt])$")
# What no syllable of a neighbouring language has: `aa`, `iee`, `uoo`, `uw`, a tone at the end.
_SURE = re.compile("aa|[iuy](?:ee|oo)|uw|[sfrxj]$")

# Foreign words of everyday and Roman numbers that Telex would make syllables of.
_FOREIGN = frozenset(("bar", "bus", "gas", "gis", "ix", "of", "pos", "tax", "taxi", "visa", "xix"))


def _reading(word: str) -> tuple[str, _Doubt]:
    """The syllable without keys of Telex, if it has any, and how doubtful that is."""
    typed = _TYPED.fullmatch(word)
    if typed is None or word in _FOREIGN or _PLAIN.fullmatch(word):
        return word, _Doubt.NOT_TELEX
    onset, rest = typed.groups()
    mended = onset.replace("dd", "d") + _without_keys(onset, rest)
    if not _PLAIN.fullmatch(mended) or not _possible_tone(rest, mended):
        return word, _Doubt.NOT_TELEX
    return mended, _Doubt.NONE if onset == "dd" or _SURE.search(rest) else _Doubt.SOME


def _without_keys(onset: str, rest: str) -> str:
    """The rest of a syllable as it is without accents; a `d` typed late belongs to the onset."""
    bare = _TONE_KEY.sub("", rest.replace("w", ""))
    bare = bare.removesuffix("d") if onset == "d" else bare
    return _DOUBLED.sub(r"\1", bare, count=1)


def _possible_tone(rest: str, mended: str) -> bool:
    """At most one tone, which the end of the syllable can carry; in its place."""
    tones = _TONE_KEY.findall(rest)
    if not tones:
        return True
    carried = not _STOP.search(mended) or tones[0] in "sj"
    return len(tones) == 1 and carried and _TONE_IN_PLACE.search(rest) is not None
