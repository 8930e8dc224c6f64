"""What reaches a terminal is read, never obeyed."""

from __future__ import annotations

import io

import pytest
from rich.text import Text

from luocdo.app.screen import Screen, speaking
from luocdo.app.tables import table
from luocdo.graph.store_records import Quarantined

COMMANDS = [
    ("a\x1b[31mb", "a[31mb", "the sign that begins a colour"),
    ("a\x1b]0;x\x07b", "a]0;xb", "a window's title, and the bell that ends it"),
    ("a\x9b2Jb", "a2Jb", "the same commands in one sign"),
    ("a\u202eb\u202cc\u2066d\u2069", "abcd", "marks that turn the line round"),
    ("a\rb\x08c\x7f\x00", "abc", "signs that write over what stands there"),
    ("điều [b]1[/b] :smile:", "điều [b]1[/b] :smile:", "words that only look like marks"),
]


@pytest.mark.parametrize(("text", "shown", "why"), COMMANDS)
def test_a_terminal_is_given_no_commands(text, shown, why, capsys):
    screen = Screen()
    screen.print(Text(text))
    screen.print(table(screen, ["title"], [(text,)]))
    screen.note(text)
    captured = capsys.readouterr()
    line, _, cell = captured.out.splitlines()
    assert (line, cell.strip(), captured.err) == (shown, shown, f"{shown}\n"), why


def test_colours_of_our_own_stay(monkeypatch, capsys):
    monkeypatch.setenv("FORCE_COLOR", "1")
    Screen().print(Text("a\x1b[2Jb", "red"))
    assert capsys.readouterr().out == "\x1b[31ma[2Jb\x1b[0m\n"


def test_the_name_of_a_file_is_one_line(capsys):
    Screen().failures([Quarantined("two\nlines\x1b[1m.txt", "", "empty")])
    assert capsys.readouterr().err == "✗ two\\nlines\\x1b[1m.txt: empty\n"


def test_a_stream_takes_every_letter():
    raw = io.BytesIO()
    stream = speaking(io.TextIOWrapper(raw, encoding="ascii"))
    stream.write("Đ \udc90")
    stream.flush()
    assert raw.getvalue() == "Đ \\udc90".encode()


def test_no_stream_at_all_is_no_error():
    with speaking(None) as stream:
        assert stream.write("unheard") == len("unheard")
