"""What it takes to run on several hosts, tried with real processes."""
