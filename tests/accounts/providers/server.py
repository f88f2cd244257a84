"""A real provider of OpenID Connect on this machine, which can be told to lie on its way out."""

import base64
import json
import re
import threading
from contextlib import contextmanager
from io import BytesIO
from urllib.parse import parse_qs

import oidc_provider_mock
import requests
from werkzeug.serving import make_server
from werkzeug.test import run_wsgi_app
from werkzeug.wrappers import Request, Response

DOCUMENT, TOKEN = "/.well-known/openid-configuration", "/oauth2/token"


class Provider:
    """Its people are put in by `knows`; `changes` lie about what it answers at a path."""

    def __init__(self):
        self.app = oidc_provider_mock.app(require_nonce=True)
        self.changes, self.asked = {}, []
        self.server = make_server("127.0.0.1", 0, self, threaded=True)
        self.issuer = f"http://127.0.0.1:{self.server.port}"

    def __call__(self, environ, start_response):
        request = Request(environ)
        body = request.get_data().decode()
        environ["wsgi.input"] = BytesIO(body.encode())
        self.asked.append((request.path, {k: v[0] for k, v in parse_qs(body).items()}))
        parts, status, headers = run_wsgi_app(self.app, environ)
        answer = Response(parts, status, headers)
        if change := self.changes.get(request.path):
            changed = change(answer.get_json())
            answer = changed if isinstance(changed, Response) else json_answer(changed)
        if answer.mimetype == "text/html":  # its style sheet lies elsewhere
            answer.set_data(re.sub(r"<link[^>]*>", "", answer.get_data(as_text=True)))
        return answer(environ, start_response)

    def knows(self, sub, **claims):
        requests.put(f"{self.issuer}/users/{sub}", json=claims, timeout=20).raise_for_status()
        return sub

    def signs_in(self, address, sub):
        """The person at its page, where the portal led him: gives where it leads back."""
        answer = requests.post(address, data={"sub": sub}, allow_redirects=False, timeout=20)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]


def json_answer(told):
    return Response(json.dumps(told), 200, content_type="application/json")


@contextmanager
def provider():
    """One that answers until the end of the block."""
    one = Provider()
    threading.Thread(target=one.server.serve_forever, args=[0.01], daemon=True).start()
    try:
        yield one
    finally:
        one.server.shutdown()
        one.server.server_close()


def token_with(change):
    """A lie about the ID token: `change` gets its header, its claims and its signature."""

    def changed(answer):
        header, claims, signature = answer["id_token"].split(".")
        told = change(_read(header), _read(claims), signature)
        return answer | {
            "id_token": ".".join(_write(x) if isinstance(x, dict) else x for x in told)
        }

    return changed


def _read(part):
    return json.loads(base64.urlsafe_b64decode(part + "=="))


def _write(told):
    return base64.urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")
