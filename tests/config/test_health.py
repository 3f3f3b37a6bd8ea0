"""What machines ask of the product."""

import pytest
from django.test import Client

from tests import cast as people


def test_the_process_says_that_it_is_alive(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


@pytest.mark.django_db
def test_ready_means_database_and_room_on_the_disk(client: Client) -> None:
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"database": True, "disk": True}


@pytest.mark.django_db
def test_the_measures_say_what_waits_in_the_outbox(client: Client) -> None:
    people.make().submitted()

    said = client.get("/metrics").content.decode()

    assert 'motcua_outbox_waiting{jurisdiction="H05"} 1.0' in said
    assert 'motcua_outbox_dead{jurisdiction="H05"} 0.0' in said
