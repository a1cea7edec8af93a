"""What mkdocs.yml must not say: settings that the frames can not follow. Needs no mkdocs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import yaml

from generator.problems import Problem
from generator.project import CONFIG, Project

Settings: TypeAlias = dict[str, tuple[yaml.Node, yaml.Node]]

PLUGIN = "yingji"

#: Top-level keys that may not be given: why, and what to do instead.
_REFUSED = {
    "INHERIT": ("设置只写在 mkdocs.yml 一个文件里。", "把被继承的设置抄过来，删去这一行。"),
    "site_url": ("网站地址只写在 content/site.yml 的 url。", "删去这一行。"),
    "repo_url": (
        "会在每页加上代码仓库的图标和对外请求。",
        "删去这一行；编辑链接用环境变量 YINGJI_EDIT_URI 给出。",
    ),
    "edit_uri_template": ("条目页面的编辑链接用不了它。", "删去这一行，用 edit_uri。"),
    "docs_dir": ("手写页面只放在 docs/。", "删去这一行。"),
    "hooks": ("钩子看不到由内容生成的页面。", "删去这一项。"),
    "extra_templates": ("这里的模板看不到由内容生成的页面。", "删去这一项。"),
}
#: Features by their beginning.
_FEATURES = {
    "navigation.instant": ("会改写页面的加载方式，横幅的时间就不再可信。", "删去这一项。"),
    "announce.dismiss": ("横幅里是生效中的预警，不能让人关掉。", "删去这一项。"),
    "content.action.view": ("条目页面没有源文件的地址。", "删去这一项。"),
    "search": ("Material 的搜索看不到由内容生成的页面。", "删去这一项。"),
}
#: What of Material's chrome a page has none of (decisions/0022): of the features, all but these.
_KNOWN_FEATURES = ("content.action.edit",)
_WITHOUT_EFFECT = ("palette", "icon", "logo", "favicon")
_FALSE = ("false", "no", "off")
_TRUE = ("true", "yes", "on")
_BOOLEAN = "tag:yaml.org,2002:bool"


def check_settings(project: Project) -> list[Problem]:
    """Every setting of mkdocs.yml that would make its pages and ours differ, in its place."""
    try:
        node = yaml.compose(project.config.read_text(encoding="utf-8-sig"), yaml.SafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        return [Problem(CONFIG, 1, 1, "error", "settings-unreadable", f"读不出来：{error}")]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        message = f"不是正确的 YAML：{error.problem}"
        return [Problem(CONFIG, line, column, "error", "settings-syntax", message)]
    if not isinstance(node, yaml.MappingNode):
        return [Problem(CONFIG, 1, 1, "error", "settings-syntax", "应是“键: 值”的列表。")]
    settings = _mapping(node)
    return sorted(
        (
            *_keys(settings),
            *_plugins(settings),
            *_theme(settings),
            *_own_origin(settings),
        )
    )


def _mapping(node: yaml.Node | None) -> Settings:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {str(key.value): (key, value) for key, value in node.value}


def _items(settings: Settings, key: str) -> list[yaml.Node]:
    """The items of a list; of one that is written as a mapping, its keys."""
    node = settings[key][1] if key in settings else None
    if isinstance(node, yaml.MappingNode):
        return [name for name, _ in node.value]
    if not isinstance(node, yaml.SequenceNode):
        return []
    named = (item.value[0][0] if _single(item) else item for item in node.value)
    return list(named)


def _single(node: yaml.Node) -> bool:
    return isinstance(node, yaml.MappingNode) and len(node.value) > 0


def _problem(node: yaml.Node, code: str, message: str, hint: str) -> Problem:
    mark = node.start_mark
    return Problem(CONFIG, mark.line + 1, mark.column + 1, "error", code, message, hint)


def _given(node: yaml.Node) -> bool:
    return not (isinstance(node, yaml.ScalarNode) and node.value in ("", "~", "null"))


def _keys(settings: Settings) -> Iterator[Problem]:
    for key, (message, hint) in _REFUSED.items():
        if key in settings and _given(settings[key][1]):
            yield _problem(settings[key][0], "settings-key", f"不能设置 {key}：{message}", hint)
    if "use_directory_urls" in settings:
        node = settings["use_directory_urls"][1]
        if node.tag != _BOOLEAN or str(node.value).lower() not in _TRUE:
            message = "use_directory_urls 只能是 true：页面地址永远不变。"
            yield _problem(node, "settings-key", message, "删去这一行。")


def _plugins(settings: Settings) -> Iterator[Problem]:
    items = _items(settings, "plugins")
    for node in items:
        if node.value != PLUGIN:
            message = f"插件 {node.value} 看不到由内容生成的页面，同一个网站会出现两种页面。"
            yield _problem(node, "settings-plugin", message, f"plugins 里只留 {PLUGIN}。")
    if PLUGIN not in [node.value for node in items]:
        # Without a list MkDocs would switch its search on.
        place = settings.get("plugins", settings.get("site_name"))
        hint = f"写上：plugins: [{PLUGIN}]"
        problem = Problem(CONFIG, 1, 1, "error", "settings-plugin", f"缺少插件 {PLUGIN}。", hint)
        yield _problem(place[0], *problem[4:]) if place else problem


def _theme(settings: Settings) -> Iterator[Problem]:
    key, node = settings.get("theme", (None, None))
    theme = _mapping(node)
    if key is None:
        hint = "写上 theme，其中 name 为 material。"
        yield Problem(CONFIG, 1, 1, "error", "settings-theme", "缺少 theme。", hint)
        return
    for name, wanted in (("name", "material"), ("custom_dir", "overrides")):
        value = theme[name][1] if name in theme else key
        if name not in theme or value.value.rstrip("/") != wanted:
            yield _problem(value, "settings-theme", f"theme.{name} 应为 {wanted}。", "改正这一项。")
    font = theme["font"][1] if "font" in theme else key
    if "font" not in theme or font.tag != _BOOLEAN or font.value.lower() not in _FALSE:
        message = "theme.font 不是 false，每页都会向外站请求字体。"
        yield _problem(font, "settings-font", message, "写成 font: false。")
    yield from _chrome(theme)


def _chrome(theme: Settings) -> Iterator[Problem]:
    """Switches of Material's chrome: those that do harm, and those that do nothing."""
    for item in _items(theme, "features"):
        for feature, (reason, hint) in _FEATURES.items():
            if item.value == feature or str(item.value).startswith(f"{feature}."):
                message = f"不能打开 {item.value}：{reason}"
                yield _problem(item, "settings-feature", message, hint)
                break
        else:
            if item.value not in _KNOWN_FEATURES:
                yield _unused(item, f"功能 {item.value}")
    for name in _WITHOUT_EFFECT:
        if name in theme:
            yield _unused(theme[name][0], f"theme.{name}")


def _unused(node: yaml.Node, what: str) -> Problem:
    message = f"{what} 没有作用：页面的框架是本站自己的，不用 Material 的这一部分。"
    problem = _problem(node, "settings-unused", message, "删去这一项。")
    return problem._replace(severity="warning")


def _own_origin(settings: Settings) -> Iterator[Problem]:
    """No page asks another site for anything."""
    for key in ("extra_css", "extra_javascript"):
        for node in _items(settings, key):
            if "//" in str(node.value):
                message = f"{key} 里的 {node.value} 在别的网站上。"
                yield _problem(node, "settings-origin", message, "把文件放进 overrides/assets/。")
    extra = _mapping(settings["extra"][1]) if "extra" in settings else {}
    for key in ("analytics", "consent", "social", "alternate", "version", "scope"):
        if key in extra:
            message = f"不能设置 extra.{key}：页面不向别的网站要东西，也不弹窗。"
            yield _problem(extra[key][0], "settings-extra", message, "删去这一项。")
