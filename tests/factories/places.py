"""Points on the map that tests look around from, as `LocationInput`."""

CHIADO = {"latitude": 38.7106, "longitude": -9.1409}
ALEXANDERPLATZ = {"latitude": 52.5219, "longitude": 13.4132}
MID_ATLANTIC = {"latitude": 35.0, "longitude": -40.0}
