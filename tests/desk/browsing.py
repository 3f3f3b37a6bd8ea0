"""The cast's dossiers in a real browser: a page with an officer's session."""

from typing import Any

from django.test import Client
from playwright.sync_api import Page

from motcua.dossiers.actors import Officer
from motcua.people.models import User


def logged_in(page: Page, live_server: Any, who: Officer | User) -> Page:
    """The page with this person's session, for addresses of the live server."""
    client = Client()
    client.force_login(who.user if isinstance(who, Officer) else who)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return page
