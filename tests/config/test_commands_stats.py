"""`motcua stats`: counts what is missing, prints a table in words or JSON alone."""

import json

import pytest

from tests import cast as people
from tests.config.line import motcua


@pytest.mark.django_db
def test_stats_counts_what_is_not_counted_yet_and_prints_json_alone() -> None:
    people.make().accepted()

    done = motcua(
        "stats", "--agency", "H05", "--from", "2026-11-01", "--to", "2026-11-30", "--json"
    )

    found = json.loads(done.out)
    assert (done.code, done.err) == (0, "")
    assert found["received"]["online"] == 1
    assert found["take_up"] == 1
    assert found["counted_at"]


@pytest.mark.django_db
def test_stats_is_a_table_in_words() -> None:
    cast = people.make()
    cast.accepted()

    done = motcua("stats", "--agency", cast.ward.code, "--from", "2026-11-01")

    assert done.code == 0
    assert "Ủy ban nhân dân phường Võ Cường: 01/11/2026 đến" in done.out
    assert "Tỷ lệ hồ sơ trực tuyến" in done.out
    assert "100\u00a0%" in done.out


@pytest.mark.django_db
def test_an_unknown_agency_is_told_in_a_sentence() -> None:
    people.make()

    done = motcua("stats", "--agency", "H99")

    assert done.code == 1
    assert "Không có cơ quan “H99”" in done.err
