"""Pages that read every app."""
