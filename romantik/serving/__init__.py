"""How pages and their files leave the server: fitted, joined, named by a hash, compressed."""
