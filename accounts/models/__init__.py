from .agencies import Agency
from .brakes import Brake
from .data_requests import DataRequest
from .emblems import Emblem
from .invitations import Invitation
from .office_lists import OfficeList
from .offices import Office
from .regions import Region
from .roles import GIVEN, SIGNERS, Role, StaffRole, given_at
from .rooms import Room
from .users import User

__all__ = [
    "GIVEN",
    "SIGNERS",
    "Agency",
    "Brake",
    "DataRequest",
    "Emblem",
    "Invitation",
    "Office",
    "OfficeList",
    "Region",
    "Role",
    "Room",
    "StaffRole",
    "User",
    "given_at",
]
