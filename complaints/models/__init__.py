from complaints.models.complaint import Complaint
from complaints.models.concerned import Concerned
from complaints.models.entry import ComplaintFile, Entry
from complaints.models.follow_up import FollowUp
from complaints.models.rating import Rating
from complaints.models.rating_invitation import RatingInvitation
from complaints.models.standard import Standard
from complaints.models.tally import Tally

__all__ = [
    "Complaint",
    "ComplaintFile",
    "Concerned",
    "Entry",
    "FollowUp",
    "Rating",
    "RatingInvitation",
    "Standard",
    "Tally",
]
