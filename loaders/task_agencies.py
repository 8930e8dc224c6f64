"""Who is named at the start of a paragraph, and where the list of names ends."""

from __future__ import annotations

import re
from functools import cache

from luocdo.graph.agencies import agencies
from luocdo.graph.model import Record
from luocdo.loaders.agency_lists import PLACE_NOUN, expanded, head_of_name, is_body, split_names
from luocdo.loaders.letters import UPPER
from luocdo.loaders.task_words import either, words
from luocdo.loaders.word_trees import tree_of

_LONGEST = 420
"""The longest list of bodies before its verb: twelve departments in one sentence."""
LONGEST_TITLE = 330
"""Of names: twelve departments have one title."""
_STOP = re.compile(r"[:.;–-](?:(?<=[:.])(?=\s|$)|(?<=\s[-–])(?=\s(?:[Cc]ơ quan|[Cc]hủ|[Tt]rưởng))|(?<=;)\s*$)")
_CLAUSE_END = re.compile(r"[.:;()](?=[\s/)]|$)|\s[(|]")
ORDERING = ("giao", "đề nghị", "yêu cầu", "phân công", "kính đề nghị", "trân trọng đề nghị")
"""What leads to whom an order goes."""
_COLLECTED = re.compile(r"(?:[Cc]ác|[Nn]hững)\s+(Bộ|Sở|bộ|sở)(?:,\s*(?:ban,\s*)?ngành)?\s*:\s*(?=\S)")
# `Giao Giám đốc: Sở Nội vụ, Sở Y tế phối hợp …`: each of them is meant by its officer.
_OFFICER = re.compile(r"((?:Tổng )?Giám đốc|Thủ trưởng|Chủ tịch|Bộ trưởng|Cục trưởng)\s*:\s*(?=\S)")
_AND = re.compile(r"\s+(?:và\s+)?")
_PAREN = re.compile(r"\s*\([^()]*\)")


# Behind these a verb is a noun: `các tổ chức`, `Hội đồng tư vấn`; behind the second kind only what is no clear verb.
_NOUN = re.compile(r"(?<!\w)(?:[Cc]ác|[Nn]hững|của)\Z")
_BOARD = re.compile(r"(?<!\w)(?:Hội đồng|hội đồng|Ban|ban|Tổ|Đoàn|Đội|Ngoại|ngoại)\Z")
_CLEAR = re.compile(r"[,\s]+(?:có|chịu|phải|cần|sẽ|chủ trì|khẩn trương|tiếp tục|căn cứ|báo cáo|theo)\b")
# These are the second syllable of a noun: `công trình`, `bầu cử`, `vùng đồng bằng`; `Sở Dân tộc và Tôn giáo chủ trì`.
_SECOND = {
    "trình": re.compile(r"(?<!\w)(?:(?<!hành chính )công|chương|quy|quá|(?<!Tôn )(?<!Tuyên )giáo|tiến|lộ)\Z"),
    "lập": re.compile(r"(?<!\w)(?:(?<!hành chính )công|thành|độc|đối)\Z"),
    "cử": re.compile(r"(?<!\w)(?:bầu|ứng)\Z"),
    "ký": re.compile(r"(?<!\w)(?:đăng|lưu|thư)\Z"),
    "bằng": re.compile(r"(?<!\w)(?:đồng|(?<!hành chính )công)\Z"),
}
# `Chủ tịch Ủy ban nhân dân tỉnh yêu cầu các sở báo cáo`: the sender speaks, those behind it act.
_ORDERS = re.compile(r"\s*(?:yêu cầu|(?:kính |trân trọng )?đề nghị)\s+(?=\S)")
# `Chủ tịch Ủy ban nhân dân tỉnh giao Sở Y tế`: a chief gives work; whom a decree charges may hand it on.
_CHARGES = re.compile(r"\s*(?:giao|phân công)(?: nhiệm vụ)?(?: cho)?\s+(?=\S)")
_CHIEF = re.compile(
    r"Chủ tịch (?:UBND|U[ỷỶ] ban nhân dân|Ủy ban nhân dân) (?:[Tt]ỉnh|[Tt]hành phố)|Thủ tướng Chính phủ"
)
# `các đơn vị có liên quan`: which ones, no verb of theirs.
_CONCERNED = re.compile(r"[,\s]+có liên quan\b")
_ANY = re.compile(r"(?:[Cc]ác|[Nn]hững|[Cc]ơ quan|[Tt]ổ chức|[Đđ]ơn vị)\b")
_IN_MATTERS = re.compile(r"\s+trong (?:việc|công tác)\Z")
_NUMBER = re.compile(r"số\s+\d|\d[-/]")
_BELOW = (" sau đây", " dưới đây", " sau")
# Behind these a weak verb tells what they are for: `cơ quan thanh tra`, `đơn vị cấp nước`.
_KEEPER = re.compile(
    r"(?:^|\W)(?:cơ quan|đơn vị|tổ chức|doanh nghiệp|cơ sở|lực lượng|người|công ty|trung tâm"
    r"|ngân hàng|quỹ|chủ|hộ|cá nhân|gia đình|(?<!ban, )ngành|(?<!môi )(?<!thị )trường|văn phòng|(?<!quốc )phòng"
    r"|chi nhánh|cục|(?<!nội )(?<!ngoại )vụ"
    r"|viện|nhà|nông nghiệp|nghiên cứu|bộ phận|chi cục"
    r"|chủ thể|lĩnh vực|công tác|xúc tiến|dự án|QLDA)\Z",
    re.IGNORECASE,
)
# `các hội do Đảng và Nhà nước giao nhiệm vụ`: the verb tells which ones.
_CHARGED_BY = re.compile(r"\s(?:do|được)\s+[A-ZĐỦ][^;.:]{1,40}\Z")
# `Trên cơ sở đề xuất của các bộ, Ủy ban nhân dân các tỉnh, Bộ Tài chính tổng hợp`: the last one acts.
_OF_OTHERS = re.compile(r"(?:đề xuất|đề nghị|báo cáo|ý kiến|kiến nghị|đăng ký|nhu cầu)\s+của\s")
# `2. Về dự án nạo vét luồng tàu: Bộ Xây dựng chủ trì …`.
_GROUND = r"(?:Căn cứ|Trên cơ sở|Theo|Để|Nhằm|Thực hiện|Ngoài|Trong|Sau khi|Định kỳ|Trước ngày|Chậm nhất|Trường hợp)"
_GROUNDS = 600
"""Several grounds with their numbers and days before the body that acts."""
_SENTENCE_END = re.compile(r"[.;:](?=\s|$)")
_ITEM = re.compile(r",\s+(?=(?:các|những)\s|[A-ZĐỦ])")
_APPOSITION = re.compile(r"\s(?:[Cc]ơ quan|[Tt]rưởng|[Cc]hủ)")
_OF_PLACES = re.compile(rf"(?:các|\d)\s{PLACE_NOUN}(?:(?:,\s|\svà\s){PLACE_NOUN})*\s?\Z")
_PLACES = re.compile(rf":\s(?:[{UPPER}]\w*(?:\s-\s|\s|(?=[,;]))){{1,5}}(?:[,;]\s|và\s)")
# `Định kỳ 6 tháng (trước ngày 15/6), hằng năm (trước ngày 15/12), các sở báo cáo …`.
_EACH_TIME = (
    r"(?:Định kỳ|[Hh](?:ằng|àng) (?:tuần|tháng|quý|năm))(?:[\s,]+(?:(?:hằng|hàng|mỗi)\s(?:tuần|tháng|quý|năm)"
    r"|\d{1,2}\stháng|(?:\d{1,2}\s|một\s)?năm|quý|tuần|và|hoặc|đột xuất|\([^()]{1,80}\)))+,?\s+(?=các\s|[A-ZĐỦ])"
)
# `các cơ quan tham mưu, giúp việc Tỉnh ủy`: which ones.
_ADVISERS = re.compile(r"cơ quan(?: chuyên trách)? tham mưu,? (?:và )?giúp việc")
# `Ban Quản lý dự án đầu tư xây dựng tỉnh`.
_BUILDERS = re.compile(r"(?:[Qq]uản lý [Dd]ự án|QLDA) đầu tư\Z")
_NEAR = 30
_TOPIC = re.compile(
    r"(?:Về|Đối với|Liên quan|Báo cáo)\s[^:]{5,600}:\s+(?:[^:]{5,300}:\s+(?=(?:giao|đề nghị|yêu cầu)\s))?(?=\S)"
)


class Named(Record, frozen=True):
    """The bodies named, as the text writes them; where the words after them begin; what introduced them.

    `heading`: nothing but names (and `có trách nhiệm`) stands there, the work follows below.
    """

    names: tuple[str, ...]
    end: int
    lead: str
    heading: bool


@cache
def _lead() -> re.Pattern[str]:
    clause = rf"{_GROUND}\s[^.;:]{{3,240}}?,\s+(?=(?:các|đề nghị|giao|yêu cầu)\s|[A-ZĐỦ])"
    return re.compile(rf"(?P<lead>{_EACH_TIME}|{either('leads', any_case=True)}\s*[,:]?\s+|{clause})*")


@cache
def _grounds() -> re.Pattern[str]:
    return re.compile(rf"(?:{either('leads', any_case=True)}\s*[,:]?\s+)?(?:Căn cứ|Trên cơ sở)\s")


@cache
def _verb() -> re.Pattern[str]:
    # A comma and blanks, or blanks alone: one class of letters first, so that the scan runs over all others.
    gap = r"[,\s](?<=[\w),.”\0][,\s])(?:(?<=,)\s+|(?<=\s)\s*)"
    # `Sở Giáo dục và Đào tạo lập danh sách`, `Sở Thông tin và Truyền thông báo cáo`: the name ends a syllable later.
    gap += r"(?<![Đđ]ào\s)(?<![Tt]ruyền\s)"
    return re.compile(rf"{gap}(?:(?P<strong>{either('verbs')})|(?P<weak>{either('weak_verbs')}))")


@cache
def _other_end() -> re.Pattern[str]:
    # `Ngân hàng Nhà nước Khu vực 11`, `Quân khu 5`: the figure is the name's.
    figure = rf"(?<!hu vực)(?<!uân khu)(?<!đoàn)(?<!Vùng)\s\d(?!\d*\s{PLACE_NOUN})"
    return re.compile(rf"\s(?:{either('name_ends')}|số\s\d)|{figure}")


@cache
def _first_verb() -> re.Pattern[str]:
    return re.compile(rf"{either('verbs', any_case=True)}|{either('weak_verbs', any_case=True)}")


def names_from(said: str, start: int, *, in_cell: bool = False, listed: bool = False) -> tuple[str, ...]:
    """The bodies named from an offset on, up to the next verb or the clause's end.

    `in_cell`: the words stand in a column of bodies, where `phát triển` is a name's: `Viện Nghiên cứu phát triển`.
    `listed`: a verb must follow the names, so that a semicolon between names ends no clause.
    """
    stop = _stop(_CLAUSE_END, said, start)
    while listed and stop and stop[0] == ";" and _goes_on(said, start, stop):
        stop = _stop(_CLAUSE_END, said, stop.end())
    limit = stop.start() if stop else min(len(said), start + _LONGEST)
    head = head_of_name().match(said, start, limit)  # a noun alone ends the clause: `báo cáo Chính phủ.`
    if head is None:
        return ()
    other = _other_end().search(said, head.end(), limit)
    limit = other.start() if other else limit
    verbs = (each for each in _verb().finditer(said, head.end(), limit) if each["strong"] or not in_cell)
    verb = next((each for each in verbs if _ends_name(said, start, each)), None)
    return split_names(said[start : verb.start() if verb else limit])


def _goes_on(said: str, start: int, semicolon: re.Match[str]) -> bool:
    """Whether nothing but names stands before a semicolon and a name behind it."""
    behind = _AND.match(said, semicolon.end())
    if behind is None or head_of_name().match(said, behind.end()) is None:
        return False
    last = max(start, said.rfind(";", start, semicolon.start()) + 1)
    return not has_verb(said[last : semicolon.start()])


def _ends_name(said: str, start: int, verb: re.Match[str]) -> bool:
    before = max(start, verb.start() - 20)
    if _CONCERNED.match(said, verb.start()):
        return False
    if _in_noun(said, before, verb):
        return False
    # `Cục Tin học và thống kê tài chính`: the name goes on.
    goes_on = verb[0].startswith(",") or said.endswith(" và", start, verb.start())
    return bool(verb["strong"]) or not (goes_on or _KEEPER.search(said, before, verb.start()))


def _in_noun(said: str, low: int, verb: re.Match[str]) -> bool:
    """Whether what looks like a verb belongs to the noun before it."""
    start = verb.start()
    if _NOUN.search(said, low, start):
        return True
    if verb["strong"] == "xây dựng" and _BUILDERS.search(said, max(0, start - _NEAR), start):
        return True
    if verb["strong"] in ("tham mưu", "giúp") and _ADVISERS.search(said, max(0, start - _NEAR), start + _NEAR):
        return True
    if _BOARD.search(said, low, start):
        if said.endswith((" Ủy ban", " Uỷ ban"), low, start):
            return not verb["strong"]
        return _CLEAR.match(said, start) is None
    first = _SECOND.get(verb[0].split()[0].lstrip(",")) if verb["strong"] else None
    return first is not None and first.search(said, low, start) is not None


def has_verb(listed: str) -> bool:
    """Whether a list holds a verb, so that it is more than names."""
    return any(found["strong"] and not _in_noun(listed, 0, found) for found in _verb().finditer(listed))


def begins_with_verb(said: str) -> bool:
    """Whether a sentence tells what to do: `Chủ trì, phối hợp với …`, `Tăng cường kiểm tra …`."""
    return _first_verb().match(said) is not None


def named_at(said: str, *, is_heading: bool) -> Named | None:
    """The bodies a paragraph begins with; None if it begins with none.

    `is_heading`: the paragraph may be a title, whose end is the end of the last name.
    """
    found = _named(said, is_heading=is_heading)
    ordered = _ORDERS.match(said, found.end) if found else None
    if found and ordered is None and _CHIEF.fullmatch(found.names[0]):
        ordered = _CHARGES.match(said, found.end)
    if ordered and (inner := _named(said[ordered.end() :], is_heading=is_heading)):
        return Named(inner.names, inner.end + ordered.end(), ordered[0].strip(), inner.heading)
    return found


def _named(said: str, *, is_heading: bool) -> Named | None:
    topic = _TOPIC.match(said)
    begin = topic.end() if topic else 0
    opening = _lead().match(said, begin)
    start = opening.end() if opening else begin
    head = head_of_name().match(said, start)
    if head is None:
        start = _behind_grounds(said, begin)
        head = head_of_name().match(said, start) if start else None
    if head is None:
        return None
    lead = said[begin:start].strip()
    collected = _COLLECTED.match(said, start)
    officer = _OFFICER.match(said, start)
    opened = collected or officer
    first = opened.end() if opened else start
    end, verb = _name_end(said, first, is_heading=is_heading)
    if end is None and lead.casefold().startswith(ORDERING):
        whole = _whole_name().match(said, first)
        end, verb = (whole.end(), True) if whole else (None, False)
    if end is None:
        return None
    names = expanded(said[first:end], collected[1].capitalize()) if collected else split_names(said[first:end])
    names = tuple(f"{officer[1]} {name}" for name in names) if officer and all(map(is_body, names)) else names
    if not names or _NUMBER.search(said, start, end) or said.startswith(_BELOW, end) or names[-1].endswith(_BELOW):
        return None
    if lead.startswith("Trách nhiệm") and _IN_MATTERS.search(names[-1]):
        # `Trách nhiệm của Sở Y tế trong việc thực hiện …` is a title; of `các cơ quan` each point tells its own.
        names = (*names[:-1], _IN_MATTERS.sub("", names[-1]))
        told = is_heading and not all(map(_ANY.match, names))
        return Named(names, end, lead, heading=True) if told else None
    if _OF_OTHERS.search(lead):
        names = names[-1:]
    rest = said[end:].strip(" :.;,")
    if rest and not verb:
        return Named(names, end, lead, heading=is_heading and _verb().search(f" {rest}") is None)
    duty = ("có trách nhiệm", "chịu trách nhiệm", "có nhiệm vụ", "có trách nhiệm sau", "có trách nhiệm sau đây")
    return Named(names, end, lead, not verb or rest in duty)


@cache
def _whole_name() -> re.Pattern[str]:
    """One body's whole name with a word in small letters behind it: `Giao Sở Y tế mua thuốc`, whatever the verb."""
    listed = [name.replace("-", " - ") for name in agencies().by_name if name.startswith(("sở ", "bộ "))]
    known = rf"{tree_of(listed, any_case=True)}(?:\s(?:tỉnh|thành phố))?"
    local = rf"(?:{either('heads')})(?:\s[^\s,;:.()]+){{1,7}}?\s(?:[Tt]ỉnh|[Tt]hành phố)"
    return re.compile(rf"(?:{known}|{local})(?=\s(?!(?:và|hoặc|trực thuộc|có liên quan)\b)(?:(?![{UPPER}\d])\w))")


def _behind_grounds(said: str, begin: int) -> int:
    """Where a body is named behind several grounds: `Trên cơ sở Chiến lược …, Kế hoạch …, các bộ tổ chức …`; 0 if
    none is."""
    opening = _grounds().match(said, begin)
    if opening is None:
        return 0
    stop = _SENTENCE_END.search(said, begin)
    breaks = _ITEM.finditer(said, opening.end(), min(stop.start() if stop else len(said), begin + _GROUNDS))
    return next((each.end() for each in breaks if head_of_name().match(said, each.end())), 0)


def _name_end(said: str, start: int, *, is_heading: bool) -> tuple[int | None, bool]:
    """(where the names end, whether a verb follows); None if neither verb nor the end of a title does."""
    stop = _stop(_STOP, said, start)
    limit = stop.start() - (stop[0] in "-–") if stop else min(len(said), start + _LONGEST)
    at_end = (stop is not None or limit == len(said)) and limit - start <= LONGEST_TITLE
    weak: int | None = None
    shown = _without_parens(said[:limit])
    for found in _verb().finditer(shown, start, limit):
        if _CONCERNED.match(said, found.start()):
            continue
        if found["strong"] in ("chủ trì", "phối hợp") and said[start : found.start()].casefold() in (
            "cơ quan",
            "đơn vị",
        ):
            continue  # `Cơ quan chủ trì giải quyết thủ tục`: two that bear these names are not one
        if found["strong"] == "trực tiếp" and said.endswith("cấp trên", start, found.start()):
            continue  # `công đoàn cấp trên trực tiếp cơ sở`
        if found["strong"] == "giao" and _CHARGED_BY.search(said, start, found.start()):
            continue
        if _in_noun(said, max(start, found.start() - 20), found):
            continue
        if len(said[start : found.start()].split()) < 2:
            if found["strong"]:
                return None, False
            continue
        if found["strong"]:
            if is_heading and at_end and not _closes(said, found["strong"], limit):
                continue
            return found.start(), True
        if is_heading and at_end:
            continue
        if found[0].startswith(",") or said.endswith(" và", start, found.start()):
            continue
        if not _KEEPER.search(said, max(start, found.start() - 20), found.start()):
            return found.start(), True
        weak = found.start() if weak is None else weak
    if at_end and (is_heading or said[limit : limit + 1] == ":"):
        return limit, False
    if stop and stop[0] in "-–" and _APPOSITION.match(said, stop.end()) and _strong_after(said, stop.end()):
        return limit, True
    return (weak, True) if weak is not None else (None, False)


def _stop(mark: re.Pattern[str], said: str, start: int) -> re.Match[str] | None:
    """The mark that ends a list of names; a colon before places is a part of the name: `UBND các tỉnh: Hà Nam, …`."""
    found = mark.search(said, start, start + _LONGEST)
    while found is not None and found[0].startswith(":"):
        places = _PLACES.match(said, found.start())
        if places is None or not _OF_PLACES.search(said, start, found.start()):
            break
        found = mark.search(said, places.end(), start + _LONGEST)
    return found


def _strong_after(said: str, start: int) -> bool:
    """Whether a verb follows what is set beside a name: `Giao Bộ Y tế - cơ quan thường trực đôn đốc …`."""
    end = _CLAUSE_END.search(said, start, start + _LONGEST)
    found = _verb().finditer(said, start, end.start() if end else min(len(said), start + _LONGEST))
    return any(each["strong"] for each in found)


def _closes(said: str, verb: str, limit: int) -> bool:
    """In a title only words that lead to the list below end the names: `có trách nhiệm`, `chủ trì, …:`."""
    if verb in words("leading_verbs"):
        return True
    return said[limit : limit + 1] == ":" and verb not in words("short_verbs")


def _without_parens(said: str) -> str:
    """The same with what stands in brackets blanked out, character for character."""
    return _PAREN.sub(lambda match: "\0" * len(match[0]), said) if "(" in said else said
