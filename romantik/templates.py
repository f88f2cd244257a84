r"""How template files are read: a `\` at the end of a line joins it to the next.

Django's tags must stand on one line, and what a mail's text or a sentence says is one line too.
As in TOML, the `\` goes together with the line break and the indentation after it; nothing else
of the file changes, and data, which comes later, never does.
"""

import re

from django.template.loaders import filesystem

JOINED = re.compile(r"\\\n[ \t]*")


class Loader(filesystem.Loader):
    def get_contents(self, origin):
        return JOINED.sub("", super().get_contents(origin))
