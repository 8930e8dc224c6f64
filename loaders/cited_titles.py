"""The title of a cited document, as the text gives it behind number, date and issuer."""

from __future__ import annotations

import re

from luocdo.loaders.blocks import Blocks
from luocdo.loaders.openings import line_breaks, opens_part

_VERBS = (
    "về|quy định|hướng dẫn|sửa đổi|ban hành|phê duyệt|bãi bỏ|thực hiện|triển khai|tăng cường|công bố|giao|phân cấp"
    "|V/v|v/v|kiện toàn|thành lập|đẩy mạnh|tiếp tục|thí điểm|chống|đính chính"
    "|Về|Quy định|Hướng dẫn|Sửa đổi|Ban hành|Phê duyệt"
)
_KINDS = r"Nghị\ định|Nghị\ quyết|Quyết\ định|Thông\ tư|Chỉ\ thị|Kết\ luận|Kế\ hoạch|Công\ văn|Luật"
_OPENS = re.compile(rf"[\s,]*(?:\([^()]{{1,40}}\)\s*)?(?=(?:{_VERBS})\b|[“\"])")
# `… của Chính phủ quy định: “…”` tells what the document says, `… tiếp tục thực hiện đến hết năm 2016` how long.
_QUOTES = re.compile(
    r"(?:quy\s+định|hướng\s+dẫn)\s*:|tiếp\s+tục\s+(?:được\s+)?(?:thực\s+hiện|có\s+hiệu\s+lực|áp\s+dụng)\s+(?:cho\s+)?(?:đến|tới|theo)\s"
)
# What another document did to this one, told behind its title: `được sửa đổi, bổ sung bởi`, right before that one.
_CHANGED = r"(?:đã\s+)?được\s+(?:sửa\s+đổi|bổ\s+sung|thay\s+thế|đính\s+chính)"
_BY = r"[^.;]{0,60}?\s(?:(?:bởi|tại|theo|bằng|trong)\b[^.;]{0,90}\Z|năm\s+\d)"
_PIN = r"(?:điểm|khoản|Điều|Mẫu|Phụ\s+lục)\b"
_PINS = rf"{_PIN}(?:\s+\w{{1,3}}\b|\s*,|\s+(?:{_PIN}|của|và|số))*"
# One class of letters first, so that the scan runs over all others at full speed; then what each one takes, that of
# blanks before the others, as they are most.
_ENDS = re.compile(
    rf"""[;\n.),:\s](?:
      (?<=\s)(?:và\s+(?=(?:{_KINDS}|sửa\ đổi|bổ\ sung)\b(?!\s+số\s)|{_PINS}\s*\Z)
      |(?={_CHANGED}{_BY}))
    | (?<=\s)\((?:sau\ đây|gọi|sửa\s+đổi\b[^()]{{0,30}}\Z|{_CHANGED})
    | (?<=\s)(?=(?:và\s+)?(?:có|hết)\s+hiệu\s+lực
      \s+(?:thi\s+hành\s*(?:[,;.]|$|kể|từ|trong|toàn)|kể\s+từ|từ\s|khi\s|cho\s+đến))
    | (?<!về\s)(?<!việc\s)(?<=\s)(?=(?:được\s+)?tiếp\s+tục\s+(?:có\s+hiệu\s+lực|được\s+áp\s+dụng|áp\s+dụng)\b)
    | (?<=\s)(?=và\s+(?:các|những)\s+(?:quy\s+định|văn\s+bản)
      \s+(?:trước|khác|trái|(?:có\s+)?liên\s+quan|sửa\s+đổi,|hướng\s+dẫn))
    | (?<=\s)(?=(?:quy\s+định|hướng\s+dẫn|nêu)\s*:)
    | (?<=\s)(?=(?:cụ\s+thể\s+)?như\s+sau\b|trong\s+đó\s|Căn\s+cứ\s)
    | (?<!ngày\s)(?<!từ\s)(?<!đến\s)(?<!trước\s)(?<!sau\s)(?<=\s)(?=\d\d?/\d\d?/\d{{4}}\b)
    | (?<=[;\n]) | (?<=\.)[\s/] | (?<=\))\s*[;.,]
    | (?<=:)\s*(?:[a-zđ]\)|\(?\d{{1,2}}[.)]|[-+]\s|[IVX]{{1,4}}\.|$)
    | (?<=,)\s*(?=(?:{_KINDS}|Chương\ trình|Hướng\ dẫn|Quy\ định|Thông\ báo)\s)
    | (?<=,)\s*(?=(?:UBND|Ủy\ ban|HĐND|Hội\ đồng|Bộ|Sở|Ban|Tỉnh\ ủy|Chính\ phủ|Thủ\ tướng|Chủ\ tịch|Phó\ Thủ
      |Tổng\ cục|Cục|Huyện\ ủy|Đảng\ ủy|Phòng|Văn\ phòng)\s[^,;]{{0,80}}?
      (?:ban\ hành|yêu\ cầu|đề\ nghị|xây\ dựng|triển\ khai|có\ ý\ kiến
      |hướng\ dẫn(?=\s*(?::|như\ |một\ số))|báo\ cáo|thông\ báo|trả\ lời)\b))""",
    re.VERBOSE,
)
# Behind a semicolon the title of a ground goes on with words like its own: `…; kiểm tra, giám sát hải quan; thuế …`.
_GOES_ON = re.compile(
    r"\s*(?!(?:số|theo|căn|xét|các|đề|ý|được|đã|trong|riêng|và|nhằm|đồng|trên|tại|do|nếu|trừ|ngày|điểm|khoản|điều|chỉ|thay|bãi|hoặc)\b)"
    r"[a-zà-ỹđ]{2,}"
)
# Words that lead to what the title does not speak of, left where it is cut off.
_DANGLES = re.compile(
    r"(?:,\s+(?:thực\s+hiện|triển\s+khai(?:\s+thực\s+hiện)?|quán\s+triệt)|[\s,;:.(]+(?:và|hoặc|theo|tại|của|về|các|những|Căn\s+cứ|căn\s+cứ|(?:ban\s+hành\s+)?kèm\s+theo|ban\s+hành\s+theo"
    r"|(?:được\s+)?(?:quy\s+định|nêu)\s+tại|yêu\s+cầu\s+tại|(?:theo\s+)?quy\s+định\s+của|(?:thực\s+hiện|áp\s+dụng)\s+theo)"
    r"(?:\s+(?:điểm\s+\w{1,2}|khoản\s+\d+\w?|Điều\s+\d+\w?))*)+\Z"
)
# An item number alone, or the next heading, is no longer of the paragraph.
_HEADING = re.compile(
    r"\s*[“\"]?(?:(?:Điều|Chương|Mục|Phần)\s+[\dIVX]+|[A-ZĐÀ-Ỹ]{2,}(?:[ ,]+(?:[A-ZĐÀ-Ỹ]{2,}|\d{1,2}))+\s*(?:\n|\Z))"
)
_RANGE = re.compile(r"\s*[-–]\s*(?:\d|[a-zà-ỹđ])")
_OF = re.compile(
    r"\b(?:sửa\s+đổi|bổ\s+sung|bãi\s+bỏ|chi\s+tiết|thi\s+hành|hướng\s+dẫn)\b[^.;:]{0,80}\bcủa\s+(?:các\s+)?\Z"
)
# What a title ends with where the document behind it is its object: `về việc sửa đổi, bổ sung Nghị quyết số 63/…`.
_OBJECT = re.compile(
    r"(?:sửa\s+đổi,\s+bổ\s+sung|(?<!,\s)\b(?:thi\s+hành|thực\s+hiện|triển\s+khai|thay\s+thế|bãi\s+bỏ|sửa\s+đổi|điều\s+chỉnh))\s+\Z"
)
_LONGEST = 480


class CitedTitles:
    """Reads titles from one text: `text` has its lines, `flat` the same without their ends."""

    def __init__(self, text: str, flat: str) -> None:
        self._text, self._flat = text, flat
        self._blocks = Blocks(text)

    def after(self, position: int, limit: int, *, ground: bool = False) -> str | None:
        """The words of the title that begin at `position`, not beyond `limit`; None if none stand there.

        Only that of a `ground` is known to go on behind a semicolon: elsewhere another clause may begin there.
        """
        flat = self._flat
        opening = _OPENS.match(flat, position, min(limit, position + 60))
        if opening is None or _QUOTES.match(flat, opening.end()):
            return None
        start = opening.end()
        stop = self._paragraph_end(start, min(limit, start + _LONGEST))
        end = _end(flat, start, stop, ground)
        if end == start + _LONGEST and flat[end : end + 1].isalnum():
            end = max(flat.rfind(" ", start, end), start)
        title = _closed(_DANGLES.sub("", " ".join(flat[start:end].split())).rstrip(" ,;:.("))
        return title if len(title) > 5 and " " in title and not _is_verb(title) else None

    def _paragraph_end(self, start: int, stop: int) -> int:
        """Where the paragraph ends that a title begins in, if before `stop`."""
        text = self._text
        for end, line in line_breaks(text, start, stop):
            opens = self._blocks.start(line) > end and not _RANGE.match(text, line)
            if opens or _HEADING.match(text, line) or opens_part(text, line):
                return end
        return stop


def goes_on_over(flat: str, start: int, mention: int) -> bool:
    """Whether a title that begins at `start` speaks of the mention: `sửa đổi, bổ sung một số điều của Luật A`."""
    if "của" not in flat[mention - 9 : mention]:
        return mention - start < _LONGEST and _is_object(flat, start, mention)
    return mention - start < _LONGEST and _OF.search(flat, max(start, mention - 130), mention) is not None


def _is_object(flat: str, start: int, mention: int) -> bool:
    if not _OBJECT.search(flat, max(start, mention - 30), mention):
        return False
    opening = _OPENS.match(flat, start, min(mention, start + 60))
    return opening is not None and _ENDS.search(flat, opening.end(), mention) is None


def _end(flat: str, start: int, stop: int, ground: bool) -> int:
    position = start
    while True:
        ending = _ENDS.search(flat, position, stop)
        if ending is None:
            return stop
        if not (ground and ending[0].startswith(";") and _GOES_ON.match(flat, ending.end(), stop)):
            return ending.start() + (flat[ending.start()] == ")")
        position = ending.end()


def _closed(title: str) -> str:
    """A title without a bracket that is not closed, or not opened, in it."""
    if title.endswith(")") and title.count(")") > title.count("("):
        return title[:-1].rstrip(" ,;:.")
    opened = title.rfind("(")
    return title if opened <= title.rfind(")") else title[:opened].rstrip(" ,;:.")


def _is_verb(title: str) -> bool:
    """Whether nothing but the opening verb is left: `quy định` of `quy định tại Điều 5`."""
    return re.fullmatch(_VERBS, title) is not None
