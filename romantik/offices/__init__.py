"""What an office's admin keeps in the browser: its facts, and the list of its first start."""
