"""Who must do what: whole documents in our own words, from heading to evidence."""

from __future__ import annotations

import pytest

from luocdo.graph.model import Extraction, Task
from luocdo.loaders import extract

HEAD = """ỦY BAN NHÂN DÂN
TỈNH YÊN BÁI
Số: 77/KH-UBND
Yên Bái, ngày 06 tháng 02 năm 2023

KẾ HOẠCH
Thực hiện công tác tiếp công dân năm 2023

Thực hiện Chỉ thị số 35-CT/TW ngày 26/5/2014 của Bộ Chính trị, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao chất lượng tiếp công dân.
2. Các xã, phường bố trí phòng tiếp dân.

II. NHIỆM VỤ
1. Sửa sang trụ sở, hoàn thành trong quý II/2023.

III. TỔ CHỨC THỰC HIỆN
"""
TAIL = """
Trên đây là Kế hoạch năm 2023, yêu cầu các sở, ban, ngành nghiêm túc triển khai thực hiện. Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị báo cáo về Thanh tra tỉnh để xem xét, giải quyết./.

Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn An
"""  # noqa: E501


def plan(part: str, tail: str = TAIL) -> Extraction:
    text = HEAD + part + tail
    found = extract(text)
    for task in found.tasks:
        assert task.text == text[task.start : task.end]
    return found


def counts(found: Extraction, part: str = "implementing") -> dict[str, int]:
    """How many tasks each body leads in a part."""
    count: dict[str, int] = {}
    for task in found.tasks:
        for agency in task.agencies if task.part == part else ():
            count[agency.name] = count.get(agency.name, 0) + 1
    return count


ITEMS = [
    ("points below a sentence without a label",
     "Thanh tra tỉnh cần tập trung thực hiện một số nhiệm vụ sau đây:\n1. Rà soát hồ sơ.\n2. Mở lớp.\n",
     {"Thanh tra tỉnh": 2}),
    ("dashes below a name without a label", "Thanh tra tỉnh có trách nhiệm:\n- Rà soát hồ sơ.\n- Mở lớp.\n",
     {"Thanh tra tỉnh": 2}),
    ("what a sentence leads to that gives no work",
     "1. Thanh tra tỉnh\nTheo dõi việc thực hiện.\nỦy ban nhân dân tỉnh ban hành Quy chế như sau:\n1. Mở lớp.\n",
     {"Thanh tra tỉnh": 1}),
    ("who gets a copy, in one line and without its heading",
     "1. Thanh tra tỉnh\nTheo dõi.\n- Chủ tịch UBND tỉnh; - Các sở được giao việc; - Lưu: VT, NC.\n",
     {"Thanh tra tỉnh": 1}),
    ("one paragraph", "1. Thanh tra tỉnh\nTheo dõi việc thực hiện Kế hoạch.\n", {"Thanh tra tỉnh": 1}),
    ("a paragraph each", "1. Thanh tra tỉnh\nTheo dõi việc thực hiện.\nTổng hợp kết quả cả "
     "năm.\n", {"Thanh tra tỉnh": 2}),
    ("a dash each", "1. Thanh tra tỉnh:\n- Theo dõi việc thực hiện.\n- Tổng hợp kết quả.\n", {"Thanh tra tỉnh": 2}),
    ("a letter each, dashes below do not count",
     "1. Thanh tra tỉnh\na) Theo dõi các nội dung:\n- Tiếp dân;\n- Xử lý đơn.\nb) Tổng hợp kết "
      "quả.\n", {"Thanh tra tỉnh": 2}),
    ("a body of several gives each the tasks",
     "1. Công an tỉnh, Sở Tư pháp\n- Giữ trật tự nơi tiếp dân.\n- Cử người tham "
      "dự.\n", {"Công an tỉnh": 2, "Sở Tư pháp": 2}),
    ("a sentence with its subject", "1. Giao Sở Tài chính bố trí kinh phí.\n", {"Sở Tài chính": 1}),
    ("a subject, its sentence and dashes",
     "1. Các doanh nghiệp vận tải tổ chức đưa đón người dân.\n- Xe khách: Giữ vé.\n- Xe buýt: Tăng chuyến.\n",
     {"Các doanh nghiệp vận tải": 3}),
    ("a subject that leads on to dashes",
     "1. Sở Nội vụ chủ trì thực hiện các việc sau:\n- Rà soát biên chế.\n- Bồi dưỡng công chức.\n", {"Sở Nội vụ": 2}),
    ("an item given to another",
     "1. Giám đốc các sở\na) Trực tiếp tiếp dân.\nb) Giao Thanh tra tỉnh kiểm tra việc tiếp dân.\n",
     {"Giám đốc các sở": 1, "Thanh tra tỉnh": 1}),
    ("bodies as dashes", "- Sở Y tế phối hợp trực cấp cứu.\n- Đề nghị Tỉnh đoàn cử tình nguyện "
     "viên.\n", {"Sở Y tế": 1, "Tỉnh đoàn": 1}),
    ("points inside a sentence",
     "1. Giao Sở Xây dựng: (i) Khảo sát trụ sở; (ii) Lập thiết kế mẫu.\n", {"Sở Xây dựng": 2}),
    ("hindrances are no task",
     "1. Sở Y tế\n- Bố trí cán bộ.\n- Trong quá trình thực hiện nếu có khó khăn, vướng mắc thì phản "
      "ánh.\n", {"Sở Y tế": 1}),
    ("a heading that names those below",
     "1. Thủ trưởng các đơn vị sau đây có trách nhiệm:\na) Sở Y tế\n- Bố trí cán bộ.\nb) Sở Công "
      "Thương\n- Bình ổn giá.\n",
     {"Sở Y tế": 1, "Sở Công Thương": 1}),
    ("a title over points of its own, and one over bodies",
     "1. Các sở, ban, ngành có trách nhiệm sau:\n1.1. Trách nhiệm chung\na) Cử đầu mối.\nb) Tiếp dân định kỳ.\n"
     "1.2. Trách nhiệm cụ thể\na) Sở Y tế\n- Bố trí cán bộ.\nb) Sở Công Thương\n- Bình ổn giá.\n- Kiểm tra chợ.\n",
     {"Các sở, ban, ngành": 2, "Sở Y tế": 1, "Sở Công Thương": 2}),
    ("an item about others stays with the body of its heading",
     "1. Sở Y tế\n- Bố trí cán bộ.\n- Đối với các xã có bến cảng cần lập trạm kiểm dịch.\n", {"Sở Y tế": 2}),
    ("an order to others below the last item",
     "1. Thanh tra tỉnh\na) Mở lớp.\n- Tiếp dân.\nỦy ban nhân dân tỉnh đề nghị Tỉnh đoàn cử tình nguyện viên hỗ trợ.\n",
     {"Thanh tra tỉnh": 1, "Tỉnh đoàn": 1}),
    ("a title of names with a full stop", "1. Thanh tra tỉnh.\n- Mở lớp.\n- Tiếp dân.\n", {"Thanh tra tỉnh": 2}),
    ("titles in capitals",
     "1. SỞ Y TẾ VÀ CÔNG AN TỈNH\n- Mở lớp.\n2. UBND CÁC HUYỆN\n- Mở lớp.\n3. CÔNG TÁC TUYÊN TRUYỀN\n- Mở lớp.\n",
     {"Sở y tế": 1, "Công an tỉnh": 1, "UBND CÁC HUYỆN": 1}),
    ("a person at the end of a list", "1. Đồng chí Lê Văn An.\nBAN TỔ CHỨC\n", {}),
    ("what a body consists of", "1. Lãnh đạo Trung tâm gồm có:\n- Giám đốc và hai Phó Giám đốc.\n", {}),
    ("what a place is like", "1. Tỉnh Yên Bái (mới) có quy mô diện tích lớn, dân số đông.\n", {}),
    ("what befalls those who do not obey", "1. Các đơn vị không thực hiện đúng lịch sẽ không được khen.\n", {}),
    ("an order behind what a body has",
     "1. Ban Chỉ đạo gồm bảy thành viên. Giao Sở Nội vụ lập danh sách thành viên.\n", {"Sở Nội vụ": 1}),
    ("a sentence that leads to what others do",
     "1. Yêu cầu các sở, ngành tập trung thực hiện một số nhiệm vụ như sau:\na) Giao Sở Y tế mua thuốc.\n"
     "b) Giao Sở Nội vụ mở lớp.\n", {"Sở Y tế": 1, "Sở Nội vụ": 1}),
    ("a body that is the standing one and has a duty",
     "1. Sở Y tế là cơ quan thường trực, có trách nhiệm:\na) Rà soát.\nb) Mở lớp.\n", {"Sở Y tế": 2}),
    ("a body that all go through", "1. Sở Nội vụ là cơ quan đầu mối theo dõi, đôn đốc các sở.\n", {"Sở Nội vụ": 1}),
    ("what a body is", "1. Sở Nội vụ là cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh.\n", {}),
    ("three offices in one sentence",
     "1. Sở Nội vụ chủ trì mở lớp; Sở Tài chính bố trí kinh phí; Sở Y tế trong năm qua đã mở lớp.\n",
     {"Sở Nội vụ": 1, "Sở Tài chính": 1}),
    ("titles without a label",
     "Sở Nội vụ:\n- Rà soát.\n- Mở lớp.\nSở Y tế:\n- Rà soát thuốc.\n", {"Sở Nội vụ": 2, "Sở Y tế": 1}),
    ("names behind a star, without a colon",
     "* Sở Nội vụ\n- Rà soát hồ sơ.\n- Mở lớp.\n* Sở Y tế\n- Rà soát thuốc.\n", {"Sở Nội vụ": 2, "Sở Y tế": 1}),
    ("a list of bodies below their title",
     "1. Các đơn vị sự nghiệp thuộc Sở Nội vụ\na) Trường Chính trị.\nb) Trung tâm Lưu trữ.\nc) Trung tâm Y tế.\n", {}),
    ("what a place gets", "- Tỉnh Cao Bằng: 1.200 hộ, 54 tấn gạo;\n- Tỉnh Hà Giang: 90 hộ;\n", {}),
    ("an officer addressed as comrade", "1. Giao đồng chí Giám đốc Sở Y tế trực tiếp chỉ đạo trực cấp cứu.\n",
     {"Giám đốc Sở Y tế": 1}),
    ("names with unusual capitals", "1. Công An tỉnh, Sở Tư pháp\n- Giữ trật tự.\n",
     {"Công An tỉnh": 1, "Sở Tư pháp": 1}),
    ("party cells", "1. Các chi bộ trực thuộc\nCăn cứ Kế hoạch, mở lớp cho đảng viên.\nRà soát hồ sơ.\n",
     {"Các chi bộ trực thuộc": 2}),
    ("points led to by a sentence, each with its own single body",
     "1. Tổ đảng ở Hội đồng, Lãnh đạo các ban thực hiện các nhiệm vụ sau:\n"
     "a) Đảng ủy Công an tỉnh\n- Mở lớp.\n- Rà soát.\nb) Ban Dân nguyện\n- Tiếp dân.\n",
     {"Đảng ủy Công an tỉnh": 2, "Ban Dân nguyện": 1}),
    ("several bodies by their officer",
     "1. Giao Giám đốc: Sở Nội vụ, Sở Y tế, Công an tỉnh phối hợp mở lớp tiếp dân.\n",
     {"Giám đốc Sở Nội vụ": 1, "Giám đốc Sở Y tế": 1, "Giám đốc Công an tỉnh": 1}),
    ("what a body wrote before", "Thanh tra tỉnh có văn bản số 12/BC-TTr ngày 02/01/2023 về việc tiếp dân.\n", {}),
    ("a name broken behind its dash", "1. Sở Lao động -\nThương binh và Xã hội chủ trì mở lớp cho trẻ em nghèo.\n",
     {"Sở Lao động - Thương binh và Xã hội": 1}),
    ("who is kindly asked", "1. Thanh tra tỉnh kính đề nghị Sở Nội vụ mở lớp tiếp dân.\n", {"Sở Nội vụ": 1}),
    ("a report named before its body", "- Báo cáo tháng: Sở Tài chính tổng hợp số liệu thu.\n", {"Sở Tài chính": 1}),
]  # fmt: skip


@pytest.mark.parametrize(("why", "part", "wanted"), ITEMS, ids=[why for why, *_ in ITEMS])
def test_items_are_counted_as_a_reader_would(why: str, part: str, wanted: dict[str, int]) -> None:
    assert counts(plan(part)) == wanted


def one(found: Extraction) -> Task:
    (task,) = (task for task in found.tasks if task.part == "implementing")
    return task


def test_a_task_tells_all_that_belongs_to_it() -> None:
    part = (
        "1. Thanh tra tỉnh chủ trì, phối hợp với Sở Tư pháp tổng kết việc thực hiện Chỉ thị số "
        "35-CT/TW ngày 26/5/2014, "
        "báo cáo Ủy ban nhân dân tỉnh (qua Văn phòng UBND tỉnh) trước ngày 30/11/2023.\n"
    )
    task = one(plan(part))
    assert task.section == "III.1"
    assert [agency.name for agency in task.supporting] == ["Sở Tư pháp"]
    assert [agency.name for agency in task.reports_to] == ["Ủy ban nhân dân tỉnh", "Văn phòng UBND tỉnh"]
    assert task.cites == ("35-CT/TW@2014-05-26",)
    assert [deadline["date"] for deadline in task.deadlines] == ["2023-11-30"]
    assert task.agencies[0].id.endswith("yen-bai")


def test_who_helps_may_stand_in_the_sentence_that_leads_to_the_work() -> None:
    found = plan(
        "1. Thanh tra tỉnh\nChủ trì, phối hợp với Sở Tư pháp:\n- Rà soát hồ sơ.\n- Mở lớp.\n"
        "2. Sở Y tế phối hợp với Sở Nội vụ thực hiện các việc sau:\na) Rà soát thuốc.\nb) Khám bệnh.\n"
    )
    helpers = [[each.name for each in task.supporting] for task in found.tasks if task.part == "implementing"]
    assert helpers == [["Sở Tư pháp"], ["Sở Tư pháp"], ["Sở Nội vụ"], ["Sở Nội vụ"]]


def test_the_closing_clause_names_executors() -> None:
    found = plan("1. Giao Sở Tài chính bố trí kinh phí.\n")
    assert [agency.name for agency in found.executors] == ["các sở, ban, ngành"]
    assert counts(found) == {"Sở Tài chính": 1}


def test_a_closing_clause_with_a_report_gives_a_task_too() -> None:
    tail = (
        "\nTrên đây là Kế hoạch năm 2023. Đề nghị các xã, phường nghiêm túc triển khai thực hiện. "
        "Định kỳ hằng năm (trước ngày 30 tháng 11) báo cáo kết quả về Thanh tra tỉnh./.\n\nNơi nhận:\n- Lưu: VT.\n"
    )
    found = plan("1. Giao Sở Tài chính bố trí kinh phí.\n", tail)
    assert [agency.name for agency in found.executors] == ["các xã, phường"]
    assert counts(found) == {"Sở Tài chính": 1, "các xã, phường": 1}
    assert {"recurs": "yearly", "month": 11, "day": 30} in [
        {key: value for key, value in each.items() if key != "text"} for task in found.tasks for each in task.deadlines
    ]


def test_a_title_that_tells_how_often_is_no_task() -> None:
    found = plan("1. Báo cáo định kỳ hằng tháng:\n- Sở Tài chính báo cáo số thu trước ngày 10 hằng tháng.\n")
    assert [task.text[:5] for task in found.tasks if "báo cáo" in task.text.casefold()] == ["- Sở "]


def test_a_duty_ends_before_those_below_it_that_others_have() -> None:
    found = plan("1. Sở Y tế rà soát.\nSở Nội vụ mở lớp trước ngày 15/6/2023, phối hợp với Sở Tư pháp.\n")
    first, second = (task for task in found.tasks if task.part == "implementing")
    assert (first.text, first.deadlines, first.supporting) == ("1. Sở Y tế rà soát.", (), ())
    assert [each["date"] for each in second.deadlines] == ["2023-06-15"]


def test_a_deadline_is_told_once() -> None:
    found = plan("1. Sửa trụ sở theo hiện trạng. Sở Xây dựng khảo sát xong trước ngày 15/6/2023.\n")
    assert sum("date" in each for task in found.tasks for each in task.deadlines) == 1


@pytest.mark.parametrize(
    "after",
    [
        "Chủ tịch Ủy ban nhân dân tỉnh đề nghị các xã, phường cử người tham gia lớp học.",
        "Đây là nhiệm vụ quan trọng, cần khẩn trương tập trung hoàn thành.",
        "Văn phòng Ủy ban nhân dân tỉnh trân trọng thông báo./.",
    ],
)
def test_the_last_item_ends_where_the_document_speaks_to_all(after: str) -> None:
    last = "- Giao Sở Tài chính bố trí kinh phí."
    assert plan(f"1. Thanh tra tỉnh\na) Mở lớp.\n{last}\n{after}\n").tasks[-2:][0].text.strip().endswith("phí.")
    assert any(task.text == last for task in plan(f"1. Sở Nội vụ mở lớp.\n{last}\n{after}\n").tasks)


def test_what_stands_outside_the_part_is_marked_as_body() -> None:
    found = plan("1. Giao Sở Tài chính bố trí kinh phí.\n")
    assert counts(found, "body") == {"Các xã, phường": 1}
    (due,) = (task for task in found.tasks if not task.agencies)
    assert due.part == "body"
    assert [deadline["quarter"] for deadline in due.deadlines] == ["2023-Q2"]


def test_an_activity_list_has_lead_partners_and_time() -> None:
    part = (
        "1. Mở lớp bồi dưỡng kỹ năng tiếp dân\n- Đơn vị chủ trì thực hiện: Thanh tra tỉnh.\n"
        "- Đơn vị phối hợp: Sở Nội vụ, Sở Tư pháp.\n- Thời gian thực hiện: Năm 2023, 2024.\n"
    )
    (task,) = (task for task in plan(part).tasks if task.part == "activity")
    assert [agency.name for agency in task.agencies] == ["Thanh tra tỉnh"]
    assert [agency.name for agency in task.supporting] == ["Sở Nội vụ", "Sở Tư pháp"]
    assert [deadline["year"] for deadline in task.deadlines] == ["2023", "2024"]
    assert task.text.startswith("1. Mở lớp")


TABLE = """
DANH MỤC NHIỆM VỤ NĂM 2023
(Kèm theo Kế hoạch số 77/KH-UBND ngày 06 tháng 02 năm 2023 của Ủy ban nhân dân tỉnh)

STT | Nội dung | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian
I | Tiếp dân
1 | Lập lịch tiếp dân, báo cáo Tỉnh ủy | Thanh tra tỉnh | Sở Nội vụ | Quý II
2 | Tổng hợp đơn thư | Sở Tư pháp |  | Hằng quý báo cáo về Thanh tra tỉnh
"""


def test_a_table_below_the_signature_has_its_own_sections_times_and_addressees() -> None:
    first, second = (task for task in plan("1. Giao Sở Tài chính bố trí kinh phí.\n", TAIL + TABLE).tasks[-2:])
    assert (first.part, first.section, second.section) == ("activity", "I.1", "I.2")
    assert [agency.name for agency in first.reports_to] == ["Tỉnh ủy"]
    assert [deadline["quarter"] for deadline in first.deadlines] == ["2023-Q2"]
    assert [agency.name for agency in second.reports_to] == ["Thanh tra tỉnh"]
    assert [deadline["recurs"] for deadline in second.deadlines] == ["quarterly"]


def test_a_table_within_the_plan_is_read_as_a_table_alone() -> None:
    head = "STT | Nội dung | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian\n"
    rows = (
        "1 | Lập lịch | Thanh tra tỉnh\nSở Nội vụ | Các sở | Quý II\n2 | Mở lớp cho cán bộ | Sở Tư pháp |  | Quý III\n"
    )
    found = plan(f"1. Giao Sở Tài chính bố trí kinh phí.\n2. Phân công như sau:\n{head}{rows}")
    assert counts(found, "activity") == {"Thanh tra tỉnh": 1, "Sở Nội vụ": 1, "Sở Tư pháp": 1}
    assert counts(found) == {"Sở Tài chính": 1}


def test_a_directive_gives_work_throughout() -> None:
    text = (
        "THỦ TƯỚNG CHÍNH PHỦ\nSố: 45/CĐ-TTg\nHà Nội, ngày 02 tháng 5 năm 2023\n\nCÔNG ĐIỆN\nVề "
        "phòng, chống cháy rừng\n\n"
        "Thủ tướng Chính phủ yêu cầu:\n1. Bộ Quốc phòng, Bộ Công an sẵn sàng lực lượng ứng cứu.\n"
        "2. Ủy ban nhân dân các tỉnh:\na) Tuần tra rừng trọng điểm.\nb) Báo cáo trước ngày 20/5/2023.\n"
        "3. Văn phòng Chính phủ theo dõi, đôn đốc việc thực hiện Công điện này./.\n\nNơi nhận:\n- Lưu: VT.\n"
        "THỦ TƯỚNG\nTrần Văn An\n"
    )
    assert counts(extract(text)) == {
        "Bộ Quốc phòng": 1,
        "Bộ Công an": 1,
        "Ủy ban nhân dân các tỉnh": 2,
        "Văn phòng Chính phủ": 1,
    }


def test_quoted_new_text_of_an_amended_document_gives_no_work() -> None:
    text = (
        "HỘI ĐỒNG NHÂN DÂN\nTỈNH YÊN BÁI\nSố: 12/2023/NQ-HĐND\nYên Bái, ngày 06 tháng 7 năm 2023\n\nNGHỊ QUYẾT\n"
        "Sửa đổi, bổ sung một số điều của Nghị quyết số 20/2019/NQ-HĐND\n\nĐiều 1. Sửa đổi Điều 9 như sau:\n"
        "“Điều 9. Tổ chức thực hiện\n1. Sở Y tế thẩm định hồ sơ trước ngày 20/12/2023.\n2. Sở Tài "
        "chính cấp kinh phí.”\n"
        "Điều 2. Tổ chức thực hiện\n1. Giao Ủy ban nhân dân tỉnh triển khai thực hiện Nghị quyết.\n"
        "Nghị quyết này đã được Hội đồng nhân dân tỉnh thông qua ngày 06 tháng 7 năm 2023./.\n\nNơi nhận:\n- Lưu: VT.\n"
    )
    found = extract(text)
    assert counts(found) == {"Ủy ban nhân dân tỉnh": 1}
    assert not any(task.deadlines for task in found.tasks)


RECIPIENTS = (
    "1. Sở Y tế bố trí cán bộ.\nChính phủ, Bộ Y tế giám sát việc thực hiện.\n- Chính phủ;\n- Bộ Y tế; Sở Nội vụ;\n"
)


def test_names_below_the_last_point_are_no_work() -> None:
    assert counts(plan(RECIPIENTS)) == {"Sở Y tế": 1, "Chính phủ": 1, "Bộ Y tế": 1}


LAWMAKING = """NGHỊ QUYẾT
Thí điểm một số chính sách tại thành phố Hải Phòng

Căn cứ Luật Ban hành văn bản quy phạm pháp luật số 80/2015/QH13;

Điều 1. Vay vốn
1. Ủy ban nhân dân thành phố quyết định mức vay.
Điều 2. Tổ chức thực hiện
1. Chính phủ hướng dẫn Nghị quyết này.
"""


def test_law_without_its_head_gives_work_in_its_implementing_part_alone() -> None:
    assert counts(extract(LAWMAKING)) == {"Chính phủ": 1}
    assert counts(extract(LAWMAKING.replace("Ban hành văn bản quy phạm pháp luật", "Tổ chức Chính phủ")), "body")


BROKEN = """HỘI ĐỒNG NHÂN DÂN
TỈNH YÊN BÁI
Số: 14/2023/NQ-HĐND
Yên Bái, ngày 06 tháng 7 năm 2023

**NGHỊ QUYẾT**
**Quy định mức chi tiếp công dân**

Căn cứ Luật Tiếp công dân ngày 25 tháng 11 năm 2013;

**Điều
1. Trách nhiệm của Sở Tư pháp**

1. Niêm yết lịch tiếp
công dân ở trụ sở.

**Chương
II**

**ĐIỀU KHOẢN CUỐI**

**Điều
2. Khen thưởng**

1. Người có thành tích
trong công tác tiếp công dân thì được khen.

**Điều
3. Tổ chức thực hiện**

1. Giao Ủy ban nhân dân
tỉnh tổ chức thực hiện Nghị quyết.

2. Thường trực Hội đồng
nhân dân tỉnh giám sát việc thực hiện Nghị quyết này.

**Điều
4. Hiệu lực**

1. Sở Tư pháp có tên trong
bản cũ thì nay là Thanh tra tỉnh.
"""


def test_an_article_whose_number_stands_on_the_next_line_is_one() -> None:
    found = extract(BROKEN)
    assert counts(found) == {
        "Sở Tư pháp": 1,
        "Ủy ban nhân dân tỉnh": 1,
        "Thường trực Hội đồng nhân dân tỉnh": 1,
    }
    assert [task.section for task in found.tasks] == ["Điều 1.1", "Điều 3.1", "Điều 3.2"]
    assert found.executors == ()


RESOLUTION = """HỘI ĐỒNG NHÂN DÂN
TỈNH YÊN BÁI
Số: 15/2023/NQ-HĐND
Yên Bái, ngày 06 tháng 7 năm 2023

NGHỊ QUYẾT
Quy định mức chi tiếp công dân

Căn cứ Luật Tiếp công dân ngày 25 tháng 11 năm 2013;

Điều 1. Mức chi là 50.000 đồng một buổi. Giao Sở Y tế trực là một ví dụ.
{}
Nghị quyết này đã được Hội đồng nhân dân tỉnh thông qua ngày 06 tháng 7 năm 2023./.
"""
ENDINGS = [
    ("articles that give work",
     "Điều 2. Giao Ủy ban nhân dân tỉnh tổ chức triển khai thực hiện Nghị quyết.\n"
     "Điều 3. Thường trực Hội đồng nhân dân, các Ban của Hội đồng nhân dân tỉnh giám sát việc thực hiện Nghị quyết.",
     {"Ủy ban nhân dân tỉnh": 1, "Thường trực Hội đồng nhân dân": 1, "các Ban của Hội đồng nhân dân tỉnh": 1}),
    ("points under the final provisions",
     "Điều 2. Điều khoản thi hành\n1. Giao Ủy ban nhân dân tỉnh thực hiện Nghị quyết.\n"
     "2. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh giám sát việc thực hiện.\n"
     "3. Nghị quyết này có hiệu lực từ ngày 16 tháng 7 năm 2023.",
     {"Ủy ban nhân dân tỉnh": 1, "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh": 1}),
    ("an article that leads to its points",
     "Điều 2. Hội đồng nhân dân tỉnh giao\n1. Ủy ban nhân dân tỉnh tổ chức thực hiện Nghị quyết.\n"
     "2. Các ban của Hội đồng nhân dân tỉnh giám sát việc thực hiện Nghị quyết.",
     {"Ủy ban nhân dân tỉnh": 1, "Các ban của Hội đồng nhân dân tỉnh": 1}),
    ("no order at all", "Điều 2. Nghị quyết này có hiệu lực từ ngày 16 tháng 7 năm 2023.", {}),
    ("quoted new text",
     "Điều 2. Sửa đổi Điều 9 như sau:\n“Điều 9. Thi hành\n1. Giao Sở Nội vụ mở lớp.\n2. Giao Sở Y tế trực.”", {}),
]  # fmt: skip


@pytest.mark.parametrize(("why", "ending", "wanted"), ENDINGS, ids=[why for why, *_ in ENDINGS])
def test_a_resolution_gives_work_at_its_end(why: str, ending: str, wanted: dict[str, int]) -> None:
    assert counts(extract(RESOLUTION.format(ending))) == wanted


@pytest.mark.parametrize(
    "unit",
    ["Giao Sở Y tế chủ trì. ", "a) Sở Y tế\n", "trước ngày 01/01/2030 ", "yêu cầu các sở ", "Tổ chức thực hiện,\n"],
)
def test_long_repetition_costs_no_more_than_its_length(unit: str) -> None:
    found = extract(HEAD + unit * (60_000 // len(unit)))
    assert found.text_length > 60_000
