"""The public pages of an office: whose they are, and the host names that stand for one."""
