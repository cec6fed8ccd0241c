"""The command line where it is used wrongly: all that is wrong at once, with the nearest known word."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Any, NoReturn

from planner.problems import nearest


class TellingParser(argparse.ArgumentParser):
    """A parser of arguments whose refusals hint at what may have been meant; so are those of its commands.

    What is wrong is told together, a line each: who mends one thing is not sent back for the next.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        """Begin with nothing that is wrong."""
        super().__init__(*given, **named)
        self._wrong: list[str] = []

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Return what is known of arguments; of a command all must be, so that it says itself what is not."""
        given = sys.argv[1:] if args is None else args
        # Before all else: where something that must be there is missing, argparse does not say what was left.
        unknown = self._unknown(given)
        self._wrong = [self._no_option(one) for one in unknown]
        found, left = super().parse_known_args(given, namespace)
        unknown += (more := [one for one in left if one.startswith("-") and one not in unknown])
        self._wrong += [self._no_option(one) for one in more]
        if left and not unknown:
            self._wrong.append(f"has no use for {_quoted(left)}")
        if self._wrong:
            self.error()
        return found, left

    def error(self, message: str = "") -> NoReturn:
        """Print all that is wrong, a line each, and leave."""
        self.print_usage(sys.stderr)
        lines = [*self._wrong, *filter(None, [message])]
        self.exit(2, "".join(f"{self.prog}: error: {line}\n" for line in lines))

    def _unknown(self, given: Sequence[str]) -> list[str]:
        """Return the long options that no option begins with; none before it is known of which command."""
        if any(action.nargs == argparse.PARSER for action in self._actions):
            return []
        known = tuple(self._option_string_actions)
        long = [one for one in takewhile(lambda one: one != "--", given) if one.startswith("--")]
        named = {one: one.split("=")[0] for one in long}
        return [
            one
            for one, name in named.items()
            if " " not in name and not any(option.startswith(name) for option in known)
        ]

    def _no_option(self, one: str) -> str:
        known = [name for name in self._option_string_actions if name.startswith("--")]
        return f"{one} is no option of it ({nearest(one.split('=')[0], known)})"

    def _match_argument(self, action: argparse.Action, arg_strings_pattern: str) -> int:
        """Return how many of the next words an option takes; none, and that is told, where they do not do."""
        try:
            return super()._match_argument(action, arg_strings_pattern)
        except argparse.ArgumentError as error:
            self._wrong.append(str(error))
            return 0

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:
        """Return what the words of an argument say; what it is without them where they are wrong."""
        if action.nargs == argparse.PARSER:  # which command is meant decides what may follow
            return super()._get_values(action, arg_strings)
        if action.nargs is None and not arg_strings:
            return action.default  # as was told, it lacks its word
        try:
            return super()._get_values(action, arg_strings)
        except argparse.ArgumentError as error:
            self._wrong.append(str(error))
            return action.default

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Raise `ArgumentError` for a word that is none of those to choose from."""
        if action.choices is not None and value not in action.choices:
            said = f"{str(value)!r} is not known ({nearest(str(value), map(str, action.choices))})"
            raise argparse.ArgumentError(action, said)


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(map(repr, words))
