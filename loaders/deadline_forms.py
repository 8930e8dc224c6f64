"""The forms in which texts say by when something is due, as patterns over one paragraph's words."""

from __future__ import annotations

import re
from functools import cache

from luocdo.graph.data_files import load
from luocdo.loaders.word_trees import tree_of

FILE = "deadlines.yaml"

# Each form begins with one class of letters in both cases and looks around from there: the scan runs over all else at
# full speed, which it does not for a form in any case, an optional word or a look back at its beginning.
DAY = (
    r"(?P<d>\d(?<![\d/]\d)\d?)\s*(?:[/.-]\s*(?P<m>\d{1,2})\s*[/.-]\s*(?P<y>\d{4})(?!\d)"
    r"|tháng\s*(?P<mw>\d{1,2})\s*,?\s*(?:năm|/)\s*(?P<yw>\d{4}))"
)
# `30/5/2020`, `05 tháng 7 năm 2023`; the word before it is looked for behind a match.
FULL = re.compile(DAY, re.IGNORECASE)
DAY_WORD = re.compile(r"ngày\s*\Z", re.IGNORECASE)
# `20/(3/6/9)/2023` is three days.
PACKED = re.compile(r"(?P<d>\d(?<![\d/]\d)\d?)\s*/\s*\((?P<months>\d{1,2}(?:\s*[/,;]\s*\d{1,2})+)\)\s*/\s*(?P<y>\d{4})")
# `ngày 15/6`, `ngày 31 tháng 10`.
YEARLESS = re.compile(
    r"[nN](?i:gày\s*(?P<d>\d{1,2})\s*(?:/\s*(?P<m>\d{1,2})(?!\d|\s*[/.-]\s*\d)"
    r"|tháng\s*(?P<mw>\d{1,2})(?!\d|\s*,?\s*(?:năm|/)\s*\d)))"
)
# `trước 30/6 hằng năm`, without the word.
BARE_YEARLESS = re.compile(r"(?<=rước )(?P<d>\d{1,2})/(?P<m>\d{1,2})(?!\d|\s*[/.-]\s*\d)")
# What joins another day to one before it: `và ngày 15/12`, `, 30/9/2023`, also behind a word in brackets.
ANOTHER = re.compile(
    r"(?:\s*\([^()\d]{2,20}\d{0,2}[^()\d]{0,20}\))?(?:\s*[,;]|\s+(?:và|hoặc))\s+(?:trước\s+)?(?P<day>(?:ngày\s+)?(?P<d>\d{1,2})(?:/(?P<m>\d{1,2})(?:/(?P<y>\d{4}))?"
    r"|\s+tháng\s+(?P<mw>\d{1,2})(?:\s+năm\s+(?P<yw>\d{4}))?))(?![\d/])"
)
# `tháng 12 hằng năm`.
MONTH_EACH_YEAR = re.compile(r"[tT](?<!\d .)(?i:(?<!ngày \d\d .)háng\s*(?P<m>\d{1,2})\s+(?:hằng|hàng|mỗi)\s+năm)")
# `31 tháng 01 của năm sau liền kề`.
LATER_YEAR = re.compile(r"(?P<d>\d(?<!\d\d)\d?)\s*tháng\s*(?P<mw>\d{1,2})\s+(?:của\s+)?năm\s+(?:sau|liền|tiếp|kế)")
NEXT_MONTH = r"(?:của\s+)?tháng\s+(?:sau|tiếp|kế|liền)"
IN_QUARTER = r"(?:của\s+)?tháng\s+(?:cuối|đầu)(?:\s+cùng)?\s+(?:của\s+)?(?:mỗi\s+|hằng\s+|hàng\s+)?quý"
# `ngày 20 hằng tháng`, `ngày 15 của tháng cuối quý`.
DAY_OF_MONTH = re.compile(
    rf"[nN](?i:gày\s*(?P<d>\d{{1,2}})(?!\s*[/\d])\s+"
    rf"(?:(?P<monthly>hằng\s+tháng|hàng\s+tháng|mỗi\s+tháng|{NEXT_MONTH})|(?P<quarterly>{IN_QUARTER})))"
)
# `hằng tháng (trước ngày 20)`.
DAY_IN_BRACKETS = re.compile(r"[hH](?i:[ằà]ng\s+tháng\s*\(\s*(?:trước\s+)?ngày\s*(?P<d>\d{1,2})\s*\))")
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
Q = r"(?:IV|III|II|I|[1-4])"
# `quý III/2018`, `Quý III và Quý IV/2014`, `Quý II - IV/2014`.
QUARTERS = re.compile(
    rf"[qQ](?i:uý\s*(?P<list>{Q}(?:\s*(?:,|và|;)\s*(?:quý\s*)?{Q}(?![\w]))*)\s*"
    rf"(?P<to>(?:-|đến)\s*(?:hết\s*)?(?:quý\s*)?(?P<last>{Q})\s*)?(?:/|năm|,\s*năm|-|\s)\s*(?P<y>20\d\d))"
)
# `tháng 12/2025`.
MONTHS = re.compile(r"[tT](?i:háng\s*(?P<m>\d{1,2})\s*(?:/|-|năm)\s*(?P<y>20\d\d))")
# `tháng 9, tháng 10 năm 2025`, `các tháng 9, 10 và 11/2025`, `tháng 10 - 11/2025`.
MONTHS_OF_YEAR = re.compile(
    r"[tT](?i:háng\s*(?P<list>\d{1,2}(?:\s*(?:,|;|và)\s*(?:tháng\s*)?\d{1,2})*)"
    r"(?:\s*(?:,|;|và|(?P<to>-|đến))\s*(?:tháng\s*)?(?P<last>\d{1,2}))\s*(?:/|năm)\s*(?P<y>20\d\d))"
)
# `6 tháng đầu năm 2026`.
HALF_YEAR = re.compile(r"(?<!\d)0?6\s+tháng\s+(?P<half>đầu|cuối)\s+năm\s+(?P<y>20\d\d)")
# What a report tells of, not when it is due: `kết quả công tác 6 tháng đầu năm 2026`.
TOLD = re.compile(r"(?:kết\s+quả|tình\s+hình|công\s+tác|nhiệm\s+vụ|báo\s+cáo)[^,.;]*\Z", re.IGNORECASE)
MONTH_LIST = re.compile(r"[tT](?i:háng\s*(?P<m>\d{1,2})(?![\d/])(?!\s*năm))")
# `từ ngày … đến …`: the opening, what joins the ends, one end.
FROM = re.compile(r"[tT](?i:ừ\s*(?=(?:nay|ngày|tháng|quý|năm|\d))|rong\s+(?:khoảng\s+thời\s+gian\s+từ\s*|(?=ngày\s)))")
TO = re.compile(r"\s*(?:,\s*)?(?:đến|tới|-)\s*(?:hết\s+|cuối\s+|khoảng\s+|trước\s+)?", re.IGNORECASE)
POINT = re.compile(
    r"(?:ngày\s*)?(?:(?P<d>\d{1,2})\s*(?:/\s*(?P<m>\d{1,2})(?:\s*/\s*(?P<y>\d{4}))?|tháng\s*(?P<mw>\d{1,2})(?:\s*năm\s*(?P<yw>\d{4}))?))(?![\d/])"
    r"|tháng\s*(?P<month>\d{1,2})(?:\s*(?:/|năm)\s*(?P<my>\d{4}))?"
    rf"|quý\s*(?P<quarter>{Q})(?:\s*(?:/|năm)\s*(?P<qy>\d{{4}}))?"
    r"|(?:năm\s*)?(?P<year>20\d\d)(?![\d/])",
    re.IGNORECASE,
)
ALONE = re.compile(r"(?:ngày\s*)?(\d{1,2})(?![\d/])")
"""`từ ngày 08 đến ngày 10 tháng 12 năm 2025`: the first day has the month of the last."""
# `Năm 2018, 2019`.
YEARS = re.compile(r"[nN](?i:ăm\s*(?P<list>20\d\d(?:\s*(?:,|và|;)\s*(?:năm\s*)?20\d\d)*)(?!\s*[-/\d]))")
YEAR_RANGE = re.compile(
    r"(?:giai\s+đoạn|năm|từ)?\s*(?<!\d)(?P<a>20\d\d)\s*[-]\s*(?:năm\s*)?(?P<b>20\d\d)(?!\d)", re.IGNORECASE
)
# A cell of a table of times: `8/2014`, `2014`.
BARE_TIME = re.compile(r"(?:(?P<month>0?[1-9]|1[0-2])\s*/\s*)?(?P<year>20\d\d)")
DONE_IN_YEAR = re.compile(
    r"[hHxX](?i:(?:(?<=h)oàn\s+thành|(?<=x)ong)\s+(?:việc\s+)?(?:trong|trước|vào|đến hết|hết)"
    r"\s+năm\s+(?P<list>20\d\d(?:\s*(?:,|và)\s*(?:năm\s+)?20\d\d)*))"
)
# `10 ngày làm việc kể từ ngày nhận đủ hồ sơ`.
AFTER = re.compile(
    r"(?P<n>\d{1,3})\s*(?:\([^()]{2,20}\)\s*)?(?P<unit>ngày\s+làm\s+việc|ngày|tháng|giờ)\s*,?\s*(?:kể\s+từ|tính\s+từ|sau)\s+(?:khi\s+|thời\s+điểm\s+)?(?P<event>[^,.;:()]{3,110})",
    re.IGNORECASE,
)
# What a report covers is no day on which it is due: `thời gian chốt số liệu tính từ ngày …`.
DATA_PERIOD = re.compile(
    r"(?:số\s+liệu|kỳ\s+báo\s+cáo|định\s+kỳ|hàng\s+năm|hằng\s+năm)[^.;()]{0,40}tính\s+từ[^.;()]{0,160}"
    r"|chốt\s+số\s+liệu[^.;()]{0,160}",
    re.IGNORECASE,
)
DIGIT = re.compile(r"[0-9]")
# `thứ Sáu hằng tuần`.
WEEKLY = re.compile(
    r"(?:thứ\s+(?P<day>hai|ba|tư|năm|sáu|bảy|bẩy)|chủ\s+(?P<sunday>nhật))\s*,?\s*(?:hằng|hàng|mỗi)\s+tuần",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[.;]\s+(?=[A-ZĐÀ-Ỹ])")
NOT_DUE = re.compile(r"(?:số|tính\s+từ|hiệu\s+lực|kể\s+từ|ban\s+hành|ký)\s*(?:từ\s+|kể\s+từ\s+)?\Z", re.IGNORECASE)


@cache
def _words() -> dict[str, list[str]]:
    return {key: value for key, value in load(FILE).items() if isinstance(value, list)}


@cache
def weekdays() -> dict[str, int]:
    """Names of weekdays -> their numbers, as the data file has them."""
    found: dict[str, int] = load(FILE)["weekdays"]
    return found


@cache
def any_of(part: str) -> re.Pattern[str]:
    """The words of one list of the data file as a pattern, the longest first.

    `6 tháng` is neither in `26 tháng 6` nor in `ngày 6 tháng 7`.
    """
    return re.compile(rf"(?<!\d)(?<!ngày )(?:{tree_of(_words()[part])})")


@cache
def due() -> re.Pattern[str]:
    """A word that makes what follows the end of a term; an hour, a day of the week or a bracket may stand between."""
    hour = r"(?:\d{1,2}\s*(?:h|giờ|g)\s*\d{0,2}\s*(?:phút|['’])?,?\s*)?(?:(?:sáng|trưa|chiều|tối),?\s+)?"
    weekday = rf"(?:\(?(?:[Tt]hứ\s+(?i:{'|'.join(weekdays())})|[Cc]hủ\s+nhật)\)?,?\s+)?"
    return re.compile(
        rf"(?:(?<=\W)|^)(?:{tree_of(_words()['before'])})[\s:(]*(?:(?:khoảng|cuối|đầu|giữa|vào|là)\s+)?"
        rf"{hour}{weekday}(?:các\s+)?(?:ngày\s+)?\Z"
    )
