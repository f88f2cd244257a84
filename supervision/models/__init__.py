from supervision.models.coaching import Coaching

__all__ = ["Coaching"]
