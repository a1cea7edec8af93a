# One task, one target; `make help` lists them. Everything is installed into .venv,
# from the lock files and from nothing else; a lock that changed makes it anew.

PYTHON ?= python3
ARGS ?=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site check build serve test lint format bench bench-scale bench-search bench-preview bench-where bench-pages shots lock clean

BIN := .venv/bin
YINGJI := $(BIN)/yingji
# Debian's fonts-noto-cjk, which covers are drawn with (generator/covers/font.py).
FONT := /usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc
# No wheel is taken whose hash is not in the lock, and nothing is built with a builder from elsewhere.
INSTALL := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-build-isolation
# One version of a package for every Python and system, so that all build the same bytes.
COMPILE = $(BIN)/uv pip compile --quiet --no-header --generate-hashes --universal --python-version 3.11 \
	--fork-strategy fewest $(ARGS)

help: ## 列出全部命令
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r target text; do \
		printf '%-20s %s\n' "$$target" "$$text"; done

site: .venv/code.stamp .venv/font.stamp ## 检查内容并生成 site/（有错误也生成，最后报错）
	@$(YINGJI) check; checked=$$?; \
	$(YINGJI) build $(ARGS); built=$$?; \
	if [ $$checked -ne 0 ] || [ $$built -ne 0 ]; then \
		echo '内容有错误或有条目未能生成，请按上面的提示修改。' >&2; exit 1; fi

check: .venv/code.stamp ## 只检查内容，列出全部问题
	@$(YINGJI) check $(ARGS)

build: .venv/code.stamp .venv/font.stamp ## 只生成 site/，不另外检查
	@$(YINGJI) build $(ARGS)

serve: .venv/code.stamp .venv/font.stamp ## 本机预览，保存后自动刷新
	@$(YINGJI) serve $(ARGS)

# All of them are shared out among the cores; a few that somebody asks for run in one process.
test: .venv/site.stamp .venv/dev.stamp .venv/font.stamp ## 运行全部测试，包括浏览器测试（缺少 Chromium 时自动安装）
	@CHROMIUM=$$(sh tests/browser/install.sh) && export CHROMIUM && \
	$(BIN)/python -m pytest $(or $(ARGS),--numprocesses=auto --maxprocesses=8 --dist=worksteal)

lint: .venv/site.stamp .venv/dev.stamp ## 检查代码：ruff 与 mypy --strict
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

format: .venv/dev.stamp ## 整理代码格式
	@$(BIN)/ruff check --fix-only
	@$(BIN)/ruff format

bench: .venv/code.stamp .venv/tools.stamp ## 与 Hugo 比较生成速度，结果写入 benchmarks/results/
	@$(BIN)/python -m benchmarks.race $(ARGS)

bench-scale: .venv/code.stamp ## 一万、三万、十万条时的用时与内存
	@$(BIN)/python -m benchmarks.scale $(ARGS)

bench-search: .venv/site.stamp .venv/dev.stamp .venv/font.stamp ## 一万条时搜索索引的用时，第一次搜索传输多少字节
	@CHROMIUM=$$(sh tests/browser/install.sh) && export CHROMIUM && $(BIN)/python -m benchmarks.search $(ARGS)

bench-preview: .venv/code.stamp ## 预览里多久能看到一处修改
	@$(BIN)/python -m benchmarks.preview $(ARGS)

bench-where: .venv/code.stamp ## 生成一次的时间用在哪里
	@$(BIN)/python -m benchmarks.where $(ARGS)

bench-pages: .venv/dev.stamp site ## 慢网络上打开各种页面要等多久
	@CHROMIUM=$$(sh tests/browser/install.sh) && export CHROMIUM && $(BIN)/python -m benchmarks.pages $(ARGS)

shots: .venv/site.stamp .venv/dev.stamp .venv/font.stamp ## 给主要页面拍照（手机和电脑，浅色和深色），放在 shots/
	@CHROMIUM=$$(sh tests/browser/install.sh) && export CHROMIUM && $(BIN)/python -m benchmarks.shots $(ARGS)

lock: .venv/tools.stamp ## 按 pyproject.toml 重写 lock/（ARGS=--upgrade 升级依赖）
	@$(COMPILE) pyproject.toml --output-file lock/site.lock
	@set -e; for group in setup dev tools; do \
		$(COMPILE) --group $$group --constraints lock/site.lock --output-file lock/$$group.lock; done

clean: ## 删除生成的内容和缓存（保留 .venv）
	rm -rf site .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache

# The environment. `--clear`: a package that left the lock leaves the environment too.
.venv/packages.stamp: lock/setup.lock lock/site.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo '需要 Python 3.11 或更新的版本。装好后可以指明：make site PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || sh .ci/apt-install python3-venv
	@echo '正在准备运行环境 .venv ……' >&2
	@$(PYTHON) -m venv --clear .venv
	@$(INSTALL) --only-binary :all: --require-hashes --requirement lock/setup.lock
	@$(INSTALL) --require-hashes --requirement lock/site.lock
	@touch $@

.venv/site.stamp: .venv/packages.stamp pyproject.toml
	@$(INSTALL) --no-index --no-deps --editable .
	@touch $@

# Compiled when it changed: where PYTHONDONTWRITEBYTECODE is set, as in many containers, every alert
# would wait a tenth of a second for it.
.venv/code.stamp: .venv/site.stamp $(wildcard $(patsubst %,generator/%*.py,/ */ */*/ */*/*/))
	@$(BIN)/python -m compileall -q generator
	@touch $@

# Tried once: where it can not be had, sites are made without drawn covers, and every build says so.
.venv/font.stamp: .venv/packages.stamp
	@[ -e $(FONT) ] || sh .ci/apt-install fonts-noto-cjk || \
		echo '没有字体 fonts-noto-cjk：网站照常生成，只是不绘制封面图。' >&2
	@touch $@

.venv/%.stamp: lock/%.lock .venv/packages.stamp
	@$(INSTALL) --only-binary :all: --require-hashes --requirement $<
	@touch $@
