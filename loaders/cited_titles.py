"""The title of a cited document, as the text gives it behind number, date and issuer."""

from __future__ import annotations

import re

_VERBS = (
    "về|quy định|hướng dẫn|sửa đổi|ban hành|phê duyệt|bãi bỏ|thực hiện|triển khai|tăng cường|công bố|giao|phân cấp"
    "|kiện toàn|thành lập|đẩy mạnh|tiếp tục|Về|Quy định|Hướng dẫn|Sửa đổi|Ban hành|Phê duyệt"
)
_KINDS = "Nghị định|Nghị quyết|Quyết định|Thông tư|Chỉ thị|Kết luận|Kế hoạch|Công văn|Luật"
_OPENS = re.compile(rf"[\s,]*(?:\([^()]{{1,40}}\)\s*)?(?=(?:{_VERBS})\b|[“\"])")
# One class of letters first, so that the scan runs over all others at full speed; then what each one takes, that of
# blanks before the others, as they are most.
_ENDS = re.compile(
    rf"[;\n.),\s](?:(?<=\s)(?:và|được|đã được)\s+(?=(?:{_KINDS}|sửa đổi|bổ sung)\b)|(?<=\s)\((?:sau đây|gọi)"
    r"|(?<=[;\n])|(?<=\.)[\s/]|(?<=\))\s*[;.,]"
    rf"|(?<=,)\s*(?=(?:{_KINDS}|Chương trình|Hướng dẫn|Quy định|Thông báo)\s)"
    r"|(?<=,)\s*(?=(?:UBND|Ủy ban|HĐND|Hội đồng|Bộ|Sở|Ban|Tỉnh ủy|Chính phủ|Thủ tướng|Chủ tịch)\s[^,;]{0,80}?"
    r"(?:ban hành|yêu cầu|đề nghị|xây dựng|triển khai)\b))"
)
_LONGEST = 320


def title_after(flat: str, position: int, limit: int) -> str | None:
    """The words of the title that begin at `position`, not beyond `limit`; None if none stand there."""
    opening = _OPENS.match(flat, position, min(limit, position + 60))
    if opening is None:
        return None
    stop = min(limit, opening.end() + _LONGEST)
    ending = _ENDS.search(flat, opening.end(), stop)
    title = (
        " ".join(flat[opening.end() : ending.start() if ending else stop].split())
        .rstrip(" ,;:.")
        .removesuffix(" và")
        .removesuffix(" hoặc")
    )
    return title if len(title) > 5 else None
