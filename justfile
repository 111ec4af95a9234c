# The tasks of the project: `just` lists them. Install just with `pip install rust-just` or a package manager.

bin := if os_family() == "windows" { ".venv/Scripts" } else { ".venv/bin" }
python := bin / "python"

# List the recipes.
default:
    @just --list

# Make .venv with everything that the other recipes need.
install:
    python3 -m venv .venv && {{ python }} -m pip install -q -U pip && {{ python }} -m pip install -q -e . --group dev

# Run the fast tests; arguments go to pytest.
test *ARGS:
    {{ python }} -m pytest {{ ARGS }}

# Run the slow tests: builds, packaging, the whole data set in every format.
slow:
    {{ python }} -m pytest -m slow

# Run every check in fresh environments, and the tests against the built wheel, as CI does.
all:
    bash .ci/run

# Check style, spelling and the workflow files.
lint:
    {{ bin }}/ruff check . && {{ bin }}/ruff format --check . && {{ bin }}/typos && {{ bin }}/zizmor --offline --quiet .github

# Check types.
types:
    {{ bin }}/mypy --strict src tests && {{ bin }}/pyright --pythonpath {{ python }}

# Check the generated blocks of the pages and build the documentation; a warning is an error.
docs:
    {{ python }} tools/docs.py --check && {{ bin }}/sphinx-build -q -n -W --keep-going -b html docs docs/_build

# Write the explorer and, in its folder docs, the documentation, linked both ways; any host of files can serve them.
site DIR="site" *BASE:
    {{ python }} -m untip publish {{ DIR }} {{ if BASE == "" { "" } else { "--base " + BASE } }} --docs docs/
    UNTIP_EXPLORER=../ {{ bin }}/sphinx-build -q -n -W --keep-going -b html docs {{ DIR }}/docs

# Check the records: canonical form, then every rule.
data:
    {{ python }} -m untip fmt --check src/untip/data && {{ python }} -m untip validate src/untip/data

# Measure start-up, lookups, searches, memory and the building of the site of the built wheel.
bench: wheel
    python3 -m venv .venv-bench && .venv-bench/bin/pip install -q --force-reinstall dist/*.whl jinja2 pycountry && .venv-bench/bin/python benchmarks/start.py && .venv-bench/bin/python benchmarks/search.py && .venv-bench/bin/python benchmarks/publish.py

# Measure columns, texts and tables beside the engines.
bench-columns *ARGS:
    {{ python }} -m pip install -q --group cluster pycountry && {{ python }} benchmarks/columns.py {{ ARGS }}

# Run the tests of properties at length, on thousands of made-up inputs; arguments go to pytest.
fuzz *ARGS:
    HYPOTHESIS_PROFILE=long {{ python }} -m pytest tests/properties {{ ARGS }}

# Run mutation tests of one module against tests, on a copy: `just mutants dates/_edtf tests/dates`.
mutants MODULE *TESTS:
    rm -rf mutants && mkdir mutants && git archive HEAD | tar -x -C mutants && {{ python }} -m pip install -q --group mutation
    printf '[cosmic-ray]\nmodule-path = "src/untip/{{ MODULE }}.py"\ntimeout = 60\ntest-command = "{{ absolute_path(python) }} -m pytest -x -q -p no:cacheprovider {{ TESTS }}"\n[cosmic-ray.distributor]\nname = "local"\n' > mutants/cosmic-ray.toml
    cd mutants && export PATH="{{ absolute_path(bin) }}:$PATH" PYTHONPATH=src PYTHONDONTWRITEBYTECODE=1 && cosmic-ray init cosmic-ray.toml session.sqlite && cosmic-ray baseline cosmic-ray.toml && cosmic-ray exec cosmic-ray.toml session.sqlite && cr-report --surviving-only --show-diff session.sqlite

# Build wheel and sdist of the last commit, the same to the byte each time.
wheel:
    rm -rf dist && SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) {{ python }} -m build -q

# Tag the last commit as a release, after every check; RELEASE.md has the steps before and after.
release: all
    git diff --quiet HEAD && git tag -a -m "$({{ python }} -m untip --version)" "v$({{ python }} -c 'import untip; print(untip.__version__)')"
