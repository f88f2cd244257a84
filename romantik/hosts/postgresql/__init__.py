"""Django's backend for PostgreSQL, for one server and for several."""
