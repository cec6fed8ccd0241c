"""The command line where it is used wrongly: what is wrong, with the nearest word that it knows."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from planner.problems import nearest


class TellingParser(argparse.ArgumentParser):
    """A parser of arguments whose refusals hint at what may have been meant; so are those of its commands."""

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Return what is known of arguments; of a command all must be, so that it says itself what is not."""
        found, left = super().parse_known_args(args, namespace)
        if left:
            self._refuse_unknown(left)
        return found, left

    def _refuse_unknown(self, left: Sequence[str]) -> NoReturn:
        options = [one for one in left if one.startswith("-")]
        if not options:
            self.error(f"has no use for {_quoted(left)}")
        known = [name for action in self._actions for name in action.option_strings if name.startswith("--")]
        hints = (f"{one} is no option of it ({nearest(one.split('=')[0], known)})" for one in options)
        self.error("; ".join(hints))

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Raise `ArgumentError` for a word that is none of those to choose from."""
        if action.choices is not None and value not in action.choices:
            said = f"{str(value)!r} is not known ({nearest(str(value), map(str, action.choices))})"
            raise argparse.ArgumentError(action, said)


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(map(repr, words))
