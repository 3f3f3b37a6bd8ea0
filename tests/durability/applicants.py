"""Applicants who hand in one dossier after another, whatever happens to the server."""

import threading
import uuid
from dataclasses import dataclass, field
from typing import Any

from tests.cast import PDF
from tests.durability.server import Server

SERVICE = "2.000635"
BOUNDARY = "the-edge-of-a-part"


@dataclass
class Handed:
    """One draft that was to be submitted: its key, and the code if the server answered."""

    draft: str
    secret: str
    key: str
    code: str = ""


@dataclass
class Applicants:
    """Several at once; `handed` is what each of them tried and was told."""

    server: Server
    agency: str
    answers: dict[str, Any]
    papers: list[str]
    pause: float = 0.0  # seconds between two dossiers
    stop: threading.Event = field(default_factory=threading.Event)
    handed: list[Handed] = field(default_factory=list)
    turn: int = 0

    def run(self, count: int) -> list[threading.Thread]:
        """Start `count` applicants."""
        threads = [threading.Thread(target=self._keep_on, daemon=True) for _ in range(count)]
        for thread in threads:
            thread.start()
        return threads

    def _keep_on(self) -> None:
        while not self.stop.is_set():
            tried = self._fill_in()
            if tried is not None:
                self.handed.append(tried)
                tried.code = self.submit(tried)
                self._mend_one()
                self.stop.wait(self.pause)
            else:
                self.stop.wait(0.05)

    def _fill_in(self) -> Handed | None:
        """A complete draft, or None when the server went away meanwhile."""
        wanted = {"service": SERVICE, "agency": self.agency}
        status, draft = self.server.ask("POST", "/api/v1/drafts", wanted)
        if status != 201:
            return None
        path, headers = f"/api/v1/drafts/{draft['id']}", {"X-Draft-Secret": draft["secret"]}
        status, _ = self.server.ask("PATCH", path, {"answers": self.answers}, headers)
        for paper in self.papers:
            typed = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
            sent = self.server.ask("POST", f"{path}/documents", upload(paper), headers | typed)
            status = status if sent[0] == 201 else 0
        return Handed(draft["id"], draft["secret"], uuid.uuid4().hex) if status == 200 else None

    def _mend_one(self) -> None:
        """Hand in what is asked of one of the dossiers before, if anything is; turn by turn."""
        known = [one for one in self.handed if one.code]
        if not known:
            return
        self.turn += 1
        one = known[self.turn % len(known)]
        path, headers = f"/api/v1/dossiers/{one.code}", {"X-Draft-Secret": one.secret}
        status, dossier = self.server.ask("GET", path, None, headers)
        if status != 200 or not dossier["supplement"]:
            return
        typed = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        asked = dossier["supplement"]["items"]
        for item in asked:
            if item["kind"] == "document":
                self.server.ask("POST", f"{path}/documents", upload(item["id"]), headers | typed)
        again = {item["id"]: self.answers.get(item["id"]) for item in asked
                 if item["kind"] == "field"}  # fmt: skip
        self.server.ask("POST", f"{path}/supplement", {"answers": again}, headers)

    def submit(self, tried: Handed) -> str:
        """The code that the server acknowledged; empty when it did not answer."""
        headers = {"X-Draft-Secret": tried.secret, "Idempotency-Key": tried.key}
        path = f"/api/v1/drafts/{tried.draft}/submit"
        status, receipt = self.server.ask("POST", path, {}, headers)
        return str(receipt["code"]) if status in (200, 201) else ""


def applicants_of(server: Server, *, pause: float = 0.0) -> Applicants:
    """Who fill in the service's form from its examples."""
    _, service = server.ask("GET", f"/api/v1/services/{SERVICE}")
    agency = service["agencies"][0]["code"]
    _, form = server.ask("GET", f"/api/v1/services/{SERVICE}/form?agency={agency}")
    fields: list[dict[str, Any]] = [field for page in form["pages"] for field in page["fields"]]
    answers = {f["name"]: f["example"] for f in fields if f["example"] is not None}
    papers = [f["name"] for f in fields if f["type"] == "document" and f["required"]]
    assert papers
    return Applicants(server, agency, answers, papers, pause)


def upload(requirement: str) -> bytes:
    """A paper as a browser sends it."""
    lines = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="requirement"\r\n\r\n'
        f"{requirement}\r\n"
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="giay.pdf"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    )
    return lines.encode() + PDF + f"\r\n--{BOUNDARY}--\r\n".encode()
