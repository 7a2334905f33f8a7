"""What Doorstep touches: PostgreSQL, Redis, payments, push, tokens, the clock. No rule of the business lives here."""
