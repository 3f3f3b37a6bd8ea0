"""Sentences about fields: short enough to stand above the form and at the field (90 characters)."""

from motcua.eforms.fields import Field, FieldType

_LONG = 44
_CHOOSE = {FieldType.CHOICE, FieldType.CHOICES}


def subject(field: Field, most: int = _LONG) -> str:
    """The label as the beginning of a sentence, cut at a word when it is long."""
    label = " ".join(field.label.split()).rstrip(":.?")
    if len(label) <= most:
        return label
    return label[:most].rsplit(" ", maxsplit=1)[0].rstrip(",;:(") + "…"


def mention(field: Field, most: int = _LONG) -> str:
    """The label within a sentence: a small first letter, unless it is an abbreviation."""
    text = subject(field, most)
    small = len(text) < 2 or not text[1].isupper()
    return text[:1].lower() + text[1:] if small else text


def ask(field: Field) -> str:
    """What to say when nothing was answered."""
    if field.type is FieldType.DOCUMENT:
        return f"Gửi {mention(field)}"
    if field.type is FieldType.BOOLEAN:
        return f"Đánh dấu vào ô “{subject(field)}” để tiếp tục"
    verb = "Chọn" if field.type in _CHOOSE else "Cho biết"
    return f"{verb} {mention(field)}"


def control_id(name: str) -> str:
    """The HTML id of the control with this name: `children.0.name` → `f-children-0-name`."""
    return "f-" + name.replace(".", "-")
