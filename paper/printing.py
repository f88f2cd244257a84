"""HTML printed as an archival PDF that can be read aloud: the only place that knows WeasyPrint.

PDF/A-3A and PDF/UA-1 in one file, its bytes depending on nothing but the content. WeasyPrint and
pikepdf are imported when needed: they load Pango, which the rest of the portal can do without.
"""

import atexit
import gc
import re
import threading
from contextlib import contextmanager
from functools import cache, lru_cache
from io import BytesIO

from paper import fonts, signs

PDFUA_MARK = b"""<rdf:Description rdf:about=""
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
END_OF_METADATA = b"</rdf:RDF>"
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_of_this_thread = threading.local()


@atexit.register
def _let_fonts_go():
    """Before the interpreter ends: what frees them is gone when it clears its own threads."""
    vars(_of_this_thread).clear()


class MissingImageError(Exception):
    """An image of the page could not be drawn: no file is better than one without its code."""


def print_pdf(html, images=None):
    """The PDF of one HTML document, as bytes; it may load nothing but what it carries itself.

    `images` are objects that draw themselves as WeasyPrint's own images do, by their addresses.
    """
    return _normalised(_printed(signs.printable(html), dict(images or {})))


def _printed(html, images):
    fonts.use_only_ours()
    _tell_letters()
    from weasyprint import HTML

    # One configuration a thread: shared between threads it brings the interpreter down, and a new
    # one for each page is never quite given back.
    with _nothing_swept():
        document = HTML(string=STYLE.sub("", html), url_fetcher=_fetcher()).write_pdf(
            stylesheets=[_parsed(style) for style in STYLE.findall(html)],
            pdf_variant="pdf/a-3a",
            font_config=_fonts_of_this_thread(),
            cache=images,
            finisher=_mark_as_accessible,
        )
    if any(image is None for image in images.values()):
        raise MissingImageError("An image of the page could not be drawn.")
    return document


def _fetcher():
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    class Closed(URLFetcher):
        """Nothing leaves the machine and no file is read: only what the page itself carries."""

        def fetch(self, url, headers=None):
            if not url.lower().startswith("data:"):
                raise FatalURLFetchingError(f"A page asked for {url[:80]!r}")
            return super().fetch(url, headers)

    return Closed(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)


@lru_cache(maxsize=16)
def _parsed(style):
    """A style sheet is read once in a process, not for every page."""
    from weasyprint import CSS

    return CSS(string=style, url_fetcher=_fetcher())


@contextmanager
def _nothing_swept():
    """Let Python look for garbage between two documents, not a dozen times inside of one.

    What belongs to a document lives to its end, so that a search finds nothing and takes a fifth of
    the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _fonts_of_this_thread():
    from weasyprint.text.fonts import FontConfiguration

    if not hasattr(_of_this_thread, "fonts"):
        _of_this_thread.fonts = FontConfiguration()
    return _of_this_thread.fonts


@cache
def _tell_letters():
    """Let a line of shaped text carry its letters along (ActualText), for readers and searches.

    WeasyPrint tells them glyph by glyph, and of each glyph the same every time: too little where
    glyphs stand in another order than the letters, as in Javanese, or for several, as in emoji.
    """
    import pydyf
    from weasyprint.pdf.stream import Stream

    marked = Stream.marked

    @contextmanager
    def marked_with_letters(stream, box, tag):
        with marked(stream, box, tag):
            text = getattr(box, "text", "")
            if signs.are_shaped(text):
                properties = stream.stream[-2]  # "/Span <</MCID 3>> BDC"
                properties["ActualText"] = pydyf.String(text)
            yield

    Stream.marked = marked_with_letters


def _mark_as_accessible(document, pdf):
    """Put the PDF/UA mark into the one metadata packet that readers look at."""
    reference = int(pdf.catalog["Metadata"].split()[0])
    metadata = pdf.objects[reference]
    metadata.stream = [
        part.replace(END_OF_METADATA, PDFUA_MARK + END_OF_METADATA, 1) for part in metadata.stream
    ]


def _normalised(pdf_bytes):
    """Rewrite once, before hashing: pyHanko checks the result eight times faster."""
    import pikepdf

    whole = BytesIO()
    with pikepdf.open(BytesIO(pdf_bytes)) as pdf:
        pdf.save(
            whole,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
            fix_metadata_version=False,
        )
    return whole.getvalue()
