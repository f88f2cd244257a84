from opinions.models.opinion import Opinion

__all__ = ["Opinion"]
