from .custody import Custody
from .point import Point
from .statement import Statement

__all__ = ["Custody", "Point", "Statement"]
