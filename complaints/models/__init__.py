from complaints.models.follow_up import FollowUp
from complaints.models.rating import Rating
from complaints.models.rating_invitation import RatingInvitation
from complaints.models.tally import Tally

__all__ = ["FollowUp", "Rating", "RatingInvitation", "Tally"]
