"""The offices of a country, made, closed and opened again by whoever decides for all of them."""
