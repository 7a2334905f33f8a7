"""One file a section: one constant that says all about it. Order and membership stand in services/home/__init__.py."""
