"""Paragraphs and their labels: broken lines are joined, titles and labels open what is new."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luocdo.loaders.normalise import View
from luocdo.loaders.paragraphs import Paragraph, Paragraphs


def read(text: str) -> list[Paragraph]:
    view = View(text)
    return list(Paragraphs(text, view).between(0, len(view.text)))


LABELS = [
    ("III. TỔ CHỨC", "roman", "III"),
    ("1. Sở Y tế", "number", "1"),
    ("4.1. Giao", "dotted", "4.1"),
    ("a) Bố trí", "letter", "a"),
    ("đ) Bố trí", "letter", "đ"),
    ("(ii) Bố trí", "point", "ii"),
    ("- Bố trí", "dash", ""),
    ("+ Bố trí", "plus", ""),
    ("Điều 3. Tổ chức thực hiện", "article", "3"),
    ("**Điều ****10. Tổ chức thực hiện**", "article", "10"),
    ("Chương II", "chapter", "Chương II"),
    ("## **2. Sở Y tế**", "number", "2"),
    ("Sở Y tế", "plain", ""),
]


@pytest.mark.parametrize(("line", "kind", "label"), LABELS)
def test_a_label_tells_the_kind(line: str, kind: str, label: str) -> None:
    (found,) = read(line)
    assert (found.kind, found.label) == (kind, label)


TIGHT = (
    "Nhằm nâng cao chất lượng công tác tiếp dân, kịp thời giải quyết đơn thư ngay từ\n"
    "cơ sở, Ủy ban nhân dân tỉnh phân công nhiệm vụ cho các cơ quan, đơn vị trực\n"
    "thuộc và các địa phương như sau đây.\n"
    "1. Sở Giáo dục và Đào tạo chỉ đạo các trường học trên địa bàn tỉnh lồng ghép nội\n"
    "dung tiếp dân vào sinh hoạt hằng tháng; phối hợp với Sở Tư pháp và Hội\n"
    "Luật gia tỉnh biên soạn tài liệu cho giáo viên, học sinh các cấp học của các xã\n"
    "- phường trong tỉnh.\n"
    "2. Sở Văn hóa, Thể thao và Du lịch\n"
    "Đưa nội dung này vào chương trình của các nhà văn hóa, thư viện trên địa bàn theo\n"
    "khoản\n"
    "2. Điều này, bảo đảm người dân ở vùng sâu, vùng xa cũng được biết đến đầy đủ và\n"
    "kịp thời.\n"
    "Phát hành tờ gấp song ngữ.\n"
)


def test_lines_broken_by_width_are_joined() -> None:
    found = read(TIGHT)[1:]
    assert [each.kind for each in found] == ["number", "number", "plain", "plain"]
    assert found[0].words.endswith("các xã - phường trong tỉnh.")
    assert found[1].words == "Sở Văn hóa, Thể thao và Du lịch"
    assert "khoản 2. Điều này" in found[2].words
    assert found[3].words == "Phát hành tờ gấp song ngữ."


def test_names_go_on_behind_a_broken_line() -> None:
    rest = "các\nvụ việc còn tồn đọng, phân loại\ntheo lĩnh vực và mở sổ theo dõi\nriêng.\n2. Sở Y tế bố trí.\n"
    assert len(read(f"1. Các sở, ban, ngành;\nỦy ban nhân dân các xã rà soát {rest}")) == 2
    assert len(read(f"1. Rà soát các hồ sơ;\nỦy ban nhân dân các xã rà soát {rest}")) == 3


def test_empty_lines_between_broken_lines_part_nothing() -> None:
    spread = TIGHT.replace("\n", "\n\n")
    assert [each.words for each in read(spread)] == [each.words for each in read(TIGHT)]


def test_a_bold_title_over_two_lines_is_one() -> None:
    text = (
        "**8. Giám đốc\nSở, Thủ trưởng cơ quan**\n\na) Tuyên truyền tới các\ntổ chức.\n\nb) Đôn đốc.\n\nc) Tổng kết.\n"
    )
    found = read(text)
    assert [(each.kind, each.words) for each in found][:2] == [
        ("number", "Giám đốc Sở, Thủ trưởng cơ quan"),
        ("letter", "Tuyên truyền tới các tổ chức."),
    ]


def test_a_bold_mark_without_its_mate_ends_at_a_blank_line() -> None:
    text = (
        "*9.2. Đối với các\nđơn vị **(theo danh sách):*\n\n- Quét đường phố\nmỗi ngày.\n\n"
        "UBND tỉnh yêu cầu các\nsở thực hiện.\n"
    )
    assert [each.words for each in read(text)][1:] == [
        "Quét đường phố mỗi ngày.",
        "UBND tỉnh yêu cầu các sở thực hiện.",
    ]


def test_a_paragraph_cut_by_a_page_is_joined() -> None:
    long = "Tuyên truyền, vận động nhân dân thực hiện chủ trương, đường lối, nhất là Chỉ thị số 12-CT/TU, " * 3
    found = read(f"- {long.strip()}\n\nngày 13 tháng 02 năm 2018 của Tỉnh ủy.\n\n- Tổng kết.\n")
    assert len(found) == 2


def test_an_article_broken_behind_its_word_is_an_article() -> None:
    (found,) = read("Điều\n17. Trách nhiệm của Sở Y tế\n")
    assert (found.kind, found.label, found.words) == ("article", "17", "Trách nhiệm của Sở Y tế")


@given(st.text(alphabet="aĐ1I.)-+ \n*:;(Đi", max_size=200))
def test_any_text_is_parted_in_order(text: str) -> None:
    last = 0
    for each in read(text):
        assert last <= each.start <= each.body <= each.end
        last = each.end
