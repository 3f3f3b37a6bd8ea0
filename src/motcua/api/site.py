"""The API as one: its parts, its description (OpenAPI 3.1) and its errors."""

from motcua.api import desk, dossiers, drafts, journal, me, problems, services, statistics, units
from motcua.api.description import DescribedAPI
from motcua.api.docs import DocsPage
from motcua.api.reading import JsonParser

api = DescribedAPI(
    title="motcua",
    version="1",
    description="Dịch vụ công trực tuyến: tìm, nộp, theo dõi và giải quyết hồ sơ.",
    urls_namespace="api",
    parser=JsonParser(),
    docs=DocsPage(),
)
problems.register(api)
# The addresses are tried in this order: the busiest first.
for part in (drafts, dossiers, services, me, units, statistics, journal):
    api.add_router("", part.router)
api.add_router("/desk", desk.router)
