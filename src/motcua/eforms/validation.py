"""The front door of this room for answers: merge, see what is asked, check, hand in."""

from motcua.eforms.checking import Checked, FieldError, Missing, check
from motcua.eforms.merging import merge
from motcua.eforms.problems import Problem, page_problems
from motcua.eforms.visibility import (
    answers_elsewhere,
    effective_answers,
    fields_to_show,
    visible_fields,
)

__all__ = [
    "Checked",
    "FieldError",
    "Missing",
    "Problem",
    "answers_elsewhere",
    "check",
    "effective_answers",
    "fields_to_show",
    "merge",
    "page_problems",
    "visible_fields",
]
