"""Who issued a cited document, read from the words behind it."""

from __future__ import annotations

import pytest

from luocdo.loaders.issuers import issuers_after, split_bodies

BEHIND = [
    (" của Chính phủ;", ("Chính phủ",), None, "up to the punctuation"),
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
    (" về việc họp", (), None, "no issuer"),
    ("", (), None, "the end of the text"),
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


@pytest.mark.parametrize(("words", "names", "why"), PHRASES)
def test_bodies_of_a_phrase(words: str, names: tuple[str, ...], why: str) -> None:
    assert split_bodies(words) == names, why


def test_the_tail_stands_behind_issuer_and_term() -> None:
    text = "số 12-KL/TW của Bộ Chính trị khóa XII về việc học"
    assert text[issuers_after(text, 11)[2] :] == " về việc học"
