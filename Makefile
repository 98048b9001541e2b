# `make help` lists every target. Two are enough: `make up` and `make test`.

.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory --no-builtin-rules

PYTHON ?= python3
NAME ?=
WORKERS ?=
FILE ?=
saved := $(or $(FILE),backups/auteur-$(shell date -u +%Y%m%dT%H%M%SZ).tar)
QUALITY ?= standard
export COMPOSE_PROJECT_NAME ?= auteur

bin := $(CURDIR)/.venv/bin
# The first works before .venv exists: those modules import the standard library alone.
bare = PYTHONPATH=backend $(PYTHON) -m
launch = PYTHONPATH=backend $(bin)/python -m launch
running = $(or $(MODE),$(shell $(bare) launch.engine running))
chosen = $(or $(MODE),$(shell $(bare) launch.engine mode))
compose = $(bare) launch.containers compose
with_comfyui = $(if $(filter docker,$(chosen)),COMPOSE_PROFILES=comfyui COMFYUI_URLS=http://comfyui:8188)
cli = $(if $(filter docker,$(running)),docker exec -i $(COMPOSE_PROJECT_NAME)-backend python,$(launch) run $(bin)/python) -m app.cli
JOBS ?= 2
pytest = $(bin)/pytest -c backend/pyproject.toml --rootdir .
# Tests wait for processes half of their time: of two files at once.
side_by_side = $(pytest) --numprocesses $(JOBS) --dist loadfile
long = AUTEUR_SOAK_TASKS=$(or $(TASKS),500) AUTEUR_TEST_EVENTS=100000 AUTEUR_TEST_CUTS=200 \
	AUTEUR_TEST_BACKEND_RESTARTS=20 AUTEUR_TEST_REDIS_RESTARTS=5 AUTEUR_TEST_REQUESTS=10000 AUTEUR_TEST_FRAMES=10000 \
	AUTEUR_TEST_STOPPED_SECONDS=60 AUTEUR_TEST_UPLOAD_MIB=2048 AUTEUR_TEST_UPLOAD_CUTS=20 AUTEUR_TEST_UPLOAD_RESTARTS=3
TORCH ?= $(shell sed -n 's/^ *"\(torch==[^"]*\)".*/\1/p' backend/pyproject.toml)
chromium = $(shell command -v chromium)
unless_chromium = $(if $(chromium),, and not browser)
promtool = $(shell command -v promtool)
unless_promtool = $(if $(promtool),, and not monitoring)
said_of_promtool = $(if $(promtool),,; the tests of alert rules, for there is no promtool: apt-get install prometheus)
said_of_chromium = $(if $(chromium),,; the browser tests, for there is no Chromium: apt-get install chromium)
frontend_sources = $(shell find frontend/src frontend/static -type f 2>/dev/null) \
	$(wildcard frontend/*.json frontend/*.js frontend/*.ts)

.PHONY: help up up-with-comfyui down restart scale logs ps build test test-again test-unit test-integration test-e2e \
	test-frontend test-containers soak testing models check check-backend check-frontend check-types fmt types lock bench clean packages \
	docker-up docker-down docker-scale docker-restart docker-logs docker-ps docker-health docker-build images-offline \
	native-up native-down native-scale native-restart native-logs native-ps native-build \
	workspace-init project-create new-project demo project-list check-film check-workspace repair-workspace shell-backend shell-frontend backup restore selftest

help: ## List the targets
	@awk -f backend/launch/help.awk $(MAKEFILE_LIST)

##@ The studio
up: ## Start the studio and print its address (MODE=docker|native decides by hand)
	@$(MAKE) $(chosen)-up

up-with-comfyui: ## Start it to render with ComfyUI: COMFYUI_URLS=http://… (in containers COMFYUI_IMAGE=…)
	@$(bare) launch.comfyui $(chosen)
	@$(with_comfyui) $(MAKE) $(if $(filter docker,$(chosen)),docker-up,native-restart)

down: ## Stop the studio and leave no process
	@$(MAKE) $(running)-down

restart: ## Stop and start
	@$(MAKE) $(running)-restart

scale: ## Run WORKERS=N workers beside each other until it stops; those too many finish or hand back
	@$(MAKE) $(running)-scale

logs: ## Show what the studio says
	@$(MAKE) $(running)-logs

ps: ## Show what runs
	@$(MAKE) $(running)-ps

build: ## Install and build everything that `up` needs
	@$(MAKE) $(chosen)-build

native-up: native-build
	@$(launch) up

native-down: .venv/native
	@$(launch) down

native-restart: native-build
	@$(launch) restart

native-logs native-ps: .venv/native
	@$(launch) $(@:native-%=%)

native-scale: .venv/native
	@$(launch) scale "$$WORKERS"

native-build: packages .venv/native frontend/build/index.js

##@ Films
workspace-init: .venv/native ## Make the workspace and its library
	@$(cli) workspace-init

project-create: .venv/native ## Make a film project: NAME="…" QUALITY=draft|standard|premium
	@$(cli) project-create "$$NAME" --quality "$$QUALITY"

new-project: project-create ## The same as project-create

demo: .venv/native ## Make a film of the studio's own screenplay
	@$(cli) sample-create

project-list: .venv/native ## List the film projects
	@$(cli) project-list

check-film: .venv/native ## Say what a film was made with, and what of it this studio lacks: NAME="…"
	@$(cli) film-check "$$NAME"

check-workspace: .venv/native ## Compare films, Git, journals and Redis, changing nothing; fails when they disagree
	@$(cli) reconcile --check

repair-workspace: .venv/native ## The same, repairing what can be repaired
	@$(cli) reconcile

backup: .venv/native ## Write the whole workspace into one archive, while the studio works: FILE=backups/….tar
	@mkdir -p "$(dir $(saved))"
	@$(cli) backup > "$(saved).part" || { rm -f "$(saved).part"; exit 1; }
	@mv "$(saved).part" "$(saved)" && echo "Saved: $(saved)"

restore: .venv/native ## Bring an archive back into an empty workspace: FILE=…
	@test -r "$(FILE)" || { echo "Name an archive: make restore FILE=backups/….tar" >&2; exit 1; }
	@$(cli) restore < "$(FILE)"

selftest: .venv/native ## Send a whole task through the running studio
	@$(cli) selftest

export NAME QUALITY WORKERS

##@ Containers
docker-up: docker-build ## Start the studio in containers and wait until it is well
	@$(compose) up -d
	@$(bare) launch.containers health
	@echo "Auteur is up: $$($(bare) launch.containers address)"

docker-down: ## Stop the containers; volumes and workspace stay
	@COMPOSE_PROFILES=comfyui,gpu,monitoring,pool,runners $(compose) down --remove-orphans

docker-scale:
	@$(if $(WORKERS),,$(error Say how many: make scale WORKERS=2))
	@$(compose) up -d --no-deps --no-build --no-recreate --scale worker-pool=$$((WORKERS - 1)) worker-pool

docker-restart: ## Restart the containers
	@$(compose) restart
	@$(bare) launch.containers health

docker-logs: ## Show what the containers say
	@$(compose) logs --tail=100 $(shell test -t 1 && echo -f)

docker-ps: ## Show the containers
	@$(compose) ps

docker-health: ## Wait until every container is healthy
	@$(bare) launch.containers health

docker-build: ## Build the images
	@$(bare) launch.containers prepare
	@$(compose) build

images-offline: ## Build the base images from the Debian archive, without a registry
	@backend/launch/images/build.sh

##@ Tests and checks
test: testing test-frontend ## Every test that this machine can run, JOBS=2 files at once
	$(side_by_side) tests -m "not containers$(unless_chromium)$(unless_promtool)"
	@echo "Not run: the containers' tests, which make test-containers runs$(said_of_chromium)$(said_of_promtool)."

test-again: testing test-frontend ## The tests that failed last time; all of them where they did not come to run
	$(pytest) tests -m "not containers$(unless_chromium)$(unless_promtool)" --last-failed --last-failed-no-failures all

test-unit: testing test-frontend ## Tests that start no process
	$(side_by_side) tests -m "not integration and not browser and not containers$(unless_promtool)"

test-integration: testing ## Tests with real Redis, Celery, Git LFS and studios
	$(side_by_side) tests -m "integration and not browser and not containers$(unless_promtool)"

test-e2e: testing ## Tests in a real browser
	$(pytest) tests -m browser

test-containers: .venv/dev ## Tests of the studio in containers (AGAIN=yes: those that failed); needs an engine
	@docker info > /dev/null 2>&1 || { echo "No container engine answers: start one, then try again." >&2; exit 1; }
	$(pytest) tests/containers --timeout 1500 $(if $(AGAIN),--last-failed --last-failed-no-failures all)

soak: testing ## The long runs: processes killed at random, cut sockets, cut uploads, fuzzing (TASKS=500 SEED=…)
	$(long) $(if $(SEED),AUTEUR_SOAK_SEED=$(SEED)) $(pytest) tests/faults/test_soak.py tests/live tests/uploads tests/test_fuzz.py \
		--timeout 7200

test-frontend: frontend/node_modules/.package-lock.json
	cd frontend && npm run --silent test

check: check-backend check-types check-frontend ## Lint, types, one-way imports, generated client

check-backend: .venv/dev
	cd backend && $(bin)/ruff check . ../tests ../bench && $(bin)/ruff format --check . ../tests ../bench
	cd backend && $(bin)/mypy app launch ../tests ../bench
	cd backend && $(bin)/lint-imports

check-frontend: frontend/node_modules/.package-lock.json
	cd frontend && npm run --silent check && npm run --silent lint

check-types: .venv/dev frontend/node_modules/.package-lock.json
	backend/launch/check_types.sh $(bin)/python

bench: testing ## Measure against limits and peers (QUICK=yes for a short run)
	PYTHONPATH=backend $(bin)/python -m bench $(if $(QUICK),--quick)

##@ Development
fmt: .venv/dev frontend/node_modules/.package-lock.json ## Put every source into its one form
	cd backend && $(bin)/ruff check --fix-only -q . ../tests ../bench && $(bin)/ruff format . ../tests ../bench
	cd frontend && npm run --silent format

types: .venv/dev frontend/node_modules/.package-lock.json ## Generate the frontend's client and docs/events.md from the backend's models
	cd backend && $(bin)/python -m app.openapi > ../frontend/openapi.json
	cd backend && $(bin)/python -m app.reference > ../docs/events.md
	cd backend && $(bin)/python -m app.reference.crew > ../docs/agents.md
	cd frontend && npm run --silent generate

models: .venv/models ## Install the libraries that generate with local weights

lock: .venv/dev ## Lock the Python dependencies again (UPGRADE=yes takes newer ones)
	backend/launch/lock.sh $(bin)/uv $(if $(UPGRADE),--upgrade)

shell-backend: ## A shell where the backend runs
	@$(if $(filter docker,$(running)),docker exec -it $(COMPOSE_PROJECT_NAME)-backend bash,cd backend && PATH="$(bin):$$PATH" bash)

shell-frontend: ## A shell where the frontend runs
	@$(if $(filter docker,$(running)),docker exec -it $(COMPOSE_PROJECT_NAME)-frontend sh,cd frontend && bash)

clean: ## Remove what was installed and built; films and running studios stay
	rm -rf .venv frontend/node_modules frontend/build frontend/.svelte-kit
	find backend tests -name __pycache__ -prune -exec rm -rf {} +

# What the targets above stand on.
packages:
	@$(bare) launch.packages

testing: native-build .venv/dev .venv/models
	@$(bare) launch.packages tests

.venv/native: backend/requirements-native.txt
	@$(bare) launch.packages
	@test -x $(bin)/python || $(PYTHON) -m venv .venv
	@echo "Installing the backend's dependencies"
	@$(bin)/pip install -qq --disable-pip-version-check --require-hashes -r $<
	@touch $@

# torch first, in whatever build pip finds for this machine; a lock would have to name one for everybody.
ifeq ($(TORCH),)
.venv/models: ;@echo "Not installed: the model libraries, for TORCH is empty; what needs them is not tested."
else
.venv/models: backend/requirements-models.txt .venv/native
	@echo "Installing the model libraries, with $(TORCH): gigabytes where pip has no build of it without GPUs."
	@echo "TORCH= leaves them out, TORCH=… names another build, such as a wheel's path."
	@$(bin)/pip install -qq --disable-pip-version-check "$(TORCH)"
	@$(bin)/pip install -qq --disable-pip-version-check --no-deps --require-hashes -r $<
	@touch $@
endif

.venv/dev: backend/requirements-dev.txt .venv/native
	@echo "Installing the development tools"
	@$(bin)/pip install -qq --disable-pip-version-check --require-hashes -r $<
	@touch $@

frontend/node_modules/.package-lock.json: frontend/package-lock.json
	@echo "Installing the frontend's dependencies"
	@cd frontend && npm ci --loglevel error --no-audit --no-fund
	@touch $@

frontend/build/index.js: frontend/node_modules/.package-lock.json $(frontend_sources)
	@echo "Building the frontend"
	@cd frontend && npm run --silent build > build.log 2>&1 || { cat build.log; exit 1; }
	@mv frontend/build.log frontend/build/build.log && touch $@
