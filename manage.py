#!/usr/bin/env python
"""Django's commands for the portal."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "romantik.settings")
    if sys.argv[1:] == ["--version"]:  # the portal's; `manage.py version` is Django's
        from romantik import __version__

        sys.exit(sys.stdout.write(f"romantik {__version__}\n") and 0)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
