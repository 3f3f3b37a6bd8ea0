"""A replay keeps away from a registry that holds anything of others."""

import pytest

from motcua.catalogue.models import Service
from motcua.dossiers.models import Dossier
from tests import cast as people
from tests.config.line import motcua

pytestmark = pytest.mark.django_db
WANTED = ("--agency", "H05", "--year", "2018", "--online", "6", "--counter", "20")


def test_a_registry_with_dossiers_of_others_is_refused_and_left_as_it_is() -> None:
    people.make().submitted()

    done = motcua("simulate", *WANTED)

    assert done.code == 1
    assert "1 hồ sơ" in done.err
    assert Dossier.objects.filter(jurisdiction="H05").count() == 1
    assert not Service.objects.filter(procedure__code__startswith="9.001").exists()
