"""Make the pictures of the README from the demonstration itself: ``python -m tools.pictures``."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures"
PICTURES = {
    "decision.png": ("/initiatives/lindehof-together/decisions/closing/", 1280, 1500),
    "power-check.png": ("/initiatives/lindehof-together/audit/", 1280, 1100),
}
"""For each picture the page, its width and how much of its height is shown, in pixels."""


def main() -> int:
    """Start the demonstration, look at each page as a citizen does, and stop it again."""
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if browser is None:
        print("No chromium on this machine: install it, or name it in CHROMIUM.")
        return 1
    port = free_port()
    server = subprocess.Popen([sys.executable, "-c", START, "demo", "--port", str(port), "--no-browser"])
    try:
        wait_for(port)
        take(browser, f"http://127.0.0.1:{port}")
    finally:
        server.terminate()
        server.wait(timeout=30)
    return 0


START = "from counterpoise.cli.main import app; app()"


def take(browser: str, address: str) -> None:
    """Take every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        window = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        page = window.new_page()
        page.goto(f"{address}/demo/as/citizen-1/")
        if page.locator("main form button").count():
            page.locator("main form button").first.click()
        for name, (path, width, height) in PICTURES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.goto(address + path)
            page.screenshot(path=str(FOLDER / name))
            print(f"Made: {(FOLDER / name).relative_to(ROOT)}")
        window.close()


def free_port() -> int:
    """Return a port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int, *, seconds: float = 300) -> None:
    """Wait until the site answers."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.3)
    message = f"the site did not answer within {seconds:g} seconds"
    raise TimeoutError(message)


if __name__ == "__main__":
    sys.exit(main())
