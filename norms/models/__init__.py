from norms.models.norm import Norm
from norms.models.sweep import Sweep

__all__ = ["Norm", "Sweep"]
