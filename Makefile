# Two commands for a newcomer: make demo, make test. `make help` lists the rest.
# Works with GNU make 3.81 (macOS) and needs Python 3.11 or newer.

VENV := .venv
BIN := $(VENV)/bin
OUT := demo
QUESTION := policies-and-outcomes
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: help demo test test-all bench lint lock web clean

help:
	@echo 'make demo      build the graph, ask it a question, draw it, write it as Turtle'
	@echo 'make test      run the quick tests'
	@echo 'make test-all  run every test, slow ones and those in a browser too'
	@echo 'make bench     measure against other ways to do the same'
	@echo 'make lint      check format, style and types'
	@echo 'make lock      choose and pin the newest dependencies'
	@echo 'make web       bundle the scripts of the site anew (needs Node 20 and npm)'
	@echo 'make clean     remove everything these commands made'

demo: $(VENV)/demo.done
	@mkdir -p $(OUT)
	@echo '1. Building the graph from the Turtle files'
	@$(BIN)/taobao-kg build --quiet
	@echo
	@echo '2. Checking it'
	@$(BIN)/taobao-kg check --quiet
	@echo
	@echo '3. Asking: what did the State Council decide in 2014, and what did it lead to?'
	@echo
	@$(BIN)/taobao-kg query $(QUESTION) -p actor=state-council -p year=2014 --why -f table
	@$(BIN)/taobao-kg view --quiet -o $(OUT)/network.html
	@$(BIN)/taobao-kg export --quiet -o $(OUT)/taobao-kg.ttl
	@echo '4. Written for you:'
	@echo '   the network, to open in a browser   $(OUT)/network.html'
	@echo '   the whole graph as Turtle           $(OUT)/taobao-kg.ttl'
	@echo '   the files all of this is made of    graph_data/'
	@echo
	@echo 'Try next:'
	@printf '   %-56s  %s\n' \
	  '$(BIN)/taobao-kg queries' 'the other questions' \
	  '$(BIN)/taobao-kg query $(QUESTION) --why' 'the same for every actor and year' \
	  '$(BIN)/taobao-kg search "state council"' 'things by name' \
	  '$(BIN)/taobao-kg show actor:state-council' 'all about one of them'

test: $(VENV)/test.done
	$(BIN)/python -m pytest -q -n auto --dist loadfile -m "not slow and not browser"

test-all: $(VENV)/test.done
	$(BIN)/python -m pytest -q -n auto --dist loadfile

bench: $(VENV)/test.done
	$(BIN)/python bench/results.py

lint: $(VENV)/test.done
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/taobao-kg format --check

lock: $(VENV)/test.done
	$(BIN)/python requirements/lock.py

web: web/node_modules/.package-lock.json
	cd web && npm run --silent build

web/node_modules/.package-lock.json: web/package-lock.json
	cd web && npm ci --ignore-scripts --silent

clean:
	rm -rf $(VENV) $(OUT) build dist web/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis

# A new Python asks for a new environment; new pins only for an update of it.
$(VENV)/made:
	@bash requirements/make-venv $(VENV)
	@touch $@

$(VENV)/demo.done: $(VENV)/made requirements/demo.txt pyproject.toml
	@echo 'Installing what the graph needs (once, about half a minute)'
	@$(PIP) --require-hashes --only-binary :all: -r requirements/demo.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.done: $(VENV)/demo.done requirements/test.txt
	@echo 'Installing what the tests need (once, about a minute)'
	@$(PIP) --require-hashes -r requirements/test.txt
	@touch $@
