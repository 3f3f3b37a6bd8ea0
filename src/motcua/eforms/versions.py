"""Published versions of forms: adding one, and reading its definition. None is ever edited."""

from collections import OrderedDict
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.eforms.definitions import Form, form_from_json, form_to_json
from motcua.eforms.models import FormVersion

_REMEMBERED = 2000
_read: OrderedDict[int, tuple[Any, Form]] = OrderedDict()


@transaction.atomic
def publish(form: Form, *, at: datetime, standard: bool = False) -> FormVersion:
    """The newest version of this form, added unless it says the same already.

    Raises `BadDefinition`. `standard` marks forms that were made from a procedure's record.
    """
    definition = form_to_json(form)
    form_from_json(definition)
    newest = FormVersion.objects.filter(key=form.key).order_by("-version").first()
    if newest and newest.definition == definition and newest.standard == standard:
        return newest
    return FormVersion.objects.create(
        key=form.key,
        version=newest.version + 1 if newest else 1,
        title=form.title,
        definition=definition,
        standard=standard,
        published_at=at,
    )


def load(version: FormVersion) -> Form:
    """The form of a version; the last two thousand that were read are remembered."""
    known = _read.get(version.pk)
    if known is not None and known[0] == version.definition:
        return known[1]
    form = form_from_json(version.definition)
    _read[version.pk] = (version.definition, form)
    while len(_read) > _REMEMBERED:
        _forget_oldest()
    return form


def _forget_oldest() -> None:
    """Another thread may have been faster."""
    try:
        _read.popitem(last=False)
    except KeyError:
        return
