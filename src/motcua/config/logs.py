"""Logs: one line an event, ids only; JSON in production, words in the demo."""

from typing import Any

import structlog

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    # Our own faults with their traceback; refusals of people are no news.
    "loggers": {"django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}


def configure(*, production: bool) -> None:
    """Choose how events are written."""
    writer = structlog.processors.JSONRenderer() if production else structlog.dev.ConsoleRenderer()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            writer,
        ],
        cache_logger_on_first_use=True,
    )
