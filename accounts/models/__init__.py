from .agencies import Agency
from .brakes import Brake
from .invitations import Invitation
from .offices import Office
from .regions import Region
from .users import Role, StaffRole, User

__all__ = ["Agency", "Brake", "Invitation", "Office", "Region", "Role", "StaffRole", "User"]
