"""Words of the desk in templates: an act in addresses, a posting in the head."""

from django import template

from motcua.core.states import Act
from motcua.dossiers.act_forms import ActForm
from motcua.dossiers.actors import Officer

register = template.Library()
WORDLESS = frozenset({Act.ACCEPT, Act.ASSIGN})


@register.filter
def slug(form: ActForm) -> str:
    """`request_supplement` → `request-supplement`."""
    return form.act.value.replace("_", "-")


@register.filter
def wordless(form: ActForm) -> bool:
    """Is the act done by the button alone?"""
    return form.act in WORDLESS


@register.filter
def posted(by: Officer | str) -> str:
    """`Cán bộ một cửa, Ủy ban nhân dân phường Võ Cường`, and how many other places there are.

    Nothing for a visitor who did not come in as an officer.
    """
    if not isinstance(by, Officer):
        return ""
    first, *others = by.workplaces or by.postings
    more = f" và {len(others)} nơi khác" if others else ""
    return f"{first.get_role_display()}, {first.agency.name}{more}"
