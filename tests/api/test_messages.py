"""Messages by program: once per key, by either side, not by strangers; never the inbox's."""

from tests.api.client import Api, answer, problem
from tests.cast import Cast


def test_each_side_writes_and_both_read_it_in_the_dossier(
    cast: Cast, citizen: Api, desk: Api
) -> None:
    dossier = cast.accepted()
    path = f"/dossiers/{dossier.code}/messages"

    asked = answer(citizen.post(path, {"text": "Xong chưa?"}, key="k" * 32), 201)
    assert asked == answer(citizen.post(path, {"text": "Xong chưa?"}, key="k" * 32), 201)
    answered = answer(desk.post(path, {"text": "Chiều nay xong."}), 201)

    assert (asked["sender"], asked["name"], asked["read_at"]) == ("applicant", None, None)
    assert (answered["sender"], answered["name"]) == ("agency", "Trần Thị Lan")
    shown = answer(Api(secret=dossier.secret).get(f"/dossiers/{dossier.code}"))["messages"]
    assert [one["text"] for one in shown] == ["Xong chưa?", "Chiều nay xong."]
    assert shown[0]["read_at"]  # who answers has read
    assert answer(desk.get(f"/desk/dossiers/{dossier.code}"))["messages"] == shown


def test_strangers_find_nothing_and_no_words_are_a_problem(cast: Cast, citizen: Api) -> None:
    path = f"/dossiers/{cast.accepted().code}/messages"

    problem(Api(secret="x" * 27).post(path, {"text": "Xin chào"}), 404)
    problem(citizen.post(path, {"text": "  "}), 422)
    problem(citizen.post(path, {}), 422)
