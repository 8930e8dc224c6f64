"""Who issued a cited document, read from the words behind it."""

from __future__ import annotations

import pytest

from luocdo.loaders.hits import find_numbered
from luocdo.loaders.issuers import issuers_after, split_bodies

BEHIND = [
    (" của Sở Nội vụ V/v báo cáo", ("Sở Nội vụ",), None, "up to a letter's subject"),
    (" của Cục Thuế tỉnh Bắc Ninh hỏi về hóa đơn", ("Cục Thuế tỉnh Bắc Ninh",), None, "up to the verb"),
    (" của Sở Tư pháp thẩm định dự thảo", ("Sở Tư pháp",), None, "up to the verb"),
    (" của Hội đồng thẩm định Bộ Y tế về", ("Hội đồng thẩm định Bộ Y tế",), None, "called after what it does"),
    (" của Chính phủ;", ("Chính phủ",), None, "up to the punctuation"),
    (" của Chính phủ và Điều 4 Nghị định số 29/2018/NĐ-CP", ("Chính phủ",), None, "up to a part of the next document"),
    (" của Bộ Chính trị về dân vận", ("Bộ Chính trị",), None, "up to the title"),
    (" của Ban Bí thư Trung ương Đảng khóa XI", ("Ban Bí thư Trung ương Đảng",), "XI", "a term behind"),
    (" khóa XIII về đất đai", (), "XIII", "a term alone"),
    (", của Thủ tướng Chính phủ", ("Thủ tướng Chính phủ",), None, "a comma before"),
    (
        " của Bộ Văn hóa, Thể thao và Du lịch,",
        ("Bộ Văn hóa, Thể thao và Du lịch",),
        None,
        "one ministry with a comma",
    ),
    (
        " của Bộ Tài chính và Bộ Nội vụ hướng dẫn",
        ("Bộ Tài chính", "Bộ Nội vụ"),
        None,
        "two bodies",
    ),
    (" giữa Ban Dân vận với UBND tỉnh;", ("Ban Dân vận", "UBND tỉnh"), None, "between two bodies"),
    (
        " của Ủy ban nhân dân tỉnh Sơn La ban hành",
        ("Ủy ban nhân dân tỉnh Sơn La",),
        None,
        "a province's name",
    ),
    (
        " của Ban Chỉ đạo Trung ương về tổng kết Nghị quyết số 18-NQ/TW về việc họp",
        ("Ban Chỉ đạo Trung ương về tổng kết Nghị quyết số 18-NQ/TW",),
        None,
        "a steering body is called after what it steers",
    ),
    (" của Ban Chỉ đạo tỉnh về việc họp", ("Ban Chỉ đạo tỉnh",), None, "a title behind such a body"),
    (
        " của Trưởng ban Chỉ đạo quốc gia về chuyển đổi số ban hành Quy chế họp",
        ("Trưởng ban Chỉ đạo quốc gia về chuyển đổi số",),
        None,
        "the verb opens the title",
    ),
    (
        " của Ban Chỉ đạo thực hiện xếp lại trường học 2 cấp về việc họp",
        ("Ban Chỉ đạo thực hiện xếp lại trường học 2 cấp",),
        None,
        "a name without về",
    ),
    (" của Ban Chỉ đạo Trung ương về phòng dịch.", ("Ban Chỉ đạo Trung ương",), None, "nothing opens a title"),
    (
        " của Ban Chỉ huy Phòng, chống lụt, bão thành phố.",
        ("Ban Chỉ huy Phòng, chống lụt, bão thành phố",),
        None,
        "commas in a name",
    ),
    (" của Quốc hội thí điểm thu phí", ("Quốc hội",), None, "a verb that no list holds"),
    (" của Quốc hội Công điện gửi", ("Quốc hội",), None, "the next paragraph"),
    (" của Chính phủ và Bộ Chính trị", ("Chính phủ", "Bộ Chính trị"), None, "two such bodies"),
    (
        " của Hội nghị Trung ương 6 khóa XII “Về bộ máy”",
        ("Ban Chấp hành Trung ương",),
        "XII",
        "a plenum is the committee in session",
    ),
    (
        " của Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khóa XII về bộ máy",
        ("Ban Chấp hành Trung ương Đảng",),
        "XII",
        "the plenum in full",
    ),
    (" về việc họp", (), None, "no issuer"),
    ("", (), None, "the end of the text"),
    (" của Công ty Vận tải Sông Đà về việc họp", ("Công ty Vận tải Sông Đà",), None, "a firm"),
    (" của người dân", (), None, "of somebody who is no body"),
    (" cùng các sở", (), None, "another word with the same letter"),
]
PHRASES = [
    ("Bộ Tài chính", ("Bộ Tài chính",), "one"),
    ("Bộ Tài chính và Bộ Nội vụ", ("Bộ Tài chính", "Bộ Nội vụ"), "two"),
    ("Bộ Công an, Bộ Quốc phòng và Bộ Tư pháp", ("Bộ Công an", "Bộ Quốc phòng", "Bộ Tư pháp"), "three"),
    ("Bộ Nông nghiệp và Môi trường", ("Bộ Nông nghiệp và Môi trường",), "và inside a name"),
    ("Ban Tuyên giáo và Dân vận Tỉnh ủy", ("Ban Tuyên giáo và Dân vận Tỉnh ủy",), "và inside a name"),
    ("Bộ  Tài\nchính", ("Bộ Tài chính",), "blanks are made one"),
    ("Thủ tướng Chính phủ thì không hưởng chế độ", ("Thủ tướng Chính phủ",), "a sentence goes on"),
    ("Bộ trưởng Bộ Tài chính Hướng dẫn cơ chế", ("Bộ trưởng Bộ Tài chính",), "a title follows"),
    ("Bộ Lao động-Thương binh và Xã hội chưa", ("Bộ Lao động-Thương binh và Xã hội",), "other joints"),
    ("Chủ tịch Ủy ban nhân dân tỉnh vẫn giữ nguyên", ("Chủ tịch Ủy ban nhân dân tỉnh",), "behind a place's kind"),
    ("Chủ tịch UBND thành phố Hà Nội phố", ("Chủ tịch UBND thành phố Hà Nội",), "behind a province's name"),
    ("Ủy ban nhân dân thành phố Pleiku", ("Ủy ban nhân dân thành phố Pleiku",), "a town is no province"),
    (
        "Cục Bảo vệ thực vật Bộ Nông nghiệp và Môi trường",
        ("Cục Bảo vệ thực vật Bộ Nông nghiệp và Môi trường",),
        "an office of a ministry",
    ),
]


@pytest.mark.parametrize(("words", "names", "term", "why"), BEHIND)
def test_issuers_behind_a_number(words: str, names: tuple[str, ...], term: str | None, why: str) -> None:
    head = "Quyết định số 12/QĐ"
    found, found_term, tail = issuers_after(head + words, len(head))
    assert (found, found_term) == (names, term), why
    assert len(head) <= tail <= len(head + words)


LISTS = [
    (
        "Luật Nhà ở số 140/2025/QH15; Nghị định số 85/2024/NĐ-CP của Chính phủ",
        [(), ("Chính phủ",)],
        "another kind of body",
    ),
    ("Luật Nhà ở số 140/2025/QH15, Nghị định số 85/2024/NĐ-CP của Chính phủ", [(), ("Chính phủ",)], "by a comma"),
    (
        "Kết luận số 213-KL/TW; Kết luận số 214-KL/TW của Ban Bí thư",
        [(), ("Ban Bí thư",)],
        "TW is the symbol of several bodies",
    ),
    (
        "Nghị định số 12/2024/NĐ-CP; Nghị định số 85/2024/NĐ-CP của Chính phủ",
        [("Chính phủ",), ("Chính phủ",)],
        "the symbol tells it",
    ),
    (
        "Thông tư số 12/2024/TT-BNV và Quyết định số 85/QĐ-BNV của Bộ Nội vụ",
        [("Bộ Nội vụ",), ("Bộ Nội vụ",)],
        "two kinds of one body",
    ),
    (
        "Thông báo số 574/TB-VPCP, Công văn số 85/VPCP-NN của Văn phòng Chính phủ",
        [("Văn phòng Chính phủ",), ("Văn phòng Chính phủ",)],
        "in a letter the body stands first",
    ),
    (
        "Quyết định số 217-QĐ/TW, Quyết định số 218-QĐ/TW ngày 12/12/2013 của Bộ Chính trị",
        [("Bộ Chính trị",), ("Bộ Chính trị",)],
        "one day and one body",
    ),
    ("Quyết định của Bộ Chính trị số 31-QĐ/TW, ngày 01-10-1997", [("Bộ Chính trị",)], "between type and number"),
    (
        "các Quyết định của Thủ tướng Chính phủ số: 1521/QĐ-TTg, 85/QĐ-TTg",
        [("Thủ tướng Chính phủ",), ("Thủ tướng Chính phủ",)],
        "the same before a colon and a list",
    ),
    ("giao dịch của Công ty A. Số 31-QĐ/TW", [()], "another sentence"),
]


@pytest.mark.parametrize(("text", "issuers", "why"), LISTS)
def test_issuers_of_a_list(text: str, issuers: list[tuple[str, ...]], why: str) -> None:
    assert [hit.issuer for hit in find_numbered(text)] == issuers, why


BELOW = [
    ("\nĐiều 1. Chấp thuận đề nghị của Sở", "the next article"),
    ("\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN\nCăn cứ Luật Đất đai;", "the issuer above the preamble"),
    ("\nCăn cứ Luật Đất đai;", "the preamble"),
    ("\nNơi nhận:", "the recipients"),
    ("\nTM. ỦY BAN NHÂN DÂN", "the signature"),
    ("\nII. YÊU CẦU", "a heading"),
    ("\nTrên cơ sở đó Sở báo cáo", "a sentence"),
]


@pytest.mark.parametrize(("below", "why"), BELOW)
def test_the_name_of_a_body_ends_above_another_part(below: str, why: str) -> None:
    text = "Về việc sửa Quyết định số 100/QĐ-UBND ngày 01/02/2014 của Ủy ban nhân dân tỉnh" + below
    (hit,) = find_numbered(text.replace("\n", " "), text)
    assert hit.issuer == ("Ủy ban nhân dân tỉnh",), why


def test_the_name_of_a_body_goes_on_in_the_next_line() -> None:
    text = "Quyết định số 100/QĐ-UBND của Ủy ban nhân dân tỉnh\nHưng Yên về chợ"
    (hit,) = find_numbered(text.replace("\n", " "), text)
    assert hit.issuer == ("Ủy ban nhân dân tỉnh Hưng Yên",)


@pytest.mark.parametrize(("words", "names", "why"), PHRASES)
def test_bodies_of_a_phrase(words: str, names: tuple[str, ...], why: str) -> None:
    assert split_bodies(words) == names, why


def test_the_tail_stands_behind_issuer_and_term() -> None:
    text = "số 12-KL/TW của Bộ Chính trị khóa XII về việc học"
    assert text[issuers_after(text, 11)[2] :] == " về việc học"
