"""Every form of the sample, hand-made or standard, is handed in page by page without scripts."""

from django.test import Client

from motcua.catalogue.models import Service
from motcua.core.states import State
from motcua.dossiers import queries
from motcua.eforms import versions
from tests.portal.conftest import hand_in
from tests.portal.walking import walk


def test_every_service_of_the_sample_can_be_handed_in_from_its_examples(
    offered: list[Service], client: Client
) -> None:
    assert len(offered) >= 12
    for service in offered:
        begun = client.post(f"/dich-vu/{service.procedure.code}/{service.agency.code}/")
        assert begun.status_code == 302
        assert service.form is not None

        passed = walk(client, begun["Location"], versions.load(service.form))

        draft = "/".join(begun["Location"].split("/")[:3]) + "/"
        assert "Còn" not in client.get(f"{draft}xem-lai/").content.decode()
        dossier = queries.tracked(hand_in(client, draft))
        assert dossier is not None
        assert dossier.state == State.SUBMITTED, service.procedure.code
        assert len(passed) >= 3


def test_birth_is_registered_with_the_questions_that_its_answers_bring_in(
    offered: list[Service], client: Client
) -> None:
    service = next(one for one in offered if one.procedure.code == "1.001193")
    assert service.form is not None
    begun = client.post(f"/dich-vu/{service.procedure.code}/{service.agency.code}/")

    passed = walk(client, begun["Location"], versions.load(service.form))

    assert passed[0] == "applicant"
    assert "birth" in passed
    assert "papers" in passed
