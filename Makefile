# `make` lists what there is. Every command sets up what it needs, in .venv/.

# The newest Python on PATH is taken; `make serve PYTHON=/path/to/python3.12` takes another.
PYTHON ?=
PYTHONS := $(or $(PYTHON),python3.14 python3.13 python3.12 python3.11 python3 python)
HOST ?= 127.0.0.1
PORT ?= 8000
# Tests that run at once.
WORKERS ?= 2
# How often `make faults` kills, and for how many seconds `make fuzz` runs each of its four.
KILLS ?= 50
SECONDS ?= 600
# Which changes `make mutants` tries; '*7' takes a tenth of them. Nothing, `MUTANTS=`, goes on with a run that was stopped.
MUTANTS ?= *
# Where `make deploy` pushes to.
REMOTE ?= origin
BRANCH ?= gh-pages

# Material's notice at each build, that it will end in May 2027 and that MkDocs 2 will have no plugins: pyproject.toml
# asks for mkdocs<2.
export NO_MKDOCS_2_WARNING := 1

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
# Errors only.
INSTALL := $(PIP) install -qq
COMPILE := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help messages serve site check test browser bench faults fuzz mutants audit properties screenshots zensical serve-zensical golden format lock deploy clean chromium rebuild

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: .venv/.runtime ## Show the site at http://127.0.0.1:8000/ and rebuild it after each change (HOST=, PORT=)
	@echo "The site: http://$(HOST):$(PORT)/  (when it is built; Ctrl+C stops it)"
	@env -u SITE_URL $(BIN)/python -m generator serve --dev-addr $(HOST):$(PORT)

site: .venv/.runtime ## Build the site into site/; any warning fails the build and leaves site/ as it was
	@$(BIN)/python -m generator build

check: .venv/.dev ## Check style, types, the statement, the glossary and the workflows
	@echo "== ruff check"
	@$(BIN)/ruff check --quiet
	@echo "== ruff format"
	@$(BIN)/ruff format --check --quiet || { echo "Not formatted as ruff would: run make format" >&2; exit 1; }
	@echo "== mypy"
	@$(BIN)/mypy
	@echo "== lint-imports"
	@out=$$($(BIN)/lint-imports --no-logo --no-cache) || { echo "$$out" >&2; exit 1; }
	@echo "== pip check: what pyproject.toml asks for is pinned"
	@out=$$($(PIP) check) || { echo "$$out" >&2; exit 1; }
	@echo "== generator check"
	@$(BIN)/generator check
	@echo "== workflows and CITATION.cff against their schemas"
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml \
	    generator/authoring/skeleton/dot-github/workflows/*.yml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.citation-file-format CITATION.cff

test: .venv/.dev chromium check ## Run all checks and tests, those in a browser too
	@echo "== pytest"
	@$(BIN)/pytest -n $(WORKERS) --dist worksteal

browser: .venv/.dev chromium ## Run only the tests in a browser, and look at more pages than make test does
	@EVERY=1 $(BIN)/pytest -n $(WORKERS) --dist worksteal tests/browser

faults: .venv/.dev ## Kill the build at 50 random moments, and take disk and folders from it
	@KILLS=$(KILLS) $(BIN)/pytest -n0 tests/test_faults.py

# What a find leaves in build/fuzz/ becomes a test; `.venv/bin/python -m tests.fuzz.linker FILE` runs it once more.
fuzz: .venv/.more ## Fuzz the readers of the statement and of front matter, and the linker (SECONDS=600 each)
	@for target in parsers statement frontmatter linker; do \
	    echo "== $$target, $(SECONDS) seconds"; \
	    $(BIN)/python -m tests.fuzz.$$target --seconds $(SECONDS) > build/fuzz-$$target.log 2>&1 \
	        || { tail -40 build/fuzz-$$target.log >&2; exit 1; }; \
	    grep "^Done" build/fuzz-$$target.log; \
	done

mutants: .venv/.more ## Change the code of matching and linking a little, and see whether a test notices (MUTANTS='*7': a tenth)
	@$(BIN)/mutmut run --max-children $(WORKERS) $(MUTANTS:%='%')
	@$(BIN)/python -m tests.mutants

audit: .venv/.more ## Look for known vulnerabilities and unfit licenses in all that is installed
	@echo "== licenses"
	@$(BIN)/pip-licenses
	@echo "== known vulnerabilities"
	@for name in requirements requirements-dev requirements-more; do \
	    $(BIN)/pip-audit --strict --progress-spinner=off --require-hashes --disable-pip --requirement $$name.txt || { \
	        echo "Not audited: see above. Without the package index's own server vulnerabilities cannot be looked up." >&2; \
	        exit 1; }; \
	done

properties: .venv/.dev ## Run the property tests on many more examples than make test does
	@GREEN=200 $(BIN)/pytest -n $(WORKERS) --dist worksteal --hypothesis-profile=deep tests/test_green.py tests/unit/test_linking_properties.py \
	    $(foreach room,addresses matcher mentions statement words,tests/unit/test_$(room).py)

bench: .venv/.dev chromium ## Measure speed and memory beside other tools, and write docs/benchmarks.md (some 12 minutes)
	@$(BIN)/python -m benchmarks

screenshots: .venv/.dev chromium ## Take pictures of the main pages into build/screenshots/
	@$(BIN)/python -m tests.browser.screenshots

# Both check the nav first: Zensical, strict as it may be, says nothing of an entry without a page.
zensical: .venv/.dev ## Build the site with Zensical instead of MkDocs, into site-zensical/
	@$(BIN)/generator check
	$(BIN)/generator export build/pages
	@rm -rf site-zensical
	$(BIN)/zensical build --strict --config-file zensical.yml
	$(BIN)/generator finish site-zensical

serve-zensical: .venv/.dev ## Show the site as Zensical builds it and rebuild it after each change (HOST=, PORT=)
	@$(BIN)/generator check
	@$(BIN)/generator export build/pages
	@$(BIN)/generator export build/pages --watch site-zensical & trap "kill $$! 2>/dev/null" EXIT INT TERM; \
	    env -u SITE_URL $(BIN)/zensical serve --config-file zensical.yml --dev-addr $(HOST):$(PORT)

golden: .venv/.dev ## Rewrite the expected output of tests; read the diff as you would read code
	@$(BIN)/pytest --golden

messages: .venv/.dev ## Bring the catalogues of the interface up to date
	@$(BIN)/python -m tests.catalogues

format: .venv/.dev ## Format the code
	@$(BIN)/ruff check --fix-only --quiet
	@$(BIN)/ruff format

lock: .venv/.dev ## Pin the newest allowed versions in requirements*.txt
	@mkdir -p build
	@for name in requirements requirements-dev requirements-more; do \
	    rm -f build/$$name.txt; \
	    $(BIN)/$(COMPILE) --no-header --quiet $$name.in --output-file build/$$name.txt || exit 1; \
	    { echo "# Made by make lock from $$name.in; do not edit. It is this file that make installs:"; \
	      echo "#    $(COMPILE) $$name.in"; \
	      cat build/$$name.txt; } > $$name.txt && rm build/$$name.txt; \
	done
	@cp requirements.txt generator/authoring/skeleton/pinned.txt
	@echo "Wrote requirements.txt, requirements-dev.txt and requirements-more.txt"

# The address that the site will have goes into its sitemap and canonical links. For GitHub it follows from the remote;
# for any other, SITE_URL says it. Never pushed by force, and never onto what is no site. The remote's address is not
# shown, as it may hold a password.
deploy: export REMOTE := $(REMOTE)
deploy: export BRANCH := $(BRANCH)
deploy: .venv/.runtime ## Build the site and push it to the branch gh-pages (REMOTE=, BRANCH=, SITE_URL=)
	@set -eu; mkdir -p build; log=build/deploy.log; \
	hide() { sed -E 's,//[^ /]*@,//,g; s,(://[^ ?]*)\?[^ ]*,\1,g' >&2; }; \
	stop() { printf '%s\n' "$$1" | hide; exit 1; }; \
	remote() { git "$$@" 2>$$log || { hide <$$log; exit 1; }; }; \
	to=$$(git remote get-url --push -- "$$REMOTE" 2>/dev/null) || \
	    stop "No git remote $$REMOTE: git remote add $$REMOTE <address>"; \
	url=$${SITE_URL:-$$(printf '%s\n' "$$to" | sed -nE 's,/$$,,; s,\.git$$,,; \
	    s,^.*github\.com[:/][^/]+/([^/]+\.github\.io)$$,https://\1/,p; \
	    s,^.*github\.com[:/]([^/]+)/([^/]+)$$,https://\1.github.io/\2/,p')}; \
	[ -n "$$url" ] || stop "The remote $$REMOTE is not on GitHub: make deploy SITE_URL=<the site's address>"; \
	case $$url in *@*|*\?*) stop "SITE_URL is public: leave out user, password and query";; esac; \
	[ "$$(git symbolic-ref --quiet --short HEAD || true)" != "$$BRANCH" ] || stop "You are on the branch $$BRANCH: name another"; \
	tip=$$(remote ls-remote -- "$$to" "refs/heads/$$BRANCH"); \
	tip=$${tip%%[!0-9a-f]*}; \
	if [ -n "$$tip" ]; then \
	    remote fetch --quiet -- "$$to" "refs/heads/$$BRANCH"; \
	    git cat-file -e "$$tip:index.html" 2>/dev/null && ! git cat-file -e "$$tip:mkdocs.yml" 2>/dev/null || \
	        stop "The branch $$BRANCH holds no site: name another, or delete it"; \
	fi; \
	SITE_URL=$$url $(BIN)/python -m generator build; \
	touch site/.nojekyll; rm -f build/deploy.index; \
	export GIT_DIR="$$(git rev-parse --absolute-git-dir)" GIT_INDEX_FILE="$$PWD/build/deploy.index"; \
	git -c core.autocrlf=false --work-tree="$$PWD/site" add --all --force "$$PWD/site"; \
	tree=$$(git write-tree); \
	if [ "$$tree" = "$$(git rev-parse --quiet --verify "$$tip^{tree}" || true)" ]; then echo "The site has not changed: $$url"; exit; fi; \
	made=$$(git commit-tree $${tip:+-p $$tip} -m "Site of $$(git describe --always)" "$$tree"); \
	remote push --quiet -- "$$to" "$$made:refs/heads/$$BRANCH"; \
	echo "Pushed site/ to the branch $$BRANCH of $$REMOTE; address: $$url"

clean: ## Remove all that make has made, .venv included
	rm -rf .venv build site site-zensical .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis mutants test-results

# Prints which browser, or installs one.
chromium: .venv/.dev
	@echo "== a browser for the tests"
	@$(BIN)/python tests/browser/find_chromium.py

# An interpreter that was removed or upgraded leaves a .venv that does not start: make it anew.
ifneq ($(wildcard .venv),)
ifneq ($(shell $(BIN)/python -c 'print("starts")' 2>/dev/null),starts)
.venv/.runtime .venv/.dev $(BIN)/python: rebuild
endif
endif

.venv/.runtime: requirements.txt pyproject.toml | $(BIN)/python
	@echo "Setting up .venv (once, about a minute) ..."
	@$(INSTALL) --require-hashes -r requirements.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

# Holds all of the above, in the same versions.
.venv/.dev: requirements-dev.txt pyproject.toml | $(BIN)/python
	@echo "Setting up .venv for tests (once, about a minute) ..."
	@$(INSTALL) --require-hashes -r requirements-dev.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch .venv/.runtime $@

# What takes longer than make test needs some tools more.
.venv/.more: requirements-more.txt .venv/.dev
	@echo "Setting up what make fuzz, mutants and audit need (once) ..."
	@$(INSTALL) --require-hashes -r requirements-more.txt
	@mkdir -p build
	@touch $@

$(BIN)/python:
	@lacking=; \
	for python in $(PYTHONS); do \
	    "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	    "$$python" -c 'import ensurepip, venv' 2>/dev/null && exec "$$python" -m venv --clear .venv; \
	    lacking=$$python; \
	done; \
	if [ -n "$$lacking" ]; then \
	    echo "$$lacking cannot make virtual environments: install its venv (Debian, Ubuntu: apt install python3-venv)," \
	        "or name another Python: make PYTHON=/path/to/python3" >&2; \
	else \
	    echo "No Python 3.11 or newer (tried: $(PYTHONS)): install one, or name it: make PYTHON=/path/to/python3" >&2; \
	fi; exit 1
