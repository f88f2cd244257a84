from .agencies import Agency
from .invitations import Invitation
from .offices import Office
from .regions import Region
from .users import Role, StaffRole, User

__all__ = ["Agency", "Invitation", "Office", "Region", "Role", "StaffRole", "User"]
