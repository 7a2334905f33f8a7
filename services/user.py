"""What the business knows about people. How a person proves who they are belongs to services/session.py."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.viewer import Role
from models import User, UserRole


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with everything they may act as; `store_ids` are the stores they work for."""

    id: UUID
    name: str
    roles: frozenset[Role]
    store_ids: tuple[UUID, ...]


async def find_first_with_role(session: AsyncSession, role: Role) -> Person | None:
    """Find who has held a role for longest: in the demo city always the same person."""
    user = await session.scalar(
        select(User)
        .join(UserRole, UserRole.user_id == User.id)
        .where(UserRole.role == role, User.deleted_at.is_(None))
        .order_by(UserRole.created_at, User.id)
        .limit(1)
    )
    return None if user is None else await _person(session, user)


async def find_by_email(session: AsyncSession, email: str) -> Person | None:
    """Find who signs in with an e-mail address, letter case aside."""
    user = await session.scalar(select(User).where(func.lower(User.email) == email.lower(), User.deleted_at.is_(None)))
    return None if user is None else await _person(session, user)


async def _person(session: AsyncSession, user: User) -> Person:
    held = list(await session.scalars(select(UserRole).where(UserRole.user_id == user.id).order_by(UserRole.id)))
    return Person(
        id=user.id,
        name=user.name,
        roles=frozenset(Role(one.role) for one in held),
        store_ids=tuple(one.store_id for one in held if one.store_id is not None),
    )
