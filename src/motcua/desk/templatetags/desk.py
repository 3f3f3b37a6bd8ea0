"""How an act is spelled in addresses, and whether it needs words."""

from django import template

from motcua.core.states import Act
from motcua.dossiers.act_forms import ActForm

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
