"""Who issued a cited document, in the words that follow its number: `của Ban Bí thư Trung ương Đảng khóa XI`."""

from __future__ import annotations

import re
from functools import lru_cache

from luocdo.loaders.body_names import without_tail
from luocdo.loaders.openings import opening_between

# Nouns that open the name of a body. What stands after `và` or a comma is a second body only if one of
# these opens it: `Bộ Văn hóa, Thể thao và Du lịch` is one ministry.
_HEADS = (
    "Ban|Bộ|Sở|UBND|HĐND|UBMTTQ|BTV|BCH|BCĐ|Ủy ban|Hội|Hội đồng|Tỉnh|Thành|Huyện|Quận|Thị ủy|Thị xã|Đảng|Văn phòng"
    "|Quốc|Chính phủ|Thủ [Tt]ướng|Thủ trưởng|Thống đốc|Chủ|Tòa|Viện|Kiểm toán|Kiểm sát|Thanh tra|Tổng|Trung ương"
    "|Trung tâm|Công an|Công đoàn|Công ty|Cục|Chi cục|Vụ|Ngân hàng|Bảo hiểm|Mặt trận|Đoàn|Liên|Quân|Đài|Báo|Học viện"
    "|Trường|Trưởng|Tổ chức|Phòng Nội|Bí thư|Thường|Giám đốc|Đại học|Phó|Chánh"
)
_HEAD = rf"(?:{_HEADS})(?![a-zà-ỹ])".replace(" ", r"\s+")
_NAME_START = re.compile(rf"\s*,?\s*(?:của|do|giữa)\s+(?:liên\s+(?:tịch\s+)?)?(?=(?:các\s+)?{_HEAD})")
# Where the name of a body ends: punctuation, or a word that begins the title or another clause.
_NAME_END = re.compile(
    r"""[;:()“”"\n\d/]|\s[Vv]/[Vv]\b|\[|\s-{3,}|\.(?:\s|$)|,\s*(?!\s*(?:chống\s|lụt|bão|Thể|Gia|Khoa|Thương|Trẻ|Thông|Du|Phát|Đối|Thi\s+đua|Truyền))
    |\s(?:về|Về|khóa|khoá|Khóa|nhiệm\s+kỳ|ban\s+hành|quy\s+định|Quy\s+định|hướng\s+dẫn|phê\s+duyệt|sửa|thực\s+hiện|tại|ngày
      |được|có|trình|triển\s+khai|thi\s+hành|để|nhằm|trong|đối\s+với|theo|công\s+bố|thông\s+qua|thống\s+nhất|là|đã|thay|bãi|trích
      |gửi|ký|cho|vào|cụ\s+thể|giao|kèm|kết\s+luận|nêu|yêu\s+cầu|chỉ\s+đạo|đề\s+nghị|báo\s+cáo|này|trước\s+đây|quyết\s+định|năm
      |tổ\s+chức|sắp\s+xếp|hết|phê\s+chuẩn|Ban\s+hành|Phê\s+duyệt|Sửa\s+đổi|Triển\s+khai|Thực\s+hiện|Tăng\s+cường|phân\s+công
      |tiếp\s+tục|từ|và\s+(?:các|Nghị|Quyết|Thông|Chỉ|Kết|Kế|Luật|Công\s+văn|Chương|Hướng
        |Điều|Khoản|Điểm|Mục|Mẫu|Biểu|Phụ\s+lục|Danh\s+mục|Pháp\s+lệnh|Bộ\s+luật|Quy\s+(?:định|chế))|hoặc|kiện\s+toàn|thành\s+lập
      |bổ\s+sung|điều\s+chỉnh|giải\s+thích|ủy\s+quyền|phân\s+cấp|xử\s+phạt|xử\s+lý|tăng\s+cường|nâng\s+cao
      |(?<!đồng\s)(?<!viên\s)(?:thẩm\s+định|thẩm\s+tra)|góp\s+ý|kiến\s+nghị|xin|xem\s+xét|chấp\s+thuận|trả\s+lời|rà\s+soát|phản\s+ánh
      |đôn\s+đốc|thông\s+báo|hỏi)(?=[\s,;.]|$)
    |\s+và\s+(?!đào\s+tạo|môi\s+trường|xã\s+hội|công\s+nghệ|du\s+lịch|phát\s+triển\s+nông|truyền\s+thông|đầu\s+tư|tôn\s+giáo
       |dân\s+vận|thể\s+thao)(?=[a-zđ])""",
    re.VERBOSE,
)
_SPLIT = re.compile(rf"\s*,?\s+(?:và|với)\s+(?={_HEAD})|\s*,\s*(?={_HEAD})|\s+-\s+(?=(?:Bộ|Ban|Sở|Tòa|Viện|UBND)\s)")
_TERM = re.compile(r"\s*,?\s*(?:khóa|khoá|Khóa|nhiệm kỳ khóa)\s+([IVX]{1,5}|\d{1,2})\b")
_OFFICE = re.compile(
    r"(?:Bộ\s+[Tt]rưởng|Phó\s+Thủ\s+tướng(?:\s+Chính\s+phủ)?|Chủ\s+tịch|Trưởng\s+[Bb]an)\s*,\s*"
    r"(?=Chủ\s+nhiệm|Bộ\s+trưởng|Chủ\s+tịch|Trưởng\s+[Bb]an|Tổng\s)"
)
# A steering body is called after what it steers: `Ban Chỉ đạo Trung ương về tổng kết Nghị quyết số 18-NQ/TW`.
_STEERING = re.compile(
    r"Ban\s+[Cc]hỉ\s+đạo(?:\s+(?!về\b)[^\W\d]+){0,5}?\s+về\s+(?:việc\s+)?(?:tổng|sơ)\s+kết\s+(?:việc\s+)?(?:\w+\s+){0,5}?"
    r"(?:Nghị\s+quyết|Chỉ\s+thị|Kết\s+luận|Quyết\s+định)\s+số\s+\d{1,4}\s?-\s?[A-ZĐ]{2,4}\s?/\s?[A-ZĐ]{2,6}(?![\wà-ỹ])"
)
# `Trưởng ban Chỉ đạo quốc gia về chuyển đổi số ban hành Quy chế`: the second `về`, or a verb, opens the title.
_STEERING_ON = re.compile(
    r"(?:Trưởng\s+)?[Bb]an\s+[Cc]hỉ\s+đạo(?:\s+thực\s+hiện|(?:\s+(?:Trung\s+ương|[Qq]uốc\s+gia|[Nn]hà\s+nước|của\s+Chính\s+phủ|tỉnh|[Tt]hành\s+phố))?\s+về)"
    r"\s+(?!việc|thành|ban\s|Ban\s|phân|kiện|quy\s|hướng|tăng|đẩy|phê|bổ|sửa|triển|tổ\s|công\s|kết|tình)"
    r"(?:(?!\bsố\s+\d|\bvề\b)[^;.:()“”\"\n]){6,170}?(?=\s+(?:về|[Bb]an\s+hành|[Hh]ướng\s+dẫn|[Pp]hê\s+duyệt)\s)"
)
# Bodies whose name ends there, whatever follows: `của Quốc hội thí điểm …`.
_WHOLE = re.compile(
    r"(?:Quốc\s+hội|Chính\s+phủ|Thủ\s+tướng\s+Chính\s+phủ|Ủy\s+ban\s+[Tt]hường\s+vụ\s+Quốc\s+hội|Chủ\s+tịch\s+nước|Bộ\s+Chính\s+trị"
    r"|Ban\s+Bí\s+thư(?:\s+Trung\s+ương(?:\s+Đảng)?)?)(?=\s+[^\W\d])(?!\s+(?:nước|và|với|khóa|khoá|Khóa|Trung|Đảng|Việt)\b)"
)
# A plenum is the committee in session: `Hội nghị Trung ương 6 khóa XII`.
_PLENUM = re.compile(
    r"Hội\s+nghị\s+(?:lần\s+thứ\s+\w+(?:\s+\w+)?\s*,?\s+(?:của\s+)?)?(?P<name>(?:(?:Ban\s+[Cc]hấp\s+hành|BCH)\s+)?(?:Trung\s+ương|TW)(?:\s+Đảng)?)"
    r"(?:\s+(?:lần\s+thứ\s+)?(?:\d{1,2}|[a-zà-ỹ]{2,5}))?\s*,?\s*\(?(?:khóa|khoá|Khóa)\s+(?P<term>[IVX]{1,5})\b\)?"
)
_COMMITTEE = "Ban Chấp hành Trung ương"
_REACH = 160
_FIRST = frozenset("cdgkKn")
"""First letters of `của`, `do`, `giữa`, `khóa`, `nhiệm kỳ`."""


# Whom a submission or letter comes from, said before it: `theo đề nghị của Giám đốc Sở Tư pháp tại Tờ trình số`.
_SENDER = re.compile(
    rf"(?:đề\s+nghị|đề\s+xuất|kiến\s+nghị|ý\s+kiến|chỉ\s+đạo|báo\s+cáo|yêu\s+cầu|trình)\s+của\s+(?=(?:đồng\s+chí\s+)?{_HEAD})([^;.:()\d]{{3,110}}?)\s+tại\s*:?\s*(?:các\s+)?\Z"
)


# Whose it is, said between type and number: `Quyết định của Bộ Chính trị số 31-QĐ/TW`.
_OWNER = re.compile(
    rf"(?:định|thị|quyết|luận|báo|hoạch|văn|trình|dẫn|tư)\s+của\s+(?={_HEAD})([^;.:()\d,]{{3,80}}?)[\s:]*\Z"
)


def sender_before(flat: str, position: int) -> tuple[str, ...]:
    """The body whose document is named at `position`, told by the words before it; () if none."""
    if flat[position : position + 2] in ("số", "Số"):
        owner = _OWNER.search(flat, max(0, position - 110), position)
        return split_bodies(owner[1]) if owner else ()
    if not flat[position - 12 : position].rstrip(" :").endswith(("tại", "tại các")):
        return ()
    sender = _SENDER.search(flat, max(0, position - 150), position)
    return split_bodies(sender[1]) if sender else ()


def issuers_after(flat: str, position: int, text: str = "") -> tuple[tuple[str, ...], str | None, int]:
    """(names of the issuing bodies, term, offset behind them) that follow a number or date; () if none.

    `text` is the same with its line ends, if at hand: no name goes on into another part of it.
    """
    if flat[position : position + 6].lstrip(" ,")[:1] not in _FIRST:
        return (), None, position
    opening = _NAME_START.match(flat, position, position + 60)
    if opening is None:
        term = _TERM.match(flat, position, position + 40)
        return (), term[1] if term else None, term.end() if term else position
    start = opening.end()
    special = _special(flat, start)
    if special:
        return special
    office = _OFFICE.match(flat, start)
    if office:  # `Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ` is one office
        end = _name_end(flat, office.end(), text)
        return (" ".join(flat[start:end].split()),), None, end
    end = _name_end(flat, start, text)
    names = split_bodies(flat[start:end])
    term = _TERM.match(flat, end, end + 40)
    return names, term[1] if term else None, term.end() if term else end


def _name_end(flat: str, start: int, text: str) -> int:
    ending = _NAME_END.search(flat, start, start + _REACH)
    end = ending.start() if ending else min(len(flat), start + _REACH)
    return opening_between(text, start, end) if text else end


def _special(flat: str, start: int) -> tuple[tuple[str, ...], str | None, int] | None:
    """Names that do not end where others do: steering bodies, plenums, and bodies that no word can lengthen."""
    first = flat[start : start + 1]
    if first in "BT":
        steering = _STEERING.match(flat, start, start + _REACH) or _STEERING_ON.match(flat, start, start + 2 * _REACH)
        if steering:
            return (" ".join(steering[0].split()),), None, steering.end()
    if first == "H":
        plenum = _PLENUM.match(flat, start, start + _REACH)
        if plenum:
            name = " ".join(plenum["name"].split())
            return (name if name.startswith("B") else _COMMITTEE,), plenum["term"], plenum.end()
    whole = _WHOLE.match(flat, start, start + _REACH)
    return ((" ".join(whole[0].split()),), None, whole.end()) if whole else None


@lru_cache(maxsize=16_384)
def split_bodies(words: str) -> tuple[str, ...]:
    """The bodies a phrase names, one blank between words."""
    names = (without_tail(" ".join(name.split()).strip(" ,.-")) for name in _SPLIT.split(words))
    return tuple(name for name in names if len(name) > 2)
