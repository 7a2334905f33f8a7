"""Drawings of the demo city's pictures, as SVG text. `draw.py` puts them into files."""
