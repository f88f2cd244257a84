"""The database on several hosts: one that is written to, others that read along, pools before."""
