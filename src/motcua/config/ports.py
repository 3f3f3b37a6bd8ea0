"""Is a port free? Asked before anything is installed or started on it."""

import socket

from motcua.core.refusals import Refusal

HIGHEST = 65535


class PortInUse(Refusal):
    """Another program listens there, or this one may not."""

    code, status, title = "port-in-use", 503, "Cổng không dùng được"


def check_free(host: str, port: int) -> None:
    """Raises `PortInUse`, which names another port to try."""
    try:
        [(family, _, _, _, address), *_] = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise PortInUse(
            f"Không mở được cổng {port} ở {host} ({error.strerror}).",
            why="Có thể chương trình khác, hay chính motcua đang chạy, giữ cổng này.",
            mend=f"Dừng chương trình đó, hoặc chọn cổng khác: PORT={_another(port)} make run",
        ) from error


def _another(port: int) -> int:
    return port + 1 if port < HIGHEST else 8000
