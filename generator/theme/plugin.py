"""The MkDocs plugin: takes what MkDocs renders, and writes our site in its place.

``mkdocs build`` and ``mkdocs serve`` load it from mkdocs.yml; ``taking`` uses it
to fill the cache of frames. Either way MkDocs itself writes nothing.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterable
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import InclusionLevel

from generator.encoding import ensure_utf8
from generator.headers.policy import with_policy
from generator.languages.words import CHINESE, OWN_NAMES, TAGS, words
from generator.model.vocabulary import LANGUAGES
from generator.pages.frame import Frame
from generator.problems import has_errors, show
from generator.project import Project
from generator.theme.chrome import Chrome, DocsPage
from generator.theme.compiled import COMPILED
from generator.theme.digest import chrome_digest
from generator.theme.docs import split_links
from generator.theme.facts import read_site
from generator.theme.frames import NOT_FOUND, SHAPES
from generator.theme.generated import (
    GeneratedPage,
    Handed,
    add_page,
    foreign_nav,
    foreign_title,
    mark_safe,
    marked_pages,
    nav_titles,
)
from generator.theme.reload import reload_allowed
from generator.theme.settings import check_settings
from generator.theme.style import FOLDER, check_styles, parts, published, styler
from generator.theme.writing import watched, write_site

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

_LOG = logging.getLogger("mkdocs.commands.build")


class _Quiet(logging.Filter):
    """Keeps MkDocs from telling that it skips each page: taking them is what we are here for."""

    def filter(self, record: logging.LogRecord) -> bool:
        return "enerated empty output" not in str(record.msg)


class Options(Config):  # type: ignore[no-untyped-call]
    """The plugin has none."""


_QUIET = _Quiet()
#: Pages that the nav of some language needs, with their addresses.
_LANDINGS = {shape.name: shape.address for shape in SHAPES if "@" not in shape.address}


class YingjiPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Frames in, site out.

    ``handed`` are the pages to render in place of the frames of the site (their
    HTML is then in ``rendered``, by name); ``writes`` tells whether the site is
    written at the end.
    """

    def __init__(self, handed: Iterable[Handed] | None = None, *, writes: bool = True) -> None:
        self.handed = None if handed is None else tuple(handed)
        self.writes = writes
        self.serving = False
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        self.rendered: dict[str, str] = {}
        self.files: dict[str, bytes] = {}
        self.docs: dict[str, DocsPage] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        ensure_utf8()
        self.serving = command == "serve"

    # Before the pages: settings, and pages that MkDocs does not find in docs/.

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.project = Project(Path(config.config_file_path).resolve().parent)
        problems = [*check_settings(self.project), *check_styles(self.project)]
        if has_errors(problems):
            raise PluginError(show(problems))
        self.rendered, self.files, self.docs = {}, {}, {}
        self.digest = chrome_digest(self.project, config.site_url)
        self.edit_uri = config.edit_uri or ""
        if self.edit_uri and not self.edit_uri.startswith(("https://", "http://")):
            raise PluginError("edit_uri（YINGJI_EDIT_URI）应是 http 或 https 开头的完整地址。")
        _LOG.addFilter(_QUIET)
        self._scratch = tempfile.TemporaryDirectory(prefix="yingji-")
        self.site_dir, config.site_dir = config.site_dir, str(Path(self._scratch.name, "site"))
        site = read_site(self.project)
        config.site_name = site.name
        self.site_url = config.site_url = config.site_url or site.url
        config.edit_uri = f"{self.edit_uri}docs/" if self.edit_uri else None
        # The languages of a page are a slot, which Material's own switch makes room for.
        config.extra.update({"yingji": site, "alternate": True, "generator": False})
        config.extra["domain"] = urlsplit(self.site_url).netloc
        config.theme.static_templates = {f"{NOT_FOUND}.html"}
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        titles = nav_titles(config.nav)
        pages = marked_pages(self.digest) if self.handed is None else self.handed
        self._not_found = next((p.raw for p in pages if p.shape.name == NOT_FOUND), {})
        present = {page.shape.source for page in pages}
        # The nav needs its landing pages, whatever is to be rendered.
        landings = (p for p in marked_pages(self.digest) if p.shape.name in _LANDINGS)
        for page in (*pages, *(p for p in landings if p.shape.source not in present)):
            if page.shape.name != NOT_FOUND:
                title = titles.get(page.shape.source) or foreign_title(page.shape)
                add_page(files, config, page, title)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Give each generated page the landing page of its section as its parent."""
        pages = [file.page for file in files.documentation_pages()]
        known = {page.file.src_uri: page for page in pages if page is not None}
        for page in known.values():
            if isinstance(page, GeneratedPage) and page.handed.shape.parent:
                parent = known[f"{_LANDINGS[page.handed.shape.parent]}index.md"]
                page.parent = parent  # type: ignore[assignment] # all that the theme asks of it
        self._navs = {CHINESE: nav, **{one: foreign_nav(one, known) for one in LANGUAGES}}
        return nav

    # The theme. Its templates do not escape, so escaping is switched on.

    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        env.autoescape = True
        env.trim_blocks = env.lstrip_blocks = True
        env.bytecode_cache = COMPILED
        env.globals.update(languages=TAGS, own_names=OWN_NAMES)
        env.globals["style"] = styler(self.project.overrides)
        for file in list(files):
            if file.is_documentation_page():
                if file.page is not None and not isinstance(file.page, GeneratedPage):
                    mark_safe(file.page)
            else:
                files.remove(file)
                # Pages ask for nothing of Material's own; styles stand inside the pages.
                own = file.src_dir in (config.docs_dir, config.theme.custom_dir)
                if own and not file.dest_uri.startswith(f"{FOLDER}/"):
                    self.files[file.dest_uri] = published(file.dest_uri, file.content_bytes)
        env.globals["digest"] = {
            path: blake2b(data, digest_size=5).hexdigest() for path, data in self.files.items()
        }
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        shape = page.handed.shape if isinstance(page, GeneratedPage) else None
        language = shape.language if shape else CHINESE
        context["parts"] = parts(shape)  # type: ignore[typeddict-unknown-key]
        context["yj"] = page.meta.get("yingji")  # type: ignore[typeddict-unknown-key]
        context["nav"] = self._navs[language]
        context["w"] = words(language)  # type: ignore[typeddict-unknown-key]
        return context

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        self._base = context["base_url"]
        context["yj"] = self._not_found  # type: ignore[typeddict-unknown-key]
        context["w"] = words(CHINESE)  # type: ignore[typeddict-unknown-key]
        context["parts"] = parts(None)  # type: ignore[typeddict-unknown-key]
        return context

    # After rendering: take everything, let MkDocs write nothing.

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        output = with_policy(output)
        if isinstance(page, GeneratedPage):
            self.rendered[page.handed.shape.name] = output
        elif page.file.inclusion.value > InclusionLevel.DRAFT.value:
            literals, links = split_links(output)
            path = page.file.dest_uri
            self.docs[path] = DocsPage(
                source=f"docs/{page.file.src_uri}",
                path=path,
                title=str(page.title or ""),
                description=str(page.meta.get("description") or ""),
                literals=literals,
                links=links,
            )
        return ""

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        # MkDocs joins the address of the home page as `.`.
        output = with_policy(output)
        self.rendered[NOT_FOUND] = output.replace(f'href="{self._base}."', f'href="{self._base}"')
        return ""

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self._clean_up()
        if self.writes:
            chrome, folder = self.chrome(), Path(self.site_dir)
            write_site(self.project, chrome, folder, serving=self.serving)

    def on_build_error(self, *, error: Exception) -> None:
        self._clean_up()

    def _clean_up(self) -> None:
        _LOG.removeFilter(_QUIET)
        if self._scratch is not None:
            self._scratch.cleanup()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        for path in watched(self.project):
            server.watch(str(path))
        reload_allowed(server)
        return server

    def chrome(self) -> Chrome:
        """What was taken, if the pages rendered were the frames of the site."""
        return Chrome(
            digest=self.digest,
            site_url=self.site_url,
            edit_uri=self.edit_uri,
            frames={
                name: Frame.split(name, page, self.digest)
                for name, page in sorted(self.rendered.items())
            },
            files=dict(sorted(self.files.items())),
            docs=dict(sorted(self.docs.items())),
            problems=(),
        )
