"""How gunicorn serves the portal; it reads this file by itself wherever it is started here.

Host, port and number of processes stand in the commands (docker-compose.yml, deploy/systemd/,
romantik/running/supervisor.py).
"""

from romantik.running import draining

# Longer than any proxy before it keeps a line that nothing passes (nginx: 30 s): who closes first
# must be the one that sends. Otherwise a request that sets out just then has no answer.
keepalive = 75


def when_ready(server):
    """Before the first process is forked that answers."""
    from django.conf import settings

    server.cfg.set("graceful_timeout", draining.WHOLE - settings.DRAIN_SECONDS - 2)
    draining.begin_with(server, settings.DRAIN_SECONDS)
