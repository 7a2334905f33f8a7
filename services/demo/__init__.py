"""The demo city: believable shops, people and orders made from a seed. Nothing the service needs to run lives here."""
