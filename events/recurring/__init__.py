"""Work that comes again: who does it."""
