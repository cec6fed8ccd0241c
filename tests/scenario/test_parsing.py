"""YAML text as a tree: what plain words mean, and everything that is refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.problems import Problem
from planner.scenario.nodes import DEEPEST, Table, plain
from planner.scenario.parsing import parsed
from planner.scenario.yaml_events import resolved
from tests.scenario.small_file import refused, said


def tree(text: str) -> tuple[Any, list[str]]:
    problems: list[Problem] = []
    root = parsed(text, "f", problems)
    return (plain(root) if root is not None else None), [str(problem) for problem in problems]


def only_problem(text: str) -> str:
    _, problems = tree(text)
    assert len(problems) == 1, problems
    return problems[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("010", 10),
        ("1:30", "1:30"),
        ("no", "no"),
        ("on", "on"),
        ("Yes", "Yes"),
        ("true", True),
        ("FALSE", False),
        ("~", None),
        ("null", None),
        ("2025-11-27", "2025-11-27"),
        ("2025", 2025),
        ("1e5", 100000.0),
        ("-.5", -0.5),
        ("3.", 3.0),
        ("+3", 3),
        ("0x10", "0x10"),
        ("0o10", "0o10"),
        ("1_000", "1_000"),
        ("٣", "٣"),
        ("-", "-"),
        (".", "."),
        ("1e", "1e"),
    ],
)
def test_plain_words_mean_what_a_person_reads(text: str, value: object) -> None:
    assert resolved(text) == value
    assert type(resolved(text)) is type(value)


@given(st.integers(-(10**17), 10**17) | st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_are_read_back_exactly(number: float) -> None:
    assert resolved(repr(number)) == number


def test_quoted_numbers_stay_text() -> None:
    assert tree("a: '5'\nb: \"true\"\nc: |\n  7\n") == ({"a": "5", "b": "true", "c": "7\n"}, [])


def test_every_value_knows_its_line() -> None:
    root = parsed("a: 1\nb:\n  c:\n    - x\n    -\n      d: 2\n", "f", [])
    assert isinstance(root, Table)
    b = root.entries["b"]
    assert isinstance(b, Table)
    c = b.entries["c"]
    assert [root.origin.line, root.entries["a"].origin.line, b.origin.line, c.origin.line] == [1, 1, 2, 3]
    assert [item.origin.line for item in c.items] == [4, 6]  # type: ignore[union-attr]


def test_an_alias_stands_in_the_line_where_it_is_used() -> None:
    root = parsed("a: &x {b: 1}\nc: *x\n", "f", [])
    assert isinstance(root, Table)
    assert plain(root.entries["c"]) == {"b": 1}
    assert root.entries["c"].origin.line == 2


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: [1, 2", "f:2: a list in [ ] is not closed, or a comma is missing (it starts in line 1)"),
        ("b: 1\na: 'x\nc: 2", "f:2: a quote is never closed"),
        ("a:\n\t- b", "f:2: a character stands where no value can start with it (indent with spaces"),
        ("a: 1\nb\nc: 2", "f:2: a line is neither `key: value` nor part of another"),
        ("a: b: c", "f:1: a colon stands where none can be"),
        ("a: 1\n---\nb: 2", "f:2: holds several documents"),
        ("a:\n  b: 1\n c: 2", "f:3: this does not fit what stands above it (check the indentation"),
        ("- a\n- b", "f:1: is a list, not a table of keys"),
        ("words", "f:1: is 'words', not a table of keys"),
        ("", "f: is empty"),
        ("# nothing\n", "f: is empty"),
        ("---\n", "f: is empty"),
        ("a: .nan", "f:1: a: is not a finite number"),
        ("a:\n  - 1\n  - -.inf", "f:3: a[1]: is not a finite number"),
        ("a: 1e999", "f:1: a: is not a finite number"),
        ("a: !!int '5'", "f:1: a: the tag !!int is not known"),
        ("a: !python/object:os.system x", "f:1: a: the tag !python/object:os.system is not known"),
        (
            "!replace a: 1",
            "f:1: a: has !replace before the key, where it does nothing "
            "(write it before the value: `a: !replace ...`)",
        ),
        ("a:\n  b: {!add c: [1]}", "f:2: a.b.c: has !add before the key, where it does nothing"),
        ("a: {!replace 'b': 1}", "f:1: a.b: has !replace before the key"),
        ("a: *b", "f:1: a: *b stands for nothing"),
        ("a: &a [1, *a]", "f:1: a[1]: *a stands inside what it stands for"),
        ("x: {a: 1}\ny:\n  <<: {b: 2}", "f:3: y.<<: merging with << is not supported (use `extends`"),
        ("2026: a", 'f:1: 2026: the key 2026 is not text (write it in quotes: "2026")'),
        ("true: a", "f:1: true: the key true is not text"),
        ("? [a]\n: b", "f:1: a key must be text, not a table or a list"),
        ('a: "x\\0y"', "f:1: a: holds a control character"),
    ],
)
def test_what_is_refused_and_in_which_line(text: str, problem: str) -> None:
    assert only_problem(text).startswith(problem)


def test_both_lines_of_a_duplicate_key_are_named() -> None:
    assert only_problem("a: 1\nb:\n  c: 2\n  c: 3\n") == "f:4: b.c: is written twice (the first is in line 3)"


def test_what_both_of_two_duplicates_say_stays_known() -> None:
    data, problems = tree("a: {b: 1}\na: {c: 2}\n")
    assert len(problems) == 1
    assert data == {"a": {"b": 1, "c": 2}}


def test_a_number_broken_by_a_comma_in_braces_is_explained() -> None:
    assert "write numbers without commas" in only_problem("a: {b: 1,000}")


def test_everything_wrong_in_a_text_is_said_at_once() -> None:
    _, problems = tree("a: .inf\nb: *x\nc: 1\nc: 2\n1: 3\nd: !x 4\n")
    assert [problem.split(":")[1] for problem in problems] == ["1", "2", "4", "5", "6"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_deep_nesting_is_refused_and_does_not_crash(opening: str) -> None:
    assert f"more than {DEEPEST} deep" in only_problem("a:\n  " + opening * 100_000)


def test_nesting_as_deep_as_allowed_is_read() -> None:
    data, problems = tree("a: " + "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1))
    assert problems == []
    assert data is not None
    assert tree("a: " + "[" * DEEPEST + "]" * DEEPEST)[1] != []


def test_aliases_that_blow_up_are_refused() -> None:
    """Written out they are ten to the thirtieth values: a reader that followed them would not come back."""
    lines = ["a0: &a0 [" + "x, " * 9 + "x]"]
    lines += [f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * 10) + "]" for n in range(1, 30)]
    assert "each alias counted with all that it stands for" in only_problem("\n".join(lines))


def test_aliases_that_nest_too_deeply_are_refused() -> None:
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 60))]
    assert f"aliases stand more than {DEEPEST} deep" in only_problem("\n".join(lines))


def test_text_that_is_no_text_names_the_line() -> None:
    assert said("title: x\nnote: a\x00b\n")[0].startswith("s.yaml:2: holds the control character '\\x00'")


@given(st.text(alphabet="ab:-[]{}&*!|>'\"#%@,? \n\t0.~<", max_size=60))
def test_no_text_makes_reading_crash(text: str) -> None:
    assert all(problem.text for problem in refused(text))
