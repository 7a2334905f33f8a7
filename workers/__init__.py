"""What runs later or in the background. A rule that a worker applies lives in services/, not here."""
