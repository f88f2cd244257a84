"""The guide: a file of plain text for each role in `pages/`, which an official can correct."""
