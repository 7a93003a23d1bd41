"""The command line: ``main`` and one file per verb.

Never imports the site: the verbs that need it start it as a process. The only place, with the site, that writes to a
terminal.
"""

import os
import signal
from importlib import import_module

__all__ = ["app"]

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""How many threads linear algebra takes. Ours is small: several wait for each other, and take four times as long."""


def app() -> None:
    """Run the program, on the words of its command line.

    All verbs take a second or more to load. Whoever stops the program then has nothing half done and no words to lose:
    it ends at once, as the system ends it, and no traceback is printed.
    """
    for name in _THREADS:
        # Before anything loads numpy, and only where nobody chose otherwise; the site that it starts takes it over.
        os.environ.setdefault(name, "1")
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    run = import_module("counterpoise.cli.main").app
    signal.signal(signal.SIGINT, signal.default_int_handler)
    run()
