"""Another office examines for one that cannot: who is told, what waits, what ends by itself."""
