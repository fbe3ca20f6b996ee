# 两条命令就够：make report（装好所需、生成样例报告），make test（全部检查）。
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT := reports
FORMATS := -f docx -f pdf -f digest

# What differs most by database: make test runs it on PostgreSQL, too, where one is; make test-all runs all of the bureau's.
AT_ONCE := $(addprefix tests/web/bureau/test_,at_once.py two_at_once.py trail.py links.py passwords.py)

.PHONY: help setup report web test test-all fuzz bench wheels docs messages clean

help:
	@echo "make report    安装所需，用样例填报表生成 Word 和 PDF 报告，放在 $(OUT)/"
	@echo "make web       在浏览器里用：印出网址，打开浏览器"
	@echo "make test      代码检查和测试"
	@echo "make test-all  再加上要用 LibreOffice、Chromium 和 outloud 的测试"
	@echo "make fuzz      上万份弄坏的输入，找会崩溃、读错的地方"
	@echo "make bench     速度和内存"
	@echo "make wheels    收齐不联网安装要的文件，放在 wheels/windows 和 wheels/linux"
	@echo "make docs      重新生成由代码写出的文档"

setup: $(BIN)/.installed

$(BIN)/.installed: pyproject.toml constraints.txt
	$(PYTHON) scripts/make_venv.py $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

report: setup
	$(BIN)/discloser build sample_inputs/fenyang-2025-budget.yaml -o $(OUT) $(FORMATS)
	$(BIN)/discloser build sample_inputs/bureau-2025-budget.yaml -o $(OUT) $(FORMATS)
	$(BIN)/discloser build sample_inputs/lishi-2023-budget.yaml -o $(OUT) $(FORMATS)
	$(BIN)/discloser build sample_inputs/library-2022-final.yaml -o $(OUT) $(FORMATS)
	$(BIN)/discloser build sample_inputs/department-2025-budget/department.yaml -o $(OUT) $(FORMATS)

web: setup
	$(BIN)/discloser serve

# Compiled once for all the processes of a run, whatever the environment says, and nothing beside the sources.
test test-all: export PYTHONDONTWRITEBYTECODE =
test test-all: export PYTHONPYCACHEPREFIX = $(CURDIR)/$(VENV)/compiled

test: setup
	sh scripts/install-system.sh
	-@command -v chromium >/dev/null && ! $(BIN)/python -c 'import playwright' 2>/dev/null && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,browser]' || true
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2 --dist loadfile
	sh scripts/with-postgres.sh $(BIN)/pytest --ds hosted_settings $(AT_ONCE) || [ $$? = 69 ]

test-all: setup
	sh scripts/install-system.sh --with-office --with-browser --with-postgres
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,browser,cluster]'
	-$(BIN)/python scripts/old_chromium.py $(VENV)/chromium-109
	$(PYTHON) -m venv .venv-outloud
	.venv-outloud/bin/python -m pip install --quiet --disable-pip-version-check outloud==0.2.1
	$(BIN)/pytest -n 2 --dist loadfile -m ""
	sh scripts/with-postgres.sh $(BIN)/pytest --ds hosted_settings tests/web/bureau
	sh scripts/with-postgres.sh $(BIN)/pytest --ds hosted_settings -m browser tests/web/bureau/test_season_story.py

fuzz: setup
	PYTHONPATH=tests $(BIN)/python -m fuzz

bench: setup
	sh scripts/install-system.sh --with-office
	$(BIN)/python scripts/bench.py
	$(BIN)/python scripts/bench_many.py
	$(BIN)/python scripts/bench_batch.py
	$(BIN)/python scripts/bench_pages.py
	$(BIN)/python scripts/bench_attachments.py
	$(BIN)/python scripts/bench_workbook.py
	$(BIN)/python scripts/bench_checks.py
	$(BIN)/python scripts/bench_reading.py
	$(BIN)/python scripts/bench_web.py
	$(BIN)/python scripts/bench_bureau_server.py
	$(BIN)/python scripts/bench_bureau.py

wheels: setup
	$(BIN)/python scripts/collect_wheels.py wheels

docs: setup
	$(BIN)/python scripts/write_docs.py

messages: setup
	$(BIN)/python scripts/compile_messages.py

clean:
	rm -rf $(VENV) .venv-outloud $(OUT) wheels dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
