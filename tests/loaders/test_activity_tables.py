"""Activity lists set as tables, in the three ways texts carry them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luocdo.loaders.activity_tables import table_activities, table_spans

STACKED = """
|
**STT**
|
**Nội dung công việc**
|
**Cơ quan chủ trì**
|
**Cơ quan phối hợp**
|
**Thời gian hoàn thành**
|
|
|
**I. Thể chế**
|
|
|
|
|
1
|
Rà soát văn bản
|
Sở Tư pháp
|
Sở Nội vụ; các sở, ngành
|
Quý II/2023
|
|
2
|
Tập huấn
|
Sở Nội vụ
|
|
Tháng 9/2023
|
|
"""
DRAWN = (
    "|TT |Nhiệm vụ            |Đơn vị chủ trì |Đơn vị phối hợp |Thời gian thực hiện |\n"
    "|1  |Rà soát văn bản     |Sở Tư pháp     |Sở Nội vụ;      |Quý II/2023         |\n"
    "|   |                    |               |các sở, ngành   |                    |\n"
    "|2  |Tập huấn cán bộ     |Sở Nội vụ      |                |Tháng 9/2023        |\n"
)
READER = (
    "STT | Nhiệm vụ | Đơn vị chủ trì | Đơn vị phối hợp | Thời hạn\n"
    "1 | Rà soát văn bản | Sở Tư pháp | Sở Nội vụ; các sở, ngành | Quý II/2023\n"
    "2 | Tập huấn | Sở Nội vụ |  | Tháng 9/2023\n"
)


@pytest.mark.parametrize("text", [STACKED, DRAWN, READER], ids=["cells stacked", "drawn", "a line a row"])
def test_rows_tell_who_leads_who_helps_and_when(text: str) -> None:
    text = f"PHỤ LỤC\n{text}\nHết phụ lục.\n"
    first, second = table_activities(text)
    assert (first.leads, first.supporting, first.times) == (
        ("Sở Tư pháp",),
        ("Sở Nội vụ", "các sở, ngành"),
        ("Quý II/2023",),
    )
    assert (second.leads, second.supporting, second.times) == (("Sở Nội vụ",), (), ("Tháng 9/2023",))
    assert text[first.start : first.end].startswith("1")
    assert text[first.start : first.end].endswith(("Quý II/2023", "các sở, ngành"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("| a | b | c |\n| d | e | f |\n", "no head"),
        ("| Chủ trì | x |\n| Sở Y tế | y |\n", "a head of one labelled column"),
        ("Cơ quan chủ trì: Sở Y tế\n", "no table"),
        (
            READER.replace("Nhiệm vụ", "Thủ tục").replace("phối hợp", "nộp").replace("Thời hạn", "Thời hạn giải quyết"),
            "how long a procedure takes",
        ),
        (DRAWN.replace("Sở Tư pháp ", "(chưa rõ)  ").replace("Sở Nội vụ  ", "(chưa rõ)  "), "no body leads"),
    ],
)
def test_other_tables_give_no_activities(text: str, why: str) -> None:
    assert table_activities(text) == []


PIECES = ["|", " | ", "\n", "\n|\n", "|1  ", "II", "STT", "Nội dung", "Chủ trì", "Cơ quan\nchủ trì", "Phối hợp",
          "Thời gian", "Sở Y tế", "- Sở Nội vụ", "Lập sổ theo dõi nhà trẻ", "Quý I", "\n\n", "x", "   "]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_any_table_is_read_and_rows_lie_within_it(pieces: list[str]) -> None:
    text = "| STT | Nội dung | Chủ trì | Phối hợp | Thời gian |\n" + "".join(pieces)
    found = table_activities(text)
    assert all(0 <= each.head < each.start < each.end <= len(text) and each.leads for each in found)
    for start, end in table_spans(found):
        assert 0 <= start < end <= len(text)


def test_many_bars_cost_no_more_than_their_length() -> None:
    assert table_activities("|\nChủ trì\n" * 20_000) == []


HEAD = ["STT", "Nội dung", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian", "Sản phẩm", "Kinh phí"]
FULL = ["1", "Rà soát nhà trẻ trên địa bàn", "Sở Xây dựng", "các xã", "Quý II/2023", "Báo cáo", "Ngân sách"]


def below(*rows: list[str], head: list[str] = HEAD) -> str:
    """A table whose cells stand one below another, as pages with rows and columns that span leave them."""
    return "\n|\n" + "".join("\n|\n".join([*row, "", ""]) for row in (head, *rows)).rstrip("\n") + "\n"


def lines(*rows: list[str], head: list[str] = HEAD) -> str:
    """A table with a line a row, as a word processor's file is read."""
    return "\n".join(" | ".join(row) for row in (head, *rows)) + "\n"


Told = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], str]
SHORT: list[tuple[str, list[list[str]], list[Told]]] = [
    (
        "the last columns span rows",
        [["2", "Sửa chữa trường mầm non", "Sở Y tế", "Sở Nội vụ", "Quý I/2024"], FULL],
        [(("Sở Y tế",), ("Sở Nội vụ",), ("Quý I/2024",), "2"), (("Sở Xây dựng",), ("các xã",), ("Quý II/2023",), "1")],
    ),
    (
        "the number spans rows too",
        [FULL, ["Lập sổ theo dõi nhà trẻ", "Sở Y tế", "Sở Nội vụ"], ["2", "Tập huấn cô nuôi dạy trẻ", "Sở Nội vụ"]],
        [
            (("Sở Xây dựng",), ("các xã",), ("Quý II/2023",), "1"),
            (("Sở Y tế",), ("Sở Nội vụ",), ("",), "1"),
            (("Sở Nội vụ",), (), ("",), "2"),
        ],
    ),
    (
        "a title spans the columns, and numbers begin anew",
        [["I", "Về nhà trẻ"], FULL, ["II", "Về trường học"], FULL],
        [
            (("Sở Xây dựng",), ("các xã",), ("Quý II/2023",), "I.1"),
            (("Sở Xây dựng",), ("các xã",), ("Quý II/2023",), "II.1"),
        ],
    ),
    ("the lead spans rows, a time stands in its place", [["2", "Sửa chữa trường mầm non", "Quý I/2024"]], []),
    ("the time stands with those who help", [["2", "Sửa chữa trường mầm non", "Sở Y tế", "Quý I/2024"]], []),
    ("a cell of a body stands with the times", [["2", "Sửa trường học", "Sở Y tế", "các xã", "Sở Nội vụ"]], []),
    ("no number, and no text before the body", [["Sở Y tế", "Sở Nội vụ", "Quý I/2024"]], []),
    ("a sentence where the lead should stand", [["2", "Sửa trường học", "Sở Y tế chủ trì xây dựng phương án"]], []),
]


@pytest.mark.parametrize("form", [below, lines])
@pytest.mark.parametrize(("why", "rows", "wanted"), SHORT, ids=[why for why, *_ in SHORT])
def test_rows_that_lack_cells_are_read_where_it_is_told_which(form, why, rows, wanted) -> None:
    found = table_activities(f"PHỤ LỤC\n\n{form(*rows)}\nHết.\n")
    assert [(each.leads, each.supporting, each.times, each.label) for each in found] == wanted, why


def test_the_time_behind_an_empty_cell_is_of_the_same_row() -> None:
    text = below(["1", "Rà soát nhà trẻ", "Sở Y tế", "", "Quý I/2024"], FULL)
    assert [(each.leads, each.times) for each in table_activities(text)] == [
        (("Sở Y tế",), ("Quý I/2024",)),
        (("Sở Xây dựng",), ("Quý II/2023",)),
    ]


def test_a_cell_of_several_paragraphs_is_one_cell() -> None:
    row = ["1", "Rà soát nhà trẻ\nTập huấn cô nuôi", "Sở Y tế\nCác xã, phường", "Sở Nội vụ\nvà các hội", "Quý I/2024"]
    (found,) = table_activities(lines([*row, "Sổ", "Xã hội hóa"]))
    assert found.leads == ("Sở Y tế", "Các xã, phường")
    assert found.supporting == ("Sở Nội vụ", "các hội")
    assert found.times == ("Quý I/2024",)


def test_a_row_in_one_long_line() -> None:
    rows = [HEAD, *([str(n), *FULL[1:]] for n in range(1, 6))]
    text = "".join(" |".join(row) + " | |" for row in rows)
    assert [each.label for each in table_activities(text)] == ["1", "2", "3", "4", "5"]


WIDE = (
    "|TT |Nội dung            |Chủ trì            |Thời gian |\n"
    "|1  |Sửa cầu qua suối ở  |Sở Giao thông      |Quý I/2024|\n"
    "|   |các xã vùng cao     |vận tải            |          |\n"
    "|2  |Đắp lại đường       |Ủy ban nhân dân các xã        |\n"
    "|3  |Gửi số liệu hằng    |Văn phòng Sở       |6/2024    |\n"
    "|   |tháng về cầu đường  |Phòng Kế hoạch     |          |\n"
    "|4  |Đặt biển báo ở các xã, phường           |Tháng 3   |\n"
)


def test_a_row_of_several_lines_is_whole_and_wide_cells_keep_their_columns() -> None:
    found = table_activities(WIDE)
    assert [each.leads for each in found] == [
        ("Sở Giao thông vận tải",),
        ("Ủy ban nhân dân các xã",),
        ("Văn phòng Sở", "Phòng Kế hoạch"),
    ]
    assert [each.label for each in found] == ["1", "2", "3"]
    assert "các xã vùng cao" in WIDE[found[0].start : found[0].end]
    assert "cầu đường" in WIDE[found[2].start : found[2].end]


CELLS = [
    ("Sở Y tế\nSở Nội vụ", ("Sở Y tế", "Sở Nội vụ"), "a body a line"),
    ("Các sở, ngành, xã, phường\nSở Nội vụ", ("Các sở, ngành, xã, phường", "Sở Nội vụ"), "a group and a body"),
    ("Giám đốc\nSở Y tế", ("Giám đốc Sở Y tế",), "an officer and his body"),
    ("Văn phòng\nSở Y tế", ("Văn phòng Sở Y tế",), "an office and its body"),
    ("Các phòng thuộc\nSở Y tế", ("Các phòng thuộc Sở Y tế",), "a name that goes on"),
    ("Chi cục Thú y\nvùng đồng bằng", ("Chi cục Thú y vùng đồng bằng",), "small letters go on"),
    ("- Sở Y tế\n- Sở Nội vụ", ("Sở Y tế", "Sở Nội vụ"), "dashes on lines of their own"),
    ("- Sở Y tế - Sở Nội vụ", ("Sở Y tế", "Sở Nội vụ"), "dashes in one line"),
    (
        "Bộ Lao động - Thương binh và Xã hội",
        ("Bộ Lao động - Thương binh và Xã hội",),
        "a dash within a name",
    ),
    ("Viện Nghiên cứu phát triển thành phố", ("Viện Nghiên cứu phát triển thành phố",), "a verb within a name"),
    ("Sở Y tế chủ trì; Sở Nội vụ", ("Sở Y tế", "Sở Nội vụ"), "a verb behind a name"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "wanted", "why"), CELLS, ids=[why for *_, why in CELLS])
def test_bodies_of_one_cell(words: str, wanted: tuple[str, ...], why: str) -> None:
    (found,) = table_activities(below([*FULL[:2], words, *FULL[3:]]))
    assert found.leads == wanted, why


BROKEN = (
    "STT | Nội dung | Cơ quan\nchủ trì | Đơn vị\nphối hợp (nếu có) | Thời gian\nhoàn thành\n"
    "I | Việc của xã\n1 | Rà soát nhà trẻ | Sở Y tế | Sở Nội vụ | Quý I/2024\n"
)


@pytest.mark.parametrize(
    "text", [BROKEN, below(FULL).replace("chủ trì", "\nchủ trì")], ids=["a line a row", "cells below one another"]
)
def test_a_title_of_a_column_may_be_broken(text: str) -> None:
    (found,) = table_activities(text)
    assert found.times == (("Quý I/2024",) if text is BROKEN else ("Quý II/2023",))
    assert found.label == ("I.1" if text is BROKEN else "1")


def test_a_table_stands_from_its_head_to_its_last_row() -> None:
    first, second = lines(FULL, FULL), lines(FULL)
    text = f"Mở đầu\n\n{first}\nLời dẫn\n\n{second}\nHết.\n"
    spans = table_spans(table_activities(text))
    assert [text[start:end] for start, end in spans] == [first.rstrip(), second.rstrip()]


TITLES = [
    ("Cơ quan, đơn vị chủ trì", "Cơ quan, đơn vị phối hợp", "Thời gian, tiến độ"),
    ("Cơ quan/đơn vị thực hiện", "Cơ quan/đơn vị phối hợp", "Tiến độ hoàn thành"),
    ("Đơn vị phụ trách", "Phòng, ban phối hợp", "Thời gian dự kiến"),
]


@pytest.mark.parametrize("titles", TITLES, ids=[lead for lead, *_ in TITLES])
@pytest.mark.parametrize("form", [below, lines])
def test_titles_of_columns(form, titles: tuple[str, ...]) -> None:
    head = [HEAD[0], "Nội dung/nhiệm vụ", *titles, *HEAD[5:]]
    (found,) = table_activities(form(FULL, head=head))
    assert (found.leads, found.supporting, found.times) == (("Sở Xây dựng",), ("các xã",), ("Quý II/2023",))
    assert found.matter == FULL[1]
