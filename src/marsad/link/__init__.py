"""What of many documents speaks of the same incident, and why."""
