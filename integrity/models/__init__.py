from integrity.models.damage import Damage
from integrity.models.seal import Seal
from integrity.models.turn import Turn

__all__ = ["Damage", "Seal", "Turn"]
