"""The operator's site `/quan-tri/`: Django's own admin, for holders of the role operator."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest

from motcua.people.login import is_operator


class OperatorSite(AdminSite):
    """Opens for operators alone; the permission is the posting, not a flag."""

    site_header = "Một cửa · Quản trị"
    site_title = "Quản trị"
    index_title = "Quản trị hệ thống"

    def has_permission(self, request: HttpRequest) -> bool:
        """A logged-in user with a posting as operator in force today."""
        user = request.user
        return user.is_authenticated and user.is_active and is_operator(user)
