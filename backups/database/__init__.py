"""The database at one moment, and putting it back; each kind in its own way."""
