"""Numbers of the law with their dates: a row holds from its first day to before its last."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from motcua.agencies import law
from motcua.agencies.law import Law, law_on
from motcua.agencies.models import Agency, LawSetting
from motcua.people.accounts import create_account
from motcua.people.models import User
from motcua.people.postings import give_posting
from motcua.people.roles import Role
from tests import cast as people
from tests.cast import Cast

pytestmark = pytest.mark.django_db
KEY = LawSetting.Key


@pytest.fixture
def cast(db: None) -> Cast:
    """A ward at work."""
    return people.make()


def set_(
    key: str, value: int, since: date, until: date | None = None, agency: Agency | None = None
) -> None:
    row = LawSetting(
        key=key, value=value, valid_from=since, valid_to=until, source="Nghị định thử",
        agency=agency,
    )  # fmt: skip
    row.full_clean()
    row.save()
    law.forget()


def test_without_rows_the_built_in_numbers_hold() -> None:
    assert law_on(date(2026, 1, 1)) == Law()
    assert Law().supplement_within_days == 3
    assert Law().late_in_the_day == time(15)


def test_a_row_holds_from_its_first_day_until_before_its_last() -> None:
    set_(KEY.SUPPLEMENT_WITHIN_DAYS, 2, date(2027, 1, 1), date(2028, 1, 1))

    days = [date(2026, 12, 31), date(2027, 1, 1), date(2027, 12, 31), date(2028, 1, 1)]

    assert [law_on(day).supplement_within_days for day in days] == [3, 2, 2, 3]


def test_of_two_rows_the_later_begun_holds() -> None:
    set_(KEY.LATE_IN_THE_DAY, 16, date(2027, 1, 1))
    set_(KEY.LATE_IN_THE_DAY, 14, date(2028, 1, 1))

    assert law_on(date(2027, 6, 1)).late_in_the_day == time(16)
    assert law_on(date(2028, 6, 1)).late_in_the_day == time(14)


def test_every_number_has_a_key_and_a_field() -> None:
    assert {key.value for key in KEY} == set(vars(Law()))


@pytest.mark.parametrize(
    ("key", "value", "until"),
    [(KEY.LATE_IN_THE_DAY, 24, None), (KEY.APOLOGIES, 1, date(2026, 12, 31))],
)
def test_what_cannot_be_is_refused(key: str, value: int, until: date | None) -> None:
    with pytest.raises(ValidationError):
        set_(key, value, date(2027, 1, 1), until)


def agency(code: str, parent: Agency | None = None) -> Agency:
    return Agency.objects.create(
        code=code, name=code, kind=Agency.Kind.COMMUNE, jurisdiction="H05", parent=parent
    )


def test_the_nearest_agency_above_that_has_its_own_goes_before_the_country() -> None:
    province = agency("000.H05")
    department = agency("000.01.H05", province)
    office = agency("000.01.01.H05", department)
    ward = agency("000.02.H05", province)
    set_(KEY.LATE_IN_THE_DAY, 16, date(2026, 1, 1))
    set_(KEY.LATE_IN_THE_DAY, 14, date(2026, 1, 1), agency=province)
    set_(KEY.LATE_IN_THE_DAY, 10, date(2026, 1, 1), date(2027, 1, 1), agency=department)
    day, later = date(2026, 6, 1), date(2027, 6, 1)

    hours = [law_on(day, one.pk).late_in_the_day.hour for one in (office, department, ward)]

    assert hours == [10, 10, 14]
    assert law_on(later, office.pk).late_in_the_day == time(14)
    assert law_on(day).late_in_the_day == time(16)


def test_an_end_that_reaches_past_the_next_beginning_is_refused_at_the_same_agency_alone() -> None:
    ward, next_door = agency("000.01.H05"), agency("000.02.H05")
    set_(KEY.ANSWER_HOURS, 4, date(2027, 1, 1), date(2028, 1, 1), agency=ward)

    with pytest.raises(ValidationError, match="Trùng thời gian"):
        set_(KEY.ANSWER_HOURS, 2, date(2027, 6, 1), agency=ward)
    with pytest.raises(ValidationError, match="Trùng thời gian"):
        set_(KEY.ANSWER_HOURS, 2, date(2026, 6, 1), date(2027, 6, 1), agency=ward)
    with pytest.raises(ValidationError, match="đã có từ ngày đó"):
        set_(KEY.ANSWER_HOURS, 2, date(2027, 1, 1), date(2027, 1, 2), agency=ward)
    set_(KEY.ANSWER_HOURS, 2, date(2028, 1, 1), agency=ward)
    set_(KEY.ANSWER_HOURS, 2, date(2027, 6, 1), agency=next_door)
    set_(KEY.ANSWER_HOURS, 2, date(2027, 6, 1))


def test_what_the_law_does_not_leave_to_agencies_is_refused() -> None:
    with pytest.raises(ValidationError, match="cả nước"):
        set_(KEY.APOLOGIES, 2, date(2027, 1, 1), agency=agency("000.01.H05"))


def test_a_dossier_follows_the_hours_of_its_agency(cast: Cast) -> None:
    set_(KEY.ANSWER_HOURS, 2, date(2026, 1, 1), agency=cast.ward)

    dossier = cast.submitted()

    assert dossier.answer_by == cast.at.replace(hour=11)


@pytest.fixture
def operator(cast: Cast) -> User:
    """Somebody who holds the posting."""
    user = create_account("quantri", name="Lương Văn Sơn")
    give_posting(user, agency=cast.ward, role=Role.OPERATOR, valid_from=date(2020, 1, 1))
    return user


def test_the_operator_sets_one_on_her_page(client: Client, operator: User, cast: Cast) -> None:
    client.force_login(operator)
    address = "/quan-tri/agencies/lawsetting/add/"
    typed = {
        "key": KEY.LATE_IN_THE_DAY, "value": "16", "agency": str(cast.ward.pk),
        "valid_from": "2026-01-01", "valid_to": "2027-01-01", "source": "Quyết định thử",
    }  # fmt: skip

    assert client.post(address, typed).status_code == 302
    again = client.post(address, {**typed, "valid_from": "2026-06-01", "valid_to": ""})

    law.forget()
    assert "Trùng thời gian" in again.content.decode()
    assert law_on(date(2026, 3, 1), cast.ward.pk).late_in_the_day == time(16)
