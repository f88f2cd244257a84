"""What a process that lives long has loaded, and how often it looks for garbage."""

import gc
from importlib import import_module

ALLOCATIONS = 50_000  # Python's 700 suit a program that makes little; a drawn letter makes 200,000

OF_LETTERS = ("pyhanko.sign.validation", "weasyprint")  # what checks and draws them


def load_libraries():
    """Load what takes half a second each before the process forks: nobody waits for it later."""
    for name in OF_LETTERS:
        import_module(name)


def settle():
    """Everything is loaded: from here on look for garbage less often, and not among all that.

    Call it before the process forks; a page drawn by WeasyPrint then takes a tenth less time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(ALLOCATIONS, *gc.get_threshold()[1:])
