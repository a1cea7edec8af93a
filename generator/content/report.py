"""Collects the problems of one file, each at its place."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel

from generator.content.document import Document, Loc
from generator.content.translate import Complaint, keys_at, unknown_key
from generator.problems import Problem, Severity


class Report:
    """The problems of the file ``path``, whose ``document`` knows where everything stands."""

    def __init__(self, path: str, document: Document) -> None:
        self.path = path
        self.document = document
        self.problems = [problem._replace(path=path) for problem in document.problems]

    def error(self, loc: Loc, code: str, message: str, hint: str = "") -> None:
        """An error of the value at ``loc``."""
        self.add("error", self.document.place(loc), code, message, hint)

    def warning(self, loc: Loc, code: str, message: str, hint: str = "") -> None:
        """A warning about the value at ``loc``."""
        self.add("warning", self.document.place(loc), code, message, hint)

    def add(
        self, severity: Severity, place: tuple[int, int], code: str, message: str, hint: str = ""
    ) -> None:
        """A problem at a line and column."""
        self.problems.append(Problem(self.path, *place, severity, code, message, hint))

    def complain(self, complaints: Iterable[Complaint], prefix: Loc = ()) -> None:
        """Errors out of the model; their places lie below ``prefix``."""
        for one in complaints:
            loc = (*prefix, *one.loc)
            if one.code == "missing" and len(loc) == 1 and self.document.partial:
                continue  # it may stand in what could not be read
            find = self.document.key_place if one.where == "key" else self.document.place
            message = one.message
            if one.code == "missing" and self.document.has_key(loc):
                message = f"{loc[-1]} 没有填"
            self.add("error", find(loc), one.code, message, one.hint)

    def complain_of_blanks(self, model: type[BaseModel]) -> None:
        """Unknown keys without a value, as ``000`` in ``{capacity: 1,000}``: no model sees them."""
        for loc in self.document.blanks:
            known = keys_at(model, loc[:-1])
            if known and loc[-1] not in known and loc != ("id",):
                self.complain([unknown_key(loc, model)])

    @property
    def failed(self) -> bool:
        """Whether there is an error among the problems."""
        return any(problem.severity == "error" for problem in self.problems)
