"""An OpenID provider of our own on this machine, which can also do what no provider should."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa


@dataclass
class Provider:
    """Signs people in by the authorization code flow, with PKCE.

    Attributes
    ----------
    says
        What it says of who comes: ``sub``, ``email``, ``email_verified``.
    wrong
        What of its answers is other than it should be: ``aud``, ``iss``, ``exp`` or ``state``.
    away
        Whether it answers nothing but that something broke.
    refuses
        Whether who comes does not want to go on.
    held
        Where people would have gone back to, instead of letting them go; nothing lets them go.
    """

    says: dict[str, Any] = field(default_factory=lambda: {"sub": "anna"})
    wrong: dict[str, Any] = field(default_factory=dict)
    away: bool = False
    refuses: bool = False
    held: list[str] | None = None
    address: str = ""
    asked: dict[str, dict[str, str]] = field(default_factory=dict)
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    def described(self) -> dict[str, Any]:
        """Return its description of itself."""
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/begin",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/who",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        }

    def sent_back(self, asked: dict[str, str]) -> str:
        """Return where somebody goes who came with these words."""
        code = secrets.token_urlsafe(8)
        self.asked[code] = asked
        answer = {"error": "access_denied"} if self.refuses else {"code": code}
        return f"{asked['redirect_uri']}?{urlencode({'state': asked['state'], **answer, **self.wrong})}"

    def token(self, given: dict[str, str]) -> dict[str, Any] | None:
        """Return what a code is worth: nothing to who did not ask for it."""
        asked = self.asked.pop(given.get("code", ""), None)
        proof = base64.urlsafe_b64encode(hashlib.sha256(given.get("code_verifier", "").encode()).digest())
        if asked is None or proof.decode().rstrip("=") != asked["code_challenge"]:
            return None
        now = int(time.time())
        told = {"iss": self.address, "aud": asked["client_id"], "iat": now, "exp": now + 300, **self.says, **self.wrong}
        return {"access_token": "a", "token_type": "Bearer", "id_token": jwt.encode(told, self.key, "RS256")}


@contextmanager
def provider_open() -> Iterator[Provider]:
    """Open it on a free port of this machine."""
    found = Provider()

    class Desk(BaseHTTPRequestHandler):
        def log_message(self, *_words: object) -> None:
            """Say nothing."""

        def _answer(self, status: int, given: object, **head: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            for name, value in head.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(json.dumps(given).encode())

        def do_GET(self) -> None:
            place = urlsplit(self.path)
            if found.away:
                self._answer(500, "it broke")
            elif place.path == "/begin":
                asked = {name: values[0] for name, values in parse_qs(place.query).items()}
                place_back = found.sent_back(asked)
                if found.held is not None:
                    found.held.append(place_back)
                    self._answer(200, "stay")
                else:
                    self._answer(302, "", Location=place_back)
            else:
                self._answer(200, found.says if place.path == "/who" else found.described())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            token = found.token({name: values[0] for name, values in parse_qs(body).items()})
            self._answer(400 if token is None else 200, token or {"error": "invalid_grant"})

    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    found.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
