"""The operator's pages for accounts, postings and tokens. Passwords and secrets are never shown."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from motcua.core.persons import (
    check_personal_number,
    check_phone,
    check_tax_code,
    clean_personal_number,
    clean_phone,
    clean_tax_code,
)
from motcua.people import invitations, second_step
from motcua.people.admin_rights import (
    OperatorInline,
    OperatorModelAdmin,
    OperatorRights,
    ReadOnlyModelAdmin,
)
from motcua.people.models import Posting, Token, User
from motcua.people.tokens import revoke

if TYPE_CHECKING:
    ChangeForm = UserChangeForm[Any]
    AnyUserAdmin = UserAdmin[Any]
else:  # Django's classes take no parameters when the program runs
    ChangeForm, AnyUserAdmin = UserChangeForm, UserAdmin

admin.site.unregister(Group)  # roles are postings; there are no groups


class NewAccountForm(AdminUserCreationForm):
    """A new account with its first password."""

    class Meta:
        model = User
        fields = ("username", "name", "kind")

    def clean_username(self) -> str:
        """Names are lower case; a telephone's keyboard begins with a capital."""
        self.cleaned_data["username"] = self.cleaned_data["username"].strip().lower()
        name: str = super().clean_username()
        return name


class AccountForm(ChangeForm):
    """The facts of an account; the password has its own page."""

    class Meta:
        model = User
        fields = "__all__"

    def clean_personal_number(self) -> str:
        """Twelve digits that agree with each other, or nothing."""
        return _checked(
            self.cleaned_data["personal_number"], clean_personal_number, check_personal_number
        )

    def clean_tax_code(self) -> str:
        """A tax code with its check digit, or nothing."""
        return _checked(self.cleaned_data["tax_code"], clean_tax_code, check_tax_code)

    def clean_phone(self) -> str:
        """A telephone number, or nothing."""
        return _checked(self.cleaned_data["phone"], clean_phone, check_phone)


class PostingInline(OperatorInline):
    """The postings of an account on its page."""

    model = Posting
    autocomplete_fields = ("agency",)


@admin.register(User)
class AccountAdmin(OperatorRights, AnyUserAdmin):
    """An account is put out of use, not deleted: dossiers and journals refer to it."""

    form = AccountForm
    add_form = NewAccountForm
    inlines = (PostingInline,)
    actions = ("invite_chosen", "take_second_step_away")
    list_display = ("username", "name", "kind", "is_active", "is_demo", "last_login")
    list_filter = ("kind", "is_active", "is_demo")
    search_fields = ("username", "name")
    ordering = ("username",)
    filter_horizontal = ()
    readonly_fields = ("is_demo", "last_login", "created_at")
    fieldsets = (
        (None, {"fields": ("username", "password", "kind", "name")}),
        ("Liên hệ", {"fields": ("email", "phone", "personal_number", "tax_code")}),
        ("Sử dụng", {"fields": ("is_active", "is_demo", "last_login", "created_at")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "name", "kind")}),
        ("Mật khẩu", {"fields": ("usable_password", "password1", "password2")}),
    )

    @admin.action(description="Gửi thư mời đặt mật khẩu")
    def invite_chosen(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        """Ask again those who have an address and no password yet."""
        asked = [one for one in chosen if one.email and not one.has_usable_password()]
        invitations.invite(asked, at=timezone.now())
        self.message_user(
            request,
            f"Sẽ gửi thư mời cho {len(asked)} người trong vài phút; người đã có mật khẩu hoặc "
            "không có thư điện tử thì không gửi.",
        )

    @admin.action(description="Bỏ bước xác nhận thứ hai (mất điện thoại và mã dự phòng)")
    def take_second_step_away(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        """They log in by password alone, or set up another telephone where they must have one."""
        for user in chosen:
            second_step.take_away(user)
            self.log_change(request, user, "Bỏ bước xác nhận thứ hai")
        self.message_user(request, f"Đã bỏ của {len(chosen)} người.")


@admin.register(Posting)
class PostingAdmin(OperatorModelAdmin):
    """Who holds which role where. One entered by mistake may be deleted."""

    list_display = ("user", "role", "agency", "valid_from", "valid_to")
    list_filter = ("role",)
    list_select_related = ("user", "agency")
    search_fields = ("user__name", "user__username", "agency__name", "agency__code")
    autocomplete_fields = ("user", "agency")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The journal keeps role and agency as they were; nothing refers to the posting."""
        return self.has_change_permission(request, obj)


@admin.register(Token)
class TokenAdmin(ReadOnlyModelAdmin):
    """Tokens are made by their owners; the operator may revoke them."""

    list_display = ("name", "user", "scope", "expires_at", "revoked_at", "last_used_on")
    list_filter = ("scope",)
    list_select_related = ("user",)
    search_fields = ("name", "user__username", "user__name")
    actions = ("revoke_chosen",)

    @admin.action(description="Thu hồi các mã đã chọn")
    def revoke_chosen(self, request: HttpRequest, chosen: QuerySet[Token]) -> None:
        """From now on the chosen tokens open nothing."""
        at = timezone.now()
        for token in chosen:
            revoke(token, at=at)
        self.message_user(request, f"Đã thu hồi {len(chosen)} mã.")


def _checked(text: str, clean: Any, check: Any) -> str:
    if not text:
        return ""
    if fault := check(text):
        raise forms.ValidationError(fault)
    return str(clean(text))
