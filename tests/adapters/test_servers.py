"""The servers that the suite itself stands on."""

import asyncpg
import redis


async def test_a_fresh_database_has_the_tables_and_no_row(database_url: str) -> None:
    connection = await asyncpg.connect(database_url)
    try:
        assert await connection.fetchval("SELECT count(*) FROM users") == 0
        assert await connection.fetchval("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") > 20
    finally:
        await connection.close()


def test_redis_answers(redis_url: str) -> None:
    with redis.Redis.from_url(redis_url) as client:
        assert client.ping()
