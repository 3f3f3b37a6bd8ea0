"""What one types about one's own account. The pages that show it belong to the portal."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils import timezone

from motcua.core.persons import check_phone
from motcua.people import throttle
from motcua.people.models import User

OWN_SESSION = "own session"
EMAIL_HINT = "Ví dụ: hoa@example.com"
PASSWORD_HINT = "Ít nhất 8 ký tự, không phải mật khẩu hay gặp, không chỉ toàn số"


def _email(label: str) -> forms.EmailField:
    field = forms.EmailField(label=label, max_length=254, help_text=EMAIL_HINT)
    field.widget.attrs |= {"autocomplete": "email", "autocapitalize": "none"}
    field.error_messages |= {
        "required": "Cho biết địa chỉ thư điện tử",
        "invalid": "Địa chỉ cần có dạng ten@noi.vn: xem lại",
    }
    return field


def _password(label: str, autocomplete: str) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    field = forms.CharField(label=label, strip=False, widget=widget, max_length=1000)
    field.error_messages["required"] = "Cho biết mật khẩu"
    return field


class SignUpForm(forms.Form):
    """The first step: who, and at which address."""

    name = forms.CharField(
        label="Họ, chữ đệm, tên",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Cho biết họ tên"},
    )
    email = _email("Thư điện tử")

    def clean_name(self) -> str:
        """On one line."""
        return " ".join(str(self.cleaned_data["name"]).split())


class ForgottenForm(forms.Form):
    """Whose password was forgotten."""

    email = _email("Thư điện tử của tài khoản")


class NewPasswordForm(forms.Form):
    """A new password, once: what browsers and password keepers fill in is not mistyped."""

    password = _password("Mật khẩu", "new-password")

    def __init__(self, user: User, *args: Any, **more: Any) -> None:
        """`user` is whom the password is for; it may not exist yet."""
        super().__init__(*args, **more)
        self._user = user
        self.fields["password"].help_text = PASSWORD_HINT

    def clean_password(self) -> str:
        """Strong enough by the settings."""
        password = str(self.cleaned_data["password"])
        password_validation.validate_password(password, self._user)
        return password


class JoinForm(NewPasswordForm):
    """The second step: the password, and a telephone number as user name."""

    phone = forms.CharField(
        label="Số điện thoại",
        required=False,
        max_length=30,
        help_text="Dùng để đăng nhập thay cho thư điện tử; cơ quan gọi khi cần",
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    field_order = ("phone", "password")

    def clean_phone(self) -> str:
        """A telephone number, or nothing."""
        phone = str(self.cleaned_data["phone"]).strip()
        if phone and (fault := check_phone(phone)):
            raise forms.ValidationError(fault)
        return phone


class ChangePasswordForm(NewPasswordForm):
    """The old one first, so that a phone left open gives nothing away."""

    old_password = _password("Mật khẩu đang dùng", "current-password")
    field_order = ("old_password", "password")

    def __init__(self, user: User, *args: Any, **more: Any) -> None:
        """For the account that is logged in."""
        super().__init__(user, *args, **more)
        self.fields["password"].label = "Mật khẩu mới"
        if not user.has_usable_password():
            del self.fields["old_password"]

    def clean_old_password(self) -> str:
        """Is it hers?"""
        return _own(self._user, str(self.cleaned_data["old_password"]))


class ChangeEmailForm(forms.Form):
    """Another address, and the password."""

    email = _email("Thư điện tử mới")
    password = _password("Mật khẩu đang dùng", "current-password")

    def __init__(self, user: User, *args: Any, **more: Any) -> None:
        """For the account that is logged in."""
        super().__init__(*args, **more)
        self._user = user
        if not user.has_usable_password():
            del self.fields["password"]

    def clean_password(self) -> str:
        """Is it hers?"""
        return _own(self._user, str(self.cleaned_data["password"]))


class OwnPasswordForm(forms.Form):
    """The password once more, before something is taken away."""

    password = _password("Mật khẩu đang dùng", "current-password")

    def __init__(self, user: User, *args: Any, **more: Any) -> None:
        """For the account that is logged in."""
        super().__init__(*args, **more)
        self._user = user
        if not user.has_usable_password():
            del self.fields["password"]

    def clean_password(self) -> str:
        """Is it hers?"""
        return _own(self._user, str(self.cleaned_data["password"]))


class CodeForm(forms.Form):
    """A code of the second step."""

    code = forms.CharField(
        label="Mã",
        max_length=40,
        help_text="6 số trên điện thoại",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "class": "w8"}),
        error_messages={"required": "Gõ mã đang hiện trên điện thoại"},
    )


def _own(user: User, password: str) -> str:
    """Whoever came upon an open session guesses no faster than at the front door."""
    at = timezone.now()
    try:
        throttle.check_may_try(user.username, OWN_SESSION, at=at)
    except throttle.TooManyAttempts as refused:
        raise forms.ValidationError(refused.sentence, code=refused.code) from None
    if not user.check_password(password):
        throttle.note_failure(user.username, OWN_SESSION, at=at)
        raise forms.ValidationError("Mật khẩu đang dùng chưa đúng: xem lại")
    return password
