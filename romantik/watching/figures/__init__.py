"""Figures for Prometheus: what processes count, and what database, queue and disks say."""
