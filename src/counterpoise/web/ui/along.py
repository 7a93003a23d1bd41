"""Files of everything, to take along: handed out piece by piece while they are made.

The first piece comes at once, and no more than one is in memory. Nothing is laid by on a disk: what somebody has erased
stands in no file that waits to be fetched. As long as somebody takes a file, a thread of the server is busy with it, so
few can do so at once; the others are asked to come back in a minute.
"""

from collections.abc import Iterator
from threading import BoundedSemaphore

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

__all__ = ["MOST_AT_ONCE", "handed_out"]

MOST_AT_ONCE = 2
"""So many people take a file of everything along at once from one process; it has twice as many threads."""

_FREE = BoundedSemaphore(MOST_AT_ONCE)
_WAIT_SECONDS = 60


class _Pieces:
    """The pieces of a file, and a place among those who take one along, which is given back at the end."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._holds = True

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        return next(self._pieces)

    def close(self) -> None:
        """Give the place back; also where the reader went away before the end."""
        if self._holds:
            self._holds = False
            _FREE.release()

    def __del__(self) -> None:
        self.close()


def handed_out(request: HttpRequest, pieces: Iterator[bytes], *, name: str, kind: str) -> HttpResponseBase:
    """Hand a file out, piece by piece.

    Parameters
    ----------
    request
        What was asked: whoever asks only for what stands above the file gets no more than that.
    pieces
        The file. Nothing of it is made before it is asked for.
    name, kind
        What the file is called, and its media type.
    """
    answer: HttpResponseBase
    if request.method == "HEAD":
        answer = HttpResponse(content_type=kind)
    elif not _FREE.acquire(blocking=False):
        answer = render(request, "ui/busy.html", status=503)
        answer["Retry-After"] = str(_WAIT_SECONDS)
        return answer
    else:
        answer = StreamingHttpResponse(_Pieces(pieces), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
