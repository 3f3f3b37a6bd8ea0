"""The rights of operators in the admin, under the name that the rooms above know."""

from motcua.agencies.admin_rights import (
    OperatorInline,
    OperatorModelAdmin,
    OperatorRights,
    ReadOnlyModelAdmin,
)

__all__ = ["OperatorInline", "OperatorModelAdmin", "OperatorRights", "ReadOnlyModelAdmin"]
