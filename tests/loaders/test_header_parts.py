"""The parts of a head one by one: effect clauses, periods, names of bodies, signatures, places."""

from __future__ import annotations

import pytest

from luocdo.loaders.issuing import bodies_of
from luocdo.loaders.normalise import View
from luocdo.loaders.own_place import province_in, province_of_text
from luocdo.loaders.signer import read_signature
from luocdo.loaders.titles import type_at
from luocdo.loaders.validity_clause import read_validity, title_period_end

ISSUED = "2024-01-31"

CLAUSES = [
    # text, type, (effective_from, applies_from, expires), why
    ("Quyết định này có hiệu lực kể từ ngày ký.", "Quyết định", (ISSUED, None, None), "the day of signing"),
    (
        "Thông tư này có hiệu lực thi hành kể từ ngày ký ban hành.",
        "Thông tư",
        (ISSUED, None, None),
        "the same in full",
    ),
    (
        "Nghị quyết này có hiệu lực từ ngày được thông qua.",
        "Nghị quyết",
        (ISSUED, None, None),
        "the day of adoption",
    ),
    (
        "Nghị quyết này có hiệu lực từ khi được Quốc hội biểu quyết thông qua.",
        "Nghị quyết",
        (ISSUED, None, None),
        "khi",
    ),
    (
        "Thông tư này có hiệu lực sau 10 ngày kể từ ngày ký.",
        "Thông tư",
        ("2024-02-10", None, None),
        "counted in days",
    ),
    (
        "Thông tư này có hiệu lực sau 01 tháng, kể từ ngày ký.",
        "Thông tư",
        ("2024-02-29", None, None),
        "in months, to the month's end",
    ),
    (
        "Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2025.",
        "Luật",
        ("2025-07-01", None, None),
        "a day in words",
    ),
    (
        "Quyết định này có hiệu lực kể từ ngày 05/12/2025; Chánh Văn phòng",
        "Quyết định",
        ("2025-12-05", None, None),
        "a day in digits",
    ),
    (
        "Hiệu lực thi hành  Nghị quyết có hiệu lực từ ngày 01/01/2026.",
        "Nghị quyết",
        ("2026-01-01", None, None),
        "without này",
    ),
    (
        "Nghị quyết này được Hội đồng thông qua ngày 2/5/2024 và có hiệu lực từ ngày 12 tháng 5 năm 2024.",
        "Nghị quyết",
        ("2024-05-12", None, None),
        "the day of adoption stands between",
    ),
    (
        "Nghị quyết này có hiệu lực từ ngày 18/11/2025 đến ngày 31 tháng 12 năm 2026.",
        "Nghị quyết",
        ("2025-11-18", None, "2026-12-31"),
        "a last day",
    ),
    (
        "Quyết định này có hiệu lực kể từ ngày ký và thực hiện đến hết năm 2026.",
        "Quyết định",
        (ISSUED, None, "2026-12-31"),
        "a last year",
    ),
    (
        "Thông tư này có hiệu lực kể từ ngày 28/02/2025; các mức áp dụng từ ngày 01 tháng 01 năm 2025.",
        "Thông tư",
        ("2025-02-28", "2025-01-01", None),
        "applied from an earlier day",
    ),
    (
        "Quyết định số 5/QĐ-UBND hết hiệu lực kể từ ngày Quyết định này có hiệu lực thi hành.",
        "Quyết định",
        (None, None, None),
        "the end of another",
    ),
    (
        "Hồ sơ nộp trước ngày Thông tư này có hiệu lực thì theo quy định cũ.",
        "Thông tư",
        (None, None, None),
        "transition",
    ),
    (
        "Quy định tại khoản 1 Điều 3 Nghị định này có hiệu lực từ ngày 01/7/2026.",
        "Nghị định",
        (None, None, None),
        "one provision",
    ),
    (
        "Trích: “Nghị quyết này có hiệu lực từ ngày 01/7/2024”.",
        "Công văn",
        (None, None, None),
        "quoted in a letter",
    ),
    (
        "Quyết định này có hiệu lực kể từ ngày Thông tư số 3/2025/TT-BTC có hiệu lực.",
        "Quyết định",
        (None, None, None),
        "an unknown day",
    ),
    ("Kế hoạch này phát huy hiệu lực, hiệu quả quản lý.", "Kế hoạch", (None, None, None), "no clause"),
]


@pytest.mark.parametrize(("text", "type_", "wanted", "why"), CLAUSES, ids=[c[3] for c in CLAUSES])
def test_effect_clause(text: str, type_: str, wanted: tuple[str | None, ...], why: str) -> None:
    flat = f"Điều 2. {text}"
    found = read_validity(flat, 0, len(flat), type_, ISSUED)
    assert (found.effective_from, found.applies_from, found.expires) == wanted, why


def test_the_day_of_signing_is_unknown_where_the_date_is_blank() -> None:
    flat = "Điều 4. Quyết định này có hiệu lực kể từ ngày ký."
    found = read_validity(flat, 0, len(flat), "Quyết định", None)
    assert found.effective_from is None
    assert flat[slice(*found.span)].startswith("Quyết định này có hiệu lực")


PERIODS = [
    ("Kế hoạch", "Công tác dân vận năm 2020", "2020-12-31", "one year"),
    ("Kế hoạch", "ĐỔI MỚI CÔNG TÁC DÂN VẬN GIAI ĐOẠN 2018 - 2022", "2022-12-31", "a period, in capitals"),
    ("Kế hoạch", "“Năm dân vận khéo” 2020", "2020-12-31", "the bare year at the end"),
    ("Quyết định", "Ban hành Kế hoạch kiểm tra năm 2014", "2014-12-31", "a decision that issues a plan"),
    (
        "Kế hoạch",
        "Phát triển du lịch đến năm 2030, tầm nhìn đến năm 2050",
        "2030-12-31",
        "the outlook is no end",
    ),
    (
        "Kế hoạch",
        "Thực hiện Nghị quyết phê duyệt Chiến lược biển đến năm 2030, tầm nhìn đến năm 2050",
        None,
        "another's",
    ),
    ("Kế hoạch", "Triển khai thi hành Luật Đất đai năm 2024", None, "the year of a law"),
    ("Kế hoạch", "Bầu cử đại biểu nhiệm kỳ 2026 - 2031", None, "a term of office"),
    ("Nghị quyết", "Về sắp xếp đơn vị hành chính năm 2025", None, "a resolution goes on"),
    ("Kế hoạch", None, None, "no title"),
]


@pytest.mark.parametrize(("type_", "title", "wanted", "why"), PERIODS, ids=[p[3] for p in PERIODS])
def test_title_period(type_: str, title: str | None, wanted: str | None, why: str) -> None:
    assert title_period_end(type_, title) == wanted, why


BODIES = [
    (("ỦY BAN NHÂN DÂN", "TỈNH ĐẮK LẮK"), ("UBND tỉnh Đắk Lắk", "province-state", "Đắk Lắk", None)),
    (
        ("ỦY", "BAN NHÂN DÂN", "THÀNH PHỐ ĐÀ NẴNG"),
        ("UBND thành phố Đà Nẵng", "province-state", "Đà Nẵng", None),
    ),
    (
        ("ỦY BAN NHÂN DÂN", "TP. HỒ CHÍ MINH"),
        ("UBND thành phố Hồ Chí Minh", "province-state", "Hồ Chí Minh", None),
    ),
    (
        ("HỘI ĐỒNG NHÂN", "DÂN", "TỈNH THANH HOÁ"),
        ("HĐND tỉnh Thanh Hóa", "province-state", "Thanh Hóa", None),
    ),
    (
        ("CHỦ TỊCH ỦY", "BAN NHÂN DÂN", "TỈNH ĐỒNG THÁP"),
        ("Chủ tịch UBND tỉnh Đồng Tháp", "province-state", "Đồng Tháp", None),
    ),
    (
        ("ỦY BAN NHÂN DÂN", "TỈNH LÀO CAI", "HỎA TỐC"),
        ("UBND tỉnh Lào Cai", "province-state", "Lào Cai", None),
    ),
    (("ỦY BAN NHÂN DÂN", "QUẬN 1"), ("UBND quận 1", "district", None, "quận 1")),
    (("UBND TỈNH ĐỒNG NAI", "SỞ NỘI VỤ"), ("Sở Nội vụ tỉnh Đồng Nai", "department", "Đồng Nai", None)),
    (("TỈNH ỦY GIA LAI", "BAN DÂN VẬN"), ("Ban Dân vận Tỉnh ủy Gia Lai", "province-party", "Gia Lai", None)),
    (("THÀNH ỦY HÀ NỘI",), ("Thành ủy Hà Nội", "province-party", "Hà Nội", None)),
    (("ĐẢNG BỘ TỈNH GIA LAI", "HUYỆN ỦY CHƯ SÊ"), ("Huyện ủy Chư Sê", "district", "Gia Lai", "huyện Chư Sê")),
    (
        ("BAN CHẤP HÀNH", "TRUNG ƯƠNG", "VĂN PHÒNG"),
        ("Văn phòng Trung ương Đảng", "central-party", None, None),
    ),
    (("BỘ TÀI CHÍNH", "TỔNG CỤC HẢI QUAN"), ("Tổng cục Hải quan", "central-state", None, None)),
    (("BỘ C", "ÔNG THƯƠNG"), ("Bộ Công Thương", "central-state", None, None)),
    (
        ("BỘ LAO ĐỘNG - THƯƠNG BINH", "VÀ XÃ HỘI"),
        ("Bộ Lao động - Thương binh và Xã hội", "central-state", None, None),
    ),
    (("THỦ TƯỚNG CHÍNH", "PHỦ"), ("Thủ tướng Chính phủ", "central-state", None, None)),
    (("VĂN PHÒNG", "CHÍNH PHỦ"), ("Văn phòng Chính phủ", "central-state", None, None)),
    (("ỦY BAN THƯỜNG VỤ", "QUỐC HỘI"), ("Ủy ban Thường vụ Quốc hội", "central-state", None, None)),
    (("TỔNG LIÊN ĐOÀN", "LAO ĐỘNG VIỆT NAM"), ("Tổng Liên đoàn Lao động Việt Nam", "mass", None, None)),
]


@pytest.mark.parametrize(("lines", "wanted"), BODIES, ids=[" / ".join(b[0]) for b in BODIES])
def test_body_of_a_head(lines: tuple[str, ...], wanted: tuple[str | None, ...]) -> None:
    (body,) = bodies_of(lines, None)
    assert (body.name, body.level, body.province, body.district) == wanted


def test_bodies_that_act_jointly_and_a_head_that_repeats_itself() -> None:
    joint = bodies_of(("ỦY BAN DÂN TỘC", "BỘ TÀI CHÍNH"), "01/2014/TTLT-UBDT-BTC")
    assert [body.name for body in joint] == ["Ủy ban Dân tộc", "Bộ Tài chính"]
    assert len(bodies_of(("BỘ CÔNG AN", "BỘ CÔNG AN"), "86/2025/TT-BCA")) == 1


SIGNATURES = [
    ("KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nNguyễn Bá Mẫu\n", "Nguyễn Bá Mẫu", "the ordinary block"),
    ("BỘ TRƯỞNG\nĐại tướng Lương Tam Mẫu\n", "Lương Tam Mẫu", "with a rank"),
    ("KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nĐại\ntướng Nguyễn Tân Mẫu\n", "Nguyễn Tân Mẫu", "a rank cut in two"),
    ("TUQ. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nTS. Lê Mẫu\n", "Lê Mẫu", "by order, with a degree"),
    ("Q. GIÁM ĐỐC\nĐinh Mẫu\n", "Đinh Mẫu", "acting"),
    (
        "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n*Handwritten signature*\nVõ Ngọc Mẫu\n",
        "Võ Ngọc Mẫu",
        "a reader's remark",
    ),
    ("BỘ TRƯỞNG\n(đã ký)\nTrịnh Mẫu\n", "Trịnh Mẫu", "signed"),
    ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nBùi\nXuân Mẫu\n", "Bùi Xuân Mẫu", "the surname alone on its line"),
    ("CHỦ TỊCH\nH'Yim Kđoh\n", "H'Yim Kđoh", "a name of the highlands"),
    (
        "Nơi nhận:                    KT. BỘ TRƯỞNG\n- Bộ trưởng (để b/c);        THỨ TRƯỞNG\n- Lưu: VT.\n"
        "                             Đỗ Hoàng Mẫu\n",
        "Đỗ Hoàng Mẫu",
        "in two columns",
    ),
    (
        "THỦ TƯỚNG\nNơi nhận:\n- Văn phòng Quốc hội;      Nguyễn Tấn Mẫu\n- Lưu: VT.\n",
        "Nguyễn Tấn Mẫu",
        "beside a recipient",
    ),
    ("Nơi nhận:\n- Như trên;\n- Lưu: VT.\n", None, "nobody signed"),
    ("Chánh Văn phòng, Giám đốc Sở Nội vụ chịu trách nhiệm thi hành.\n", None, "officials in a sentence"),
]


@pytest.mark.parametrize(("block", "wanted", "why"), SIGNATURES, ids=[s[2] for s in SIGNATURES])
def test_signature(block: str, wanted: str | None, why: str) -> None:
    text = View(f"Điều 3. Quyết định này có hiệu lực từ ngày ký./.\n{block}").text
    found = read_signature(text, 0, len(text))
    assert found.signer == wanted, why
    assert wanted is None or found.start >= text.index("./.")


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("KẾ HOẠCH", "Kế hoạch"),
        ("QUYẾT ĐỊNH1", "Quyết định"),
        ("SắC LệNH", "Sắc lệnh"),
        ("CHƯƠNG TRÌNH PHỐI HỢP", "Chương trình phối hợp"),
        ("QUYẾT ĐỊNH:", None),
        ("VĂN BẢN QUY PHẠM PHÁP LUẬT", None),
        ("Quyết định số 5 của tỉnh", None),
        ("LUẬTSƯ", None),
    ],
)
def test_type_line(line: str, wanted: str | None) -> None:
    found = type_at(line)
    assert (found[0] if found else None) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [("Thành phố Huế", "Huế"), ("TP. Hồ Chí Minh", "Hồ Chí Minh"), ("Lương Minh", None), ("", None)],
)
def test_place_line(words: str, wanted: str | None) -> None:
    assert province_in(words) == wanted


@pytest.mark.parametrize(
    ("text", "wanted", "why"),
    [
        ("trên địa bàn tỉnh Sơn La; Công an tỉnh Sơn La; tỉnh Lào Cai", "Sơn La", "the most frequent"),
        ("ban ngành tỉnh; Báo Bà Rịa - Vũng Tàu.", "Bà Rịa - Vũng Tàu", "a newspaper"),
        ("UBND tỉnh Phú Yên (cũ); UBND tỉnh Đắk Lắk", "Đắk Lắk", "an old province does not count"),
        ("các tỉnh miền núi; tỉnh ủy", None, "no name"),
    ],
)
def test_province_of_text(text: str, wanted: str | None, why: str) -> None:
    assert province_of_text(text, 0, len(text)) == wanted, why
