"""The offices of a country before the public: found by region, each with its own pages."""
