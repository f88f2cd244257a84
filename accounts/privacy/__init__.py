"""What the portal holds of a person, and what he may ask about it."""
