"""How long somebody stays logged in, and what ends it before."""
