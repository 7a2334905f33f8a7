"""What the business means, in pure Python: money, hours, places, states, viewers, errors. Standard library only."""
