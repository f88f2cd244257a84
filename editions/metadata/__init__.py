"""Standard metadata of Peraturan BPS 5/2020, begun from what a recommended file already says."""
