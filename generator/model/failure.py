"""How the types and rules of the models say what is wrong."""

from __future__ import annotations

from pydantic_core import PydanticCustomError


def fail(
    code: str, message: str, hint: str = "", at: tuple[str | int, ...] = (), **values: object
) -> PydanticCustomError:
    """The error to raise; ``{name}`` in ``message`` is taken from ``values``."""
    context = {"hint": hint, "at": at, **values}
    return PydanticCustomError(code, message, context)
