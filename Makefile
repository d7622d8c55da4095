# `make run` sets up and serves; `make test` sets up and tests; `make check` is everything CI asks for.
# `make diff BASE=COMMIT` shows what the documents at hand are read as now and were not read as then.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DOCUMENTS ?=
BASE ?=
LIMIT ?= 150
STAMP := $(VENV)/.installed
PACKAGES := chromium fonts-noto-cjk tesseract-ocr tesseract-ocr-jpn libreoffice-writer-nogui

.PHONY: run test check diff format system lock clean

run: $(STAMP)
	$(BIN)/python app.py $(if $(DOCUMENTS),--documents "$(DOCUMENTS)")

test: $(STAMP) system
	@echo "== tests"
	$(BIN)/python -m pytest --numprocesses 2 --dist loadgroup

check: $(STAMP) system
	@echo "== format"
	$(BIN)/ruff format --check .
	@echo "== lint"
	$(BIN)/ruff check .
	@echo "== types"
	$(BIN)/mypy
	@echo "== tests"
	$(BIN)/python -m pytest --numprocesses 2 --dist loadgroup

diff: $(STAMP)
	$(BIN)/python -m benchmarks.diff $(or $(BASE),$(error say BASE=COMMIT)) $(DOCUMENTS) --limit $(LIMIT)

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# torch comes first and by name, so that pip takes the build that the lock pins and nothing larger.
# Senrei itself comes last, without looking at its dependencies again: it adds the command `senrei`.
$(STAMP): requirements.lock pyproject.toml
	@echo "== setting up $(VENV) (some minutes the first time)"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check "$$(grep '^torch==' requirements.lock)"
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

# Browser tests use Debian's Chromium, the test of scans tesseract; without root they are skipped and the summary says so.
system:
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		missing="$$(dpkg-query -W -f '$${db:Status-Abbrev} $${Package}\n' $(PACKAGES) 2>&1 | grep -vc '^ii')"; \
		if [ "$$missing" != 0 ]; then echo "== installing $(PACKAGES)"; \
			apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(PACKAGES) >/dev/null; fi; fi

lock: $(STAMP)
	$(BIN)/pip install --quiet --upgrade -e ".[dev]" && $(BIN)/pip freeze --exclude-editable | sed 's/+cpu//' > requirements.lock

clean:
	rm -rf $(VENV) build data
