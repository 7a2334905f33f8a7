"""Doorstep's benchmark: how fast it answers beside other servers over the same tables, and beside SQL written by hand.

`make bench` runs it. Nothing of the service imports it.
"""
