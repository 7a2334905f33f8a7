"""Alembic migrations: the only way the database's shape changes. File names start with the date."""
