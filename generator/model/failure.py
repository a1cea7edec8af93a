"""How the types and rules of the models say what is wrong."""

from __future__ import annotations

from pydantic_core import PydanticCustomError


def fail(
    code: str,
    message: str,
    hint: str = "",
    at: tuple[str | int, ...] = (),
    beside: str = "",
    **values: object,
) -> PydanticCustomError:
    """The error to raise; ``{name}`` in ``message`` is taken from ``values``.

    ``beside`` names the field it is about where that is another one of the same mapping.
    """
    context = {"hint": hint, "at": at, "beside": beside, **values}
    return PydanticCustomError(code, message, context)
