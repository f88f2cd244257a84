"""A web application of the tests: one page takes its time, as a signature does."""

import time

from romantik.running.draining import is_draining


def application(environ, start_response):
    if environ["PATH_INFO"] == "/lambat/":
        time.sleep(3)
    status = "503 Service Unavailable" if is_draining() else "200 OK"
    body = status.encode()
    start_response(status, [("Content-Length", str(len(body)))])
    return [body]
