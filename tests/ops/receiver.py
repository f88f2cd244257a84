"""Whoever watches the portal from outside: a service for errors and traces, and Prometheus."""

import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import brotli
from prometheus_client.parser import text_string_to_metric_families


class Receiver(ThreadingHTTPServer):
    """Takes whatever is posted, as a service for errors or traces does, and keeps it."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Taker)
        self.taken = []  # (path, headers, body)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self):
        return self.server_address[1]


class Taker(BaseHTTPRequestHandler):
    """Answers everything with 200."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        undo = {"gzip": gzip.decompress, "br": brotli.decompress}
        body = undo.get(self.headers.get("Content-Encoding"), bytes)(body)
        self.server.taken.append((self.path, dict(self.headers), body))
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *words):
        """Say nothing."""


def read(text):
    """``{(name, labels as sorted pairs): value}`` of what `/metrics` answers."""
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
