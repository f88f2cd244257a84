from earlier.models.brought import Import
from earlier.models.line import Line, Taken

__all__ = ["Import", "Line", "Taken"]
