"""Ways into an account of one's own, as a person at a browser goes them."""

import re

from django.core import mail
from django.test import Client

PASSWORD = "cau-vong-9-sac"
EMAIL = "hoa@example.com"


def logged_in(username: str, password: str) -> Client:
    """A browser in which this account is logged in."""
    client = Client()
    answer = client.post("/dang-nhap/", {"username": username, "password": password})
    assert answer.status_code == 302, answer.content.decode()
    return client


def is_in(client: Client) -> bool:
    """Does the account open?"""
    return bool(client.get("/tai-khoan/").status_code == 200)


def link(letter: int = -1) -> str:
    """The link in a letter, as a path."""
    found = re.search(r"https?://[^/\s]+(/\S+)", str(mail.outbox[letter].body))
    assert found, mail.outbox[letter].body
    return found[1]
