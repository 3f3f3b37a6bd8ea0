"""Loads the demo province, once: agencies, procedures, services, people and their dossiers."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from motcua.agencies.queries import jurisdictions
from motcua.people.models import User
from motcua.sample import agencies, dossiers, officers, procedures

PASSWORD = "mot-cua-2026"

ACCOUNTS = (
    ("nguoidan", "người dân", "/"),
    ("doanhnghiep", "doanh nghiệp", "/"),
    ("motcua", "cán bộ một cửa", "/mot-cua/"),
    ("chuyenvien", "cán bộ giải quyết", "/mot-cua/"),
    ("lanhdao", "lãnh đạo", "/mot-cua/"),
    ("soanthao", "người soạn thủ tục", "/soan-thao/"),
    ("kiemtoan", "kiểm toán", "/mot-cua/"),
    ("quantri", "quản trị", "/quan-tri/"),
    ("thue", "cán bộ thuế", "/mot-cua/y-kien/"),
)


def load(*, say: Callable[[str], None]) -> bool:
    """Load whatever is not there yet; says whether anything was loaded."""
    if User.objects.filter(is_demo=True).exists():
        return False
    at = timezone.now()
    say("Đang nạp tỉnh mẫu …")
    with transaction.atomic():
        agencies.load_agencies()
        procedures.load_procedures(at)
        officers.load_officers(PASSWORD, at)
        procedures.load_offers(at)
        made = dossiers.load(at=at)
    say(f"Đã nạp {made} hồ sơ mẫu, sổ hồ sơ: {', '.join(jurisdictions())}.")
    return True


def accounts() -> str:
    """The accounts and their password, to be printed."""
    lines = [f"  {name:<12} {role:<20} {where}" for name, role, where in ACCOUNTS]
    return "\n".join([*lines, f"\n  Mật khẩu chung: {PASSWORD}"])
