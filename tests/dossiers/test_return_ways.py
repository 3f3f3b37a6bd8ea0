"""How the applicant wants the result: chosen when handing in, the officer's preset at the end."""

from dataclasses import replace

import pytest

from motcua.catalogue import offers
from motcua.catalogue.content import Channel
from motcua.catalogue.publishing import publish
from motcua.catalogue.queries import content_of
from motcua.core.refusals import Incomplete
from motcua.core.states import Act
from motcua.dossiers import acts, corrections, return_ways, verification
from motcua.dossiers.act_forms import ACT_FORMS
from tests.cast import Cast
from tests.dossiers import scenes
from tests.dossiers.scenes import refused


def with_post(cast: Cast) -> None:
    """From now on the procedure is published with the post as well."""
    content = content_of(cast.service.procedure)
    post = replace(content.methods[0], channel=Channel.POST)
    form = cast.service.procedure.form
    procedure = publish(replace(content, methods=(*content.methods, post)), at=cast.at).procedure
    procedure.form = form
    procedure.save(update_fields=["form"])
    cast.service = offers.offer(procedure, agency=cast.ward, at=cast.at)


def test_post_is_offered_where_the_procedure_has_it(cast: Cast) -> None:
    assert return_ways.allowed(cast.draft()) == ["counter", "online"]

    with_post(cast)

    assert return_ways.allowed(cast.draft()) == ["counter", "post", "online"]


def test_what_was_chosen_goes_into_the_dossier_sealed(cast: Cast) -> None:
    with_post(cast)
    draft = cast.draft()
    return_ways.choose(draft, way="post", address=" 12 Nguyễn Trãi, Võ Cường ", at=cast.at)

    dossier = acts.submit(draft, by=cast.applicant, at=cast.at, key="k")

    assert return_ways.said(dossier) == "qua bưu chính, tới 12 Nguyễn Trãi, Võ Cường"
    assert list(verification.faults("H05")) == []


@pytest.mark.parametrize(("way", "address"), [("post", " "), ("pigeon", "x"), ("", "")])
def test_another_way_and_post_to_nowhere_are_refused(cast: Cast, way: str, address: str) -> None:
    with_post(cast)
    draft = cast.draft()

    with refused(Incomplete):
        return_ways.choose(draft, way=way, address=address, at=cast.at)


def test_an_address_is_kept_for_the_post_alone(cast: Cast) -> None:
    draft = cast.draft()

    return_ways.choose(draft, way="online", address="12 Nguyễn Trãi", at=cast.at)

    assert (draft.return_way, draft.return_address) == ("online", "")


def test_the_officer_reads_what_was_wished(cast: Cast) -> None:
    draft = cast.draft()
    return_ways.choose(draft, way="online", at=cast.at)
    dossier = acts.submit(draft, by=cast.applicant, at=cast.at, key="k")

    [field] = ACT_FORMS[Act.RETURN_RESULT].fields(dossier, cast.desk, cast.at)

    assert (field.example, field.help) == ("online", "Người nộp đã chọn nhận trên mạng.")


def test_the_way_alone_can_be_corrected(cast: Cast) -> None:
    dossier = cast.submitted()
    draft = corrections.begin(dossier, by=cast.applicant, at=cast.at)
    return_ways.choose(draft, way="online", at=cast.at)

    acts.correct(dossier, by=cast.applicant, at=cast.at, draft=draft, key="k")

    assert scenes.now(dossier).return_way == "online"
    assert scenes.last_entry(dossier).data["items"] == ["return_way"]
    assert list(verification.faults("H05")) == []
