"""What the boards' templates write: counts as people read them, addresses of other questions."""

from django import template

from motcua.boards.asked import Asked
from motcua.core.money import say_number

register = template.Library()


@register.filter
def count(number: int) -> str:
    """`21.406`."""
    return say_number(number)


@register.simple_tag
def address(asked: Asked, **other: str) -> str:
    """The same question with other answers, `_` for `-` in their names."""
    return asked.address(**other)


@register.simple_tag
def leads_to(asked: Asked, name: str, code: str) -> str:
    """The same question about one agency or one service."""
    return asked.address(**{name: code})
