"""What `bin/scan` does: tools of others, pointed at the code, the packages and a running portal."""
