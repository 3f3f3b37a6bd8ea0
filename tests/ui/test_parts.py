"""Every part says its inputs, renders with the gallery's examples and looks official or not."""

import re
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from motcua.core.sayings import DueKind
from motcua.ui import examples, icons
from motcua.ui.templatetags.ui import DUE_ICONS, NOTE_ICONS, TAG_ICONS

TEMPLATES = Path(icons.__file__).parent / "templates"
PARTS = sorted(path.name for path in (TEMPLATES / "parts").glob("*.html"))


def render(source: str, **context: object) -> str:
    """What a template with our tags writes."""
    return Template("{% load ui %}" + source).render(Context(context))


@pytest.mark.parametrize("part", PARTS)
def test_every_part_declares_its_inputs_at_its_head(part: str) -> None:
    source = (TEMPLATES / "parts" / part).read_text()

    assert source.startswith("{% comment %}")
    assert "Inputs:" in source.split("{% endcomment %}")[0]


@pytest.mark.parametrize("part", PARTS)
def test_every_part_stands_in_a_layout_or_the_gallery(part: str) -> None:
    name = part.removesuffix(".html")
    pages = "".join(path.read_text() for path in TEMPLATES.rglob("*.html"))

    assert f'"parts/{part}"' in pages or f"{{% {name} " in pages


@pytest.mark.parametrize("page", ["/giao-dien/", "/giao-dien/loi/", "/giao-dien/ban-lam-viec/"])
def test_the_gallery_renders_without_a_database(client: Client, page: str) -> None:
    answer = client.get(page)

    assert answer.status_code == 200
    assert answer.content.decode().count("<h1") == 1


def test_every_icon_is_one_drawing_in_the_colour_of_the_text() -> None:
    assert len(icons.names()) >= 40
    for name in icons.names():
        drawn = icons.icon(name)
        assert drawn.startswith('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><')
        assert drawn.count("<svg") == drawn.count("</svg>") == 1
        assert "#" not in drawn


def test_an_icon_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(icons.UnknownIcon, match=r"'door'.*alert, arrow"):
        render('{% icon "door" %}')


def test_every_state_has_words_and_a_picture_never_colour_alone() -> None:
    assert set(DUE_ICONS) == set(DueKind)
    for due in examples.DUES:
        assert re.search(r"<svg.*</svg>" + re.escape(due.words), render("{% due due %}", due=due))
    assert set(TAG_ICONS) == {kind for kind, _ in examples.TAGS}
    assert set(TAG_ICONS.values()) | set(NOTE_ICONS.values()) <= set(icons.names())


def test_block_tags_wrap_what_they_are_given_and_escape_titles() -> None:
    written = render('{% note "soon" title %}<p>{{ text }}</p>{% endnote %}', title="<2>", text="&")

    assert 'class="note soon"' in written
    assert "&lt;2&gt;</h2><p>&amp;</p>" in written


def test_a_timeline_marks_what_is_done_what_is_now_and_says_when() -> None:
    written = render_to_string("parts/timeline.html", {"items": examples.TIMELINE})

    assert written.count("data-done") == 2
    assert written.count('aria-current="step"') == 1
    assert "thứ Ba 01/12/2026" in written


@pytest.mark.parametrize(
    ("path", "marked"),
    [("/tra-cuu/", ' aria-current="page"'), ("/tra-cuu/H05/", ' aria-current="true"'), ("/", "")],
)
def test_the_link_of_the_part_one_is_in_is_marked(path: str, marked: str) -> None:
    request = RequestFactory().get(path)

    assert render('{% here "/tra-cuu/" %}', request=request) == marked


def test_officers_see_their_other_workplaces_and_citizens_none() -> None:
    request: HttpRequest = RequestFactory().get("/mot-cua/")
    source = "{% elsewhere as places %}{% for place in places %}{{ place.label }}{% endfor %}"

    assert render(source, request=request) == ""
    places = [{"url": "/mot-cua/", "label": "Một cửa"}, {"url": "/soan-thao/", "label": "Soạn"}]
    vars(request)["workplaces"] = places
    assert render(source, request=request) == "Soạn"


def test_an_ordinary_form_puts_hint_and_error_between_label_and_control() -> None:
    written = str(examples.ExampleForm({"name": ""}))
    pieces = ['<label for="id_name">', "Như ghi trên", "error-line", '<input type="text"']
    label, hint, error, control = (written.index(piece) for piece in pieces)

    assert label < hint < error < control
    assert 'aria-describedby="id_name_helptext id_name_error"' in written
    assert 'id="id_name_error"' in written
    assert "(không bắt buộc)" in written
