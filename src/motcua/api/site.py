"""The API as one: its parts, its description (OpenAPI 3.1) and its errors."""

from ninja import NinjaAPI

from motcua.api import desk, dossiers, drafts, journal, me, problems, services

api = NinjaAPI(
    title="motcua",
    version="1",
    description="Dịch vụ công trực tuyến: tìm, nộp, theo dõi và giải quyết hồ sơ.",
    urls_namespace="api",
)
problems.register(api)
for part in (me, services, drafts, dossiers, journal):
    api.add_router("", part.router)
api.add_router("/desk", desk.router)
