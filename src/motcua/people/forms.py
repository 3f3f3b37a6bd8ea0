"""Log-in as a form. The pages that show it belong to the faces."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils import timezone

from motcua.people import throttle

WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng: xem lại rồi thử lại"


class LoginForm(AuthenticationForm):
    """Name and password; which of the two was wrong is never said."""

    error_messages = {"invalid_login": WRONG, "inactive": WRONG}

    def __init__(self, request: Any = None, *args: Any, **kwargs: Any) -> None:
        """Labels and messages in the house's words instead of Django's."""
        super().__init__(request, *args, **kwargs)
        name, password = self.fields["username"], self.fields["password"]
        name.label, password.label = "Tên đăng nhập hoặc thư điện tử", "Mật khẩu"
        name.error_messages["required"] = "Cho biết tên đăng nhập hoặc thư điện tử"
        password.error_messages["required"] = "Cho biết mật khẩu"
        name.widget.attrs |= {"autocapitalize": "none", "spellcheck": "false", "maxlength": 254}

    def clean(self) -> dict[str, Any]:
        """Ask the throttle first, tell it the outcome after."""
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not name or not password:
            return self.cleaned_data
        address = self.request.META.get("REMOTE_ADDR", "") if self.request else ""
        at = timezone.now()
        try:
            throttle.check_may_try(name, address, at=at)
        except throttle.TooManyAttempts as refused:
            raise forms.ValidationError(refused.sentence, code=refused.code) from None
        try:
            cleaned: dict[str, Any] = super().clean()
        except forms.ValidationError:
            throttle.note_failure(name, address, at=at)
            raise
        throttle.forgive(name, address)
        return cleaned
