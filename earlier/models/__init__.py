from earlier.models.brought import Import
from earlier.models.line import Line

__all__ = ["Import", "Line"]
