"""Start the server."""

from granian import Granian
from granian.constants import Interfaces

__all__ = ["serve"]

_THREADS = 4


def serve(*, address: str = "127.0.0.1", port: int, workers: int = 1) -> None:
    """Serve the site until it is stopped.

    Parameters
    ----------
    address, port
        Where to listen.
    workers
        How many processes.
    """
    Granian(
        "counterpoise.web.project.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=_THREADS,
        log_access=False,
    ).serve()
