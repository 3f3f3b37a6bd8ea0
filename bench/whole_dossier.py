"""Server CPU of a whole dossier over HTTP, against a bare Django view with one row and one file.

Both servers run side by side under granian and are asked in turns, so that a busy machine slows
both alike. A whole dossier: the form, a draft, its answers, one paper, submit, the receipt.
"""

from statistics import median
from typing import Any

from bench.client import Client
from bench.figures import Figure
from bench.papers import scan
from bench.served import Served, served

SERVICE, AGENCY = "2.000635", "000.17.22.H05"
ROUNDS, DOSSIERS, ROWS = 9, 50, 300
GOAL = 6


def measure(options: Any) -> list[Figure]:
    """CPU milliseconds of both, and their ratio."""
    with served("motcua.config.wsgi:application") as ours, served("bench.bare:application") as bare:
        _dossiers(ours, 10)
        _rows(bare, 40)
        spent = [(_dossiers(ours, DOSSIERS), _rows(bare, ROWS)) for _ in range(ROUNDS)]
    dossier, row = (1000 * median(which) for which in zip(*spent, strict=True))
    return [
        Figure(name="whole dossier, server CPU", value=dossier, unit="ms"),
        Figure(name="bare row with one file, server CPU", value=row, unit="ms"),
        Figure(name="whole dossier ÷ bare row", value=dossier / row, unit="×", goal=GOAL),
    ]


def _dossiers(server: Served, count: int) -> float:
    """CPU seconds of one dossier, averaged over `count` of them."""
    before = server.cpu_seconds()
    for _ in range(count):
        _whole(server.port)
    return (server.cpu_seconds() - before) / count


def _whole(port: int) -> None:
    """As a client that knows no form: every field gets its example."""
    client = Client(port)
    form = client.ask("GET", f"/api/v1/services/{SERVICE}/form?agency={AGENCY}")
    fields = [field for page in form["pages"] for field in page["fields"]]
    answers = {field["name"]: field["example"] for field in fields if field["example"] is not None}
    paper = next(field["name"] for field in fields if field["type"] == "document")
    draft = client.ask("POST", "/api/v1/drafts", {"service": SERVICE, "agency": AGENCY})
    client.headers["X-Draft-Secret"] = draft["secret"]
    address = f"/api/v1/drafts/{draft['id']}"
    client.ask("PATCH", address, {"answers": answers})
    client.post(f"{address}/documents", ("to-khai.pdf", scan()), requirement=paper)
    receipt = client.ask("POST", f"{address}/submit", {})
    client.ask("GET", f"/api/v1/dossiers/{receipt['code']}")


def _rows(server: Served, count: int) -> float:
    """CPU seconds of one row with one file."""
    client = Client(server.port)
    before = server.cpu_seconds()
    for number in range(count):
        client.post("/rows", ("to-khai.pdf", scan()), name=f"row {number}")
    return (server.cpu_seconds() - before) / count
