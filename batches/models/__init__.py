from .batch import Batch, Part

__all__ = ["Batch", "Part"]
