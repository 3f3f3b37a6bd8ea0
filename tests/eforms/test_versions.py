"""Published versions: a change makes a new one, none is ever edited."""

from datetime import UTC, datetime

import pytest

from motcua.eforms import versions
from motcua.eforms.definitions import BadDefinition, Form
from motcua.eforms.models import FormVersion
from tests.eforms.test_definitions import BIRTH, PLACE, form_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 12, 1, 3, 0, tzinfo=UTC)


def test_a_form_is_published_once_for_each_thing_it_says() -> None:
    first = versions.publish(form_of(BIRTH), at=NOW)
    again = versions.publish(form_of(BIRTH), at=NOW)
    second = versions.publish(form_of(BIRTH, PLACE), at=NOW)
    back = versions.publish(form_of(BIRTH), at=NOW)

    assert again == first
    assert [v.version for v in (first, second, back)] == [1, 2, 3]
    assert FormVersion.objects.count() == 3


def test_a_hand_made_form_replaces_the_standard_one_even_with_the_same_words() -> None:
    standard = versions.publish(form_of(BIRTH), at=NOW, standard=True)
    own = versions.publish(form_of(BIRTH), at=NOW)

    assert (standard.version, standard.standard) == (1, True)
    assert (own.version, own.standard) == (2, False)


def test_a_version_says_for_ever_what_it_said() -> None:
    first = versions.publish(form_of(BIRTH), at=NOW)
    second = versions.publish(form_of(BIRTH, PLACE), at=NOW)

    assert versions.load(first) == form_of(BIRTH)
    assert versions.load(FormVersion.objects.get(pk=second.pk)) == form_of(BIRTH, PLACE)
    assert versions.load(first) is versions.load(FormVersion.objects.get(pk=first.pk))


def test_a_form_nobody_could_fill_in_is_not_published() -> None:
    with pytest.raises(BadDefinition):
        versions.publish(Form("thu", "Thử", ()), at=NOW)

    assert not FormVersion.objects.exists()
