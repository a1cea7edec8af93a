"""CSV files: figures of past events and of what people ask for."""

from __future__ import annotations

import csv
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from generator.content.source import read_source
from generator.content.translate import complaints
from generator.content.words import nearest, quoted
from generator.problems import Problem

Model = TypeVar("Model", bound=BaseModel)
_COLUMNS_HINT = "第一行写列名：{}"


def read_csv(data: bytes, model: type[Model]) -> tuple[tuple[Model, ...], tuple[Problem, ...]]:
    """The rows of ``data`` that hold, and what is wrong with the others (paths empty)."""
    source = read_source(data)
    if source.text is None:
        return (), source.problems
    reader = _Rows(source.text, model, list(source.problems))
    return tuple(reader.read()), tuple(reader.problems)


class _Rows:
    def __init__(self, text: str, model: type[BaseModel], problems: list[Problem]) -> None:
        self.lines = text.split("\n")
        self.last = max(1, len(self.lines) - text.endswith("\n"))
        self.text = text
        self.model = model
        self.problems = problems
        self.known = list(model.model_fields)

    def read(self) -> list[Any]:
        rows = csv.reader(iter(self.text.splitlines(keepends=True)), strict=True)
        first, found, header = 1, [], None
        try:
            for row in rows:
                line, first = first, rows.line_num + 1
                if not any(cell.strip() for cell in row):
                    continue
                if header is None:
                    header = self._header(row, line)
                    if header is None:
                        return []
                elif (entry := self._row(row, line, header)) is not None:
                    found.append(entry)
        except csv.Error:
            self._problem(
                self._place(first, 0), "csv-syntax", "引号写法不对", "单元格里的引号写成两个"
            )
        if header is None:
            self._problem((1, 1), "empty-file", "文件是空的", self._hint())
        return found

    def _hint(self) -> str:
        return _COLUMNS_HINT.format(",".join(self.known))

    def _header(self, row: list[str], line: int) -> list[str] | None:
        names = [cell.strip() for cell in row]
        good = True
        for index, name in enumerate(names):
            if name not in self.known or name in names[:index]:
                meant = nearest(name, self.known)
                hint = f"是不是 {meant}？" if meant and meant not in names else self._hint()
                said = f"没有{quoted(name)}这一列，或写了两次"
                self._problem(self._place(line, index), "csv-columns", said, hint)
                good = False
        for name in self.known:
            if self.model.model_fields[name].is_required() and name not in names:
                self._problem((line, 1), "csv-columns", f"缺少 {name} 这一列", self._hint())
                good = False
        return names if good else None

    def _row(self, row: list[str], line: int, header: list[str]) -> BaseModel | None:
        if len(row) != len(header):
            said = f"这一行有 {len(row)} 格，应有 {len(header)} 格"
            self._problem((line, 1), "csv-columns", said, "补上逗号，或给有逗号的文字加引号")
            return None
        data = {name: cell for name, cell in zip(header, row, strict=True) if cell.strip()}
        try:
            return self.model.model_validate(data)
        except ValidationError as error:
            for one in complaints(error, self.model):
                index = header.index(str(one.loc[0])) if one.loc else 0
                message = f"{one.loc[0]} 没有填" if one.code == "missing" else one.message
                self._problem(self._place(line, index), one.code, message, one.hint)
            return None

    def _problem(self, at: tuple[int, int], code: str, message: str, hint: str) -> None:
        self.problems.append(Problem("", *at, "error", code, message, hint))

    def _place(self, line: int, index: int) -> tuple[int, int]:
        """Where cell ``index`` of the row that begins on ``line`` begins."""
        column, inside = 1, False
        for row in self.lines[line - 1 :]:
            for offset, char in enumerate(row):
                if not index:
                    return line, column
                if char == '"':
                    inside = not inside
                elif char == "," and not inside:
                    index, column = index - 1, offset + 2
            if not index or not inside:
                break
            line += 1
        return min(line, self.last), column
