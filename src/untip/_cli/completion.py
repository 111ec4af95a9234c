"""Completion in shells: each script asks `untip completion words …` for what may stand next."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from untip._registry.default import registry
from untip._registry.lookup import relation_names
from untip._schema.define import field_order
from untip.schema import FOLDERS, KINDS
from untip.tables import names

BASH = """\
# bash completion of untip: source <(untip completion bash), or save it where bash-completion looks
_untip() {
    local IFS=$'\\n'
    COMPREPLY=($(untip completion words -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _untip untip"""

ZSH = """\
#compdef untip
# zsh completion of untip: source <(untip completion zsh), or save it as _untip in a folder of $fpath
_untip() {
    local -a found
    found=("${(@f)$(untip completion words -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ -n "${found[1]}" ]]; then compadd -a found; else _files; fi
}
if [[ "$funcstack[1]" == "_untip" ]]; then _untip "$@"; else compdef _untip untip; fi"""

FISH = """\
# fish completion of untip: save it as ~/.config/fish/completions/untip.fish
function __untip_words
    set -l words (commandline -opc) (commandline -ct)
    untip completion words -- $words[2..-1] 2>/dev/null
end
complete -c untip -a '(__untip_words)'"""

SHELLS: Mapping[str, str] = {"bash": BASH, "zsh": ZSH, "fish": FISH}
"""The script of each shell."""

SHOWN = 500
"""How many words at most are offered: more are no help, and shells get slow."""


def script(shell: str) -> str:
    """Return the script that makes a shell complete commands."""
    return SHELLS[shell]


def complete(parser: ArgumentParser, words: Sequence[str]) -> list[str]:
    """Return what may stand for the last of some words after `untip`, which may be the start of one."""
    *before, last = words or [""]
    commands: Any = next(action.choices for action in parser._actions if action.dest == "command")
    command = next((word for word in before if word in commands), None)
    if command is None:
        return _beginning(last, [*commands, "--help", "--version"])
    actions = commands[command]._actions
    options = {flag: action for action in actions for flag in action.option_strings}
    taken = options.get(before[-1])
    if taken is not None and taken.nargs != 0:
        return _beginning(last, _values(taken, before))
    if last.startswith("-"):
        return _beginning(last, options)
    given = [word for word in before[before.index(command) + 1 :] if not word.startswith("-")]
    positional = [action for action in actions if not action.option_strings]
    wanted = positional[min(len(given), len(positional) - 1)] if positional else None
    return _beginning(last, _values(wanted, before) if wanted is not None else ())


def _beginning(start: str, words: Iterable[str]) -> list[str]:
    return [word for word in words if word.startswith(start)][:SHOWN]


def _values(action: Any, before: Sequence[str]) -> Iterable[str]:
    """Return what an argument can be."""
    if action.choices is not None:
        return [str(choice) for choice in action.choices]
    if action.metavar == "NAME":
        return names()
    found = _KNOWN.get(action.dest)
    return found(before) if found is not None else ()


def _kinds(_: Sequence[str]) -> Iterable[str]:
    return [*FOLDERS, *KINDS]


def _ids(before: Sequence[str]) -> Iterable[str]:
    kind = _kind(before)
    return [id for one in ([kind] if kind else KINDS) for id in registry._records.store.ids(one)]


def _ids_of(kind: str) -> Callable[[Sequence[str]], Iterable[str]]:
    return lambda _: registry._records.store.ids(kind)


def _treaties(_: Sequence[str]) -> Iterable[str]:
    return list(registry._records.store.coverage())


def _fields(before: Sequence[str]) -> Iterable[str]:
    kind = _kind(before)
    return dict.fromkeys(name for one in ([kind] if kind else KINDS) for name in field_order(KINDS[one]))


def _relations(_: Sequence[str]) -> Iterable[str]:
    return relation_names()


def _kind(before: Sequence[str]) -> str | None:
    """Return the kind that some words name, the last of them."""
    names = (word.lower().replace("-", "_") for word in reversed(before))
    return next((FOLDERS.get(name, name) for name in names if name in FOLDERS or name in KINDS), None)


_KNOWN: Mapping[str, Callable[[Sequence[str]], Iterable[str]]] = {
    "kind": _kinds,
    "name": _ids,
    "treaty": _treaties,
    "group": _ids_of("agency"),
    "agency": _ids_of("agency"),
    "party": _ids_of("state"),
    "relation": _relations,
    "fields": _fields,
    "sort": _fields,
}
"""What arguments can be, by their name."""
