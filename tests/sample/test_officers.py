"""The demo accounts: who they are, where they are posted, and that loading again is harmless."""

from motcua.agencies.models import Agency
from motcua.catalogue.models import Service
from motcua.core.moments import local_day
from motcua.core.persons import check_personal_number, check_phone, check_tax_code
from motcua.people.models import Posting, User
from motcua.people.postings import postings_of
from motcua.people.roles import OFFICERS, Role
from motcua.sample.officers import load_officers, usernames
from tests.sample.conftest import AT, PASSWORD


def test_the_accounts_of_the_design_exist_and_are_marked(sample: None) -> None:
    assert usernames() == [
        "nguoidan", "doanhnghiep", "motcua", "chuyenvien", "lanhdao", "soanthao", "kiemtoan",
        "quantri", "thue",
    ]  # fmt: skip
    assert list(User.objects.filter(is_demo=True).order_by("phone").values_list("username")) == [
        (name,) for name in usernames()
    ]


def test_each_account_opens_with_the_one_password(sample: None) -> None:
    first, *others = User.objects.all()

    assert first.check_password(PASSWORD)
    assert {user.password for user in others} == {first.password}


def test_every_service_has_a_desk_a_handler_and_a_head(sample: None) -> None:
    day = local_day(AT)
    offering = set(Service.objects.values_list("agency", flat=True))

    for role in OFFICERS:
        posted = {
            posting.agency_id
            for user in User.objects.all()
            for posting in postings_of(user, day)
            if posting.role == role
        }
        assert offering <= posted, role


def test_owner_auditor_and_operator_sit_at_the_province(sample: None) -> None:
    province = Agency.objects.get(code="000.00.00.H05")

    for role in (Role.OWNER, Role.AUDITOR, Role.OPERATOR):
        assert [p.agency for p in Posting.objects.filter(role=role)] == [province]


def test_numbers_of_the_accounts_are_well_formed_and_made_up(sample: None) -> None:
    for user in User.objects.all():
        assert user.phone.startswith("0900000")
        assert check_phone(user.phone) is None
        assert user.email.endswith("@example.com")
        if user.personal_number:
            assert check_personal_number(user.personal_number) is None
        if user.tax_code:
            assert check_tax_code(user.tax_code) is None


def test_loading_again_keeps_names_and_sets_the_password(sample: None) -> None:
    User.objects.filter(username="motcua").update(name="Trần Thị Lan Anh")
    postings = Posting.objects.count()

    load_officers("mat-khau-khac", AT)

    changed = User.objects.get(username="motcua")
    assert changed.name == "Trần Thị Lan Anh"
    assert changed.check_password("mat-khau-khac")
    assert Posting.objects.count() == postings
