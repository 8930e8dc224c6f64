"""Whom a closing clause orders to carry out the whole document."""

from __future__ import annotations

import pytest

from luocdo.loaders.executors import order_of
from luocdo.loaders.paragraphs import Paragraph

ORDERS = [
    ("Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Y tế và các cơ quan có liên quan chịu trách "
     "nhiệm thi hành Quyết định này./.",
     ["Chánh Văn phòng Ủy ban nhân dân tỉnh", "Giám đốc Sở Y tế", "các cơ quan có liên quan"], "liable"),
    ("Chánh Văn phòng UBND tỉnh, Giám đốc Sở Y tế căn cứ Quyết định này thực hiện./.",
     ["Chánh Văn phòng UBND tỉnh", "Giám đốc Sở Y tế"], "căn cứ … thực hiện"),
    ("Quyết định này có hiệu lực kể từ ngày ký. Thủ trưởng các đơn vị thuộc Bộ chịu trách nhiệm thi "
     "hành quyết định này./.",
     ["Thủ trưởng các đơn vị thuộc Bộ"], "the second sentence"),
    ("Vụ trưởng Vụ Pháp chế, Thủ trưởng các đơn vị thuộc Bộ có trách nhiệm tổ chức thực hiện.",
     ["Vụ trưởng Vụ Pháp chế", "Thủ trưởng các đơn vị thuộc Bộ"], "no document named"),
    ("Giám đốc các Sở: Nội vụ, Y tế; Chủ tịch UBND các xã chịu trách nhiệm thi hành Quyết định này.",
     ["Giám đốc các Sở: Nội vụ, Y tế", "Chủ tịch UBND các xã"], "a colon inside the list"),
    ("Giám đốc Sở Y tế, Chủ tịch UBND các huyện, thành phố Mỹ Tho, thị xã Gò Công và các tổ chức có liên quan chịu "
     "trách nhiệm thi hành Quyết định này.",
     ["Giám đốc Sở Y tế", "Chủ tịch UBND các huyện, thành phố Mỹ Tho, thị xã Gò Công",
      "các tổ chức có liên quan"],
     "places by their names"),
    ("Trên đây là Kế hoạch năm 2023, đề nghị các cơ quan, đơn vị nghiêm túc triển khai thực hiện.",
     ["các cơ quan, đơn vị"], "đề nghị"),
    ("Chủ tịch UBND tỉnh yêu cầu các sở, ban, ngành và Ủy ban nhân dân các xã tổ chức thực hiện tốt "
     "nội dung Kế hoạch này./.",
     ["các sở, ban, ngành", "Ủy ban nhân dân các xã"], "yêu cầu"),
    ("Chủ tịch Ủy ban nhân dân tỉnh đề nghị các xã, phường khẩn trương, nghiêm túc triển khai thực hiện đầy đủ các "
     "nội dung nêu trên.", ["các xã, phường"], "two adverbs"),
    ("Nhận được Chỉ thị này, Giám đốc Sở Y tế, Thủ trưởng các đơn vị có trách nhiệm khẩn trương tổ chức thực hiện tốt "
     "các nội dung trên./.", ["Giám đốc Sở Y tế", "Thủ trưởng các đơn vị"], "on receipt"),
    ("Giám đốc Sở Y tế; cơ quan, đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này./.",
     ["Giám đốc Sở Y tế", "cơ quan, đơn vị có liên quan"], "a semicolon before a small letter"),
    ("Cục trưởng Cục Thuế, Chủ tịch hội đồng quản trị tổ chức thi hành Thông tư này.",
     ["Cục trưởng Cục Thuế", "Chủ tịch hội đồng quản trị"], "tổ chức thi hành"),
    ("Cục Thuế yêu cầu đồng chí Trưởng Thuế các huyện nghiêm túc triển khai thực hiện.", ["Trưởng Thuế các huyện"],
     "an officer addressed as comrade"),
    ("Yêu cầu Giám đốc các sở, Thủ trưởng các ban nghiêm túc triển khai thực hiện Chỉ thị này./.",
     ["Giám đốc các sở", "Thủ trưởng các ban"], "the order opens the sentence"),
    ("Giám đốc Công an tỉnh, Chỉ huy trưởng Bộ Chỉ huy Quân sự tỉnh, các Trưởng phòng chịu trách nhiệm thi hành Quyết "
     "định này.", ["Giám đốc Công an tỉnh", "Chỉ huy trưởng Bộ Chỉ huy Quân sự tỉnh", "các Trưởng phòng"],
     "a commander and heads of divisions"),
    ("Giám đốc các Sở, Ban, ngành có liên quan chịu trách nhiệm thi hành Quyết định này.",
     ["Giám đốc các Sở, Ban, ngành có liên quan"], "one group in capitals"),
    ("UBND Thành phố yêu cầu các sở, ngành, UBND các phường, xã khẩn trương thực hiện đồng bộ, hiệu quả các giải "
     "pháp nhằm cải thiện môi trường./.", ["các sở, ngành", "UBND các phường, xã"], "the measures of the whole letter"),
]  # fmt: skip
OTHERS = [
    ("Chánh Văn phòng Bộ có trách nhiệm kiểm tra, đôn đốc việc thực hiện Chỉ thị này.", "a duty of its own"),
    ("Giao Ủy ban nhân dân tỉnh triển khai thực hiện Nghị quyết này.", "an assignment"),
    ("Trong quá trình thực hiện, nếu có vướng mắc, đề nghị các đơn vị phản ánh về Sở Y tế để xem "
     "xét thực hiện.", "hindrances"),
    ("Thủ trưởng các đơn vị xây dựng kế hoạch và chịu trách nhiệm trước Chủ tịch về việc triển khai "
     "thực hiện Kế hoạch này.",
     "a sentence of its own before it"),
    ("Thường trực Hội đồng nhân dân và đại biểu Hội đồng nhân dân giám sát việc thực hiện Nghị quyết này.", "a watch"),
    ("Quyết định này có hiệu lực thi hành kể từ ngày ký.", "an effect clause"),
]  # fmt: skip


def paragraph(words: str) -> Paragraph:
    return Paragraph("plain", "", 0, 0, len(words), words)


@pytest.mark.parametrize(("words", "names", "why"), ORDERS, ids=[why for *_, why in ORDERS])
def test_orders_name_executors(words: str, names: list[str], why: str) -> None:
    order = order_of(paragraph(words))
    assert order is not None
    assert list(order.names) == names


@pytest.mark.parametrize(("words", "why"), OTHERS, ids=[why for _, why in OTHERS])
def test_other_closing_words_order_nobody(words: str, why: str) -> None:
    assert order_of(paragraph(words)) is None
