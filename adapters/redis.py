"""Redis: a client that never makes a request wait. redis-py itself would retry a silent server for most of a minute."""

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff


def redis_client(url: str, *, timeout: float) -> Redis:
    """A client whose every call ends within `timeout` seconds, with an answer or an error. Close it with `aclose`."""
    return Redis.from_url(url, socket_timeout=timeout, socket_connect_timeout=timeout, retry=Retry(NoBackoff(), 0))
