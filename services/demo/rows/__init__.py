"""The rows that fill the demo city: one named tuple for each table, a field for each column it fills."""
