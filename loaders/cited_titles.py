"""The title of a cited document, as the text gives it behind number, date and issuer."""

from __future__ import annotations

import re

_OPENS = re.compile(
    r"[\s,]*(?:\([^()]{1,40}\)\s*)?(?=(?:về|Về|quy định|Quy định|hướng dẫn|Hướng dẫn|sửa đổi|Sửa đổi|ban hành|Ban hành|phê duyệt|Phê duyệt|bãi bỏ"
    r"|thực hiện|triển khai|tăng cường|công bố|giao|phân cấp|kiện toàn|thành lập|đẩy mạnh|tiếp tục)\b|[“\"])"
)
_ENDS = re.compile(
    r"[;\n]|\.\s|\)\s*[;.,]|,\s*(?=(?:Nghị định|Nghị quyết|Quyết định|Thông tư|Chỉ thị|Kết luận|Kế hoạch|Công văn|Luật|Chương trình|Hướng dẫn|Quy định|Thông báo)\s)"
    r"|\s(?:và|được|đã được)\s+(?=(?:Nghị định|Nghị quyết|Quyết định|Thông tư|Chỉ thị|Kết luận|Kế hoạch|Công văn|Luật|sửa đổi|bổ sung)\b)|\s\(sau đây|\s\(gọi|\./"
)
_LONGEST = 320


def title_after(flat: str, position: int, limit: int) -> str | None:
    """The words of the title that begin at `position`, not beyond `limit`; None if none stand there."""
    opening = _OPENS.match(flat, position, min(limit, position + 60))
    if opening is None:
        return None
    stop = min(limit, opening.end() + _LONGEST)
    ending = _ENDS.search(flat, opening.end(), stop)
    title = " ".join(flat[opening.end() : ending.start() if ending else stop].split()).rstrip(" ,;:")
    return title if len(title) > 5 else None
