"""Which answers stay true of the applicant, from one form to another (`Field.reuse`)."""

from collections.abc import Mapping
from typing import Any

from motcua.core.conditions import fields_of, holds
from motcua.core.folding import fold
from motcua.eforms.fields import Field, FieldType, Form

_APPLICANT = "applicant."


def lasts(there: Field, here: Field, answers: Mapping[str, Any]) -> bool:
    """May an answer among `answers` be taken over from the one form into the other?

    What every form asks of an applicant, and what both mark and ask in the same words: a child's
    father in one form is not the applicant's in another, though both be called `father_name`.
    """
    if here.type is not there.type or here.type is FieldType.DOCUMENT:
        return False
    if here.name.startswith(_APPLICANT):
        return True
    if there.reuse is None or here.reuse is None or fold(there.label) != fold(here.label):
        return False
    return holds(there.reuse, answers)


def settled(
    form: Form, before: Mapping[str, Any], after: Mapping[str, Any], sources: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Answers and their sources after a change of answers.

    What was changed by hand has no source any more; what turns out to be about somebody else (the
    mark's own condition is answered and does not hold) is taken out again.
    """
    answers, kept = dict(after), {}
    for name, source in sources.items():
        if name not in after or after[name] != before.get(name):
            continue
        if _is_others(form.fields[name], after):
            del answers[name]
        else:
            kept[name] = source
    return answers, kept


def _is_others(field: Field, answers: Mapping[str, Any]) -> bool:
    if field.reuse is None or not fields_of(field.reuse) <= answers.keys():
        return False
    return not holds(field.reuse, answers)
