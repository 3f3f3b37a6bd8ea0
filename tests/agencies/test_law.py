"""Numbers of the law with their dates: a row holds from its first day to before its last."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from motcua.agencies import law
from motcua.agencies.law import Law, law_on
from motcua.agencies.models import LawSetting

pytestmark = pytest.mark.django_db
KEY = LawSetting.Key


def set_(key: str, value: int, since: date, until: date | None = None) -> None:
    row = LawSetting(key=key, value=value, valid_from=since, valid_to=until, source="Nghị định thử")
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
