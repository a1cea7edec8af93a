"""What libyaml complains of, in words that help an editor."""

from __future__ import annotations

from typing import Any

_QUOTES = "给这个值加上引号"
_INDENT = "检查这一行和上一行的缩进、冒号和引号"

#: Part of libyaml's complaint → what we say and what to do.
_WORDS: tuple[tuple[str, str, str], ...] = (
    ("cannot start any token", "值不能以这个符号开头", _QUOTES),
    ("mapping values are not allowed", "这里不能有冒号", "值里有冒号就加引号；或者检查缩进"),
    ("block sequence entries are not allowed", "这里不能开始列表", "“- ” 要另起一行"),
    ("could not find expected ':'", "字段名后面缺少冒号", "写成 字段: 值，冒号后有空格"),
    ("did not find expected ',' or ']'", "方括号没有结束", "补上 ] 或逗号"),
    ("did not find expected ',' or '}'", "花括号没有结束", "补上 } 或逗号"),
    ("did not find expected '-' indicator", "列表写法不对", "每一项都以 “- ” 开头并对齐"),
    ("did not find expected key", "看不懂这一行", _INDENT),
    ("did not find expected <document start>", "缩进和前面不一致", _INDENT),
    ("found a tab character", "用制表符缩进", "改成空格，每层两个"),
    ("unknown escape character", "双引号里的反斜杠写法不认识", "改用单引号，或写两个反斜杠"),
    ("invalid Unicode character escape", "双引号里的反斜杠写法不对", "改用单引号"),
    ("hexdecimal number", "双引号里的反斜杠写法不对", "改用单引号，或写两个反斜杠"),
    ("unexpected document indicator", "引号没有结束", "补上结尾的引号"),
    ("alphabetic or numeric character", "& 和 * 后面要有名字", _QUOTES),
    ("duplicate anchor", "锚点重复", "换一个名字"),
    ("comment or line break", "| 或 > 后面不能有文字", "正文从下一行开始"),
    ("indentation indicator", "| 或 > 后面的数字不对", "只写 |"),
    ("incompatible YAML", "不支持这个 YAML 版本", "删去以 % 开头的行"),
    ("directive", "以 % 开头的行写法不对", "删去这一行，或给值加引号"),
    ("tag", "YAML 标签写法不对", "以 ! 开头的值要加引号"),
)


def explain(error: Any, text: str) -> tuple[int, int, str, str]:
    """Line and column (0-based, inside ``text``), message and hint."""
    problem = str(getattr(error, "problem", "") or getattr(error, "reason", "") or "")
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    if "unexpected end of stream" in problem and context is not None:
        line, column = _inside(text, context.line, context.column)
        return line, column, "引号没有结束", "补上结尾的引号"
    if "could not find expected ':'" in problem and context is not None:
        mark = context
    line, column = _inside(text, mark.line, mark.column) if mark is not None else (0, 0)
    message, hint = "YAML 写法不对", _INDENT
    said = f"{problem} {getattr(error, 'context', '')}"
    for part, known, advice in _WORDS:
        if part in said:
            message, hint = known, advice
            break
    return _wide_colon(text, line) or (line, column, message, hint)


def _wide_colon(text: str, line: int) -> tuple[int, int, str, str] | None:
    """The full-width colon of a key, on ``line`` or the one before: the usual slip of an editor."""
    lines = text.split("\n")
    for number in (line, line - 1):
        if 0 <= number < len(lines):
            key = lines[number].partition(":")[0]
            if "：" in key:
                hint = "改用半角的 : ，后面跟一个空格"
                return number, key.index("："), "字段名后面用了全角冒号", hint
    return None


def _inside(text: str, line: int, column: int) -> tuple[int, int]:
    """The place, moved to the end of the last line that says something where it lies behind it."""
    lines = text.split("\n")
    if line >= len(lines) or (line == len(lines) - 1 and not lines[line]):
        line = len(lines) - 1
        while line and not lines[line]:
            line -= 1
        return line, len(lines[line])
    return line, min(column, len(lines[line]))
