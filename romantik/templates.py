r"""How template files are read: a `\` at the end of a line joins it to the next.

Django's tags must stand on one line, and what a mail's text or a sentence says is one line too.
As in TOML, the `\` goes together with the line break and the indentation after it. Pages lose the
rest of their indentation as well: it is for who reads the template, and is sent with every row.
Nothing else of the file changes, and data, which comes later, never does.
"""

import re

from django.forms import BoundField
from django.forms.renderers import DjangoTemplates
from django.template.loaders import filesystem

JOINED = re.compile(r"\\\n[ \t]*")
INDENTED = re.compile(r"\n[ \t]+")
NOT_OF_A_BROWSER = ("emails/", "events/", "letters/pdf/", "paper/")


class Loader(filesystem.Loader):
    def get_contents(self, origin):
        source = JOINED.sub("", super().get_contents(origin))
        is_page = origin.template_name.endswith(".html")
        is_page = is_page and not origin.template_name.startswith(NOT_OF_A_BROWSER)
        return INDENTED.sub("\n", source) if is_page else source


class Field(BoundField):
    """A field of any form but the official ones, which have their own (`editions.question`)."""

    def build_widget_attrs(self, attrs, widget=None):
        """A group from which nothing was chosen yet is not wrong, as browsers take it to be."""
        attrs = super().build_widget_attrs(attrs, widget)
        if getattr(widget or self.field.widget, "input_type", "") == "radio":
            attrs.setdefault("aria-invalid", "false")
        return attrs


class Renderer(DjangoTemplates):
    bound_field_class = Field
