"""Who is named at the start of a paragraph, and how a list of names is split."""

from __future__ import annotations

import pytest

from luocdo.loaders.agency_lists import split_names
from luocdo.loaders.task_agencies import named_at, names_from
from luocdo.loaders.task_partners import addressees, partners

LISTS = [
    ("Sở Y tế", ["Sở Y tế"], "one body"),
    ("Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"], "commas inside a name"),
    ("Các sở, ban, ngành; UBND các xã, phường", ["Các sở, ban, ngành", "UBND các xã, phường"], "a group is one"),
    ("Các Sở, Ban, ngành", ["Các Sở, Ban, ngành"], "a noun alone belongs to its group"),
    ("Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh", ["Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh"], "two nouns"),
    ("Đài Phát thanh và Truyền hình tỉnh, báo Yên Bái",
     ["Đài Phát thanh và Truyền hình tỉnh", "báo Yên Bái"], "a small letter"),
    ("Ủy ban MTTQ tỉnh và các tổ chức chính trị - xã hội",
     ["Ủy ban MTTQ tỉnh", "các tổ chức chính trị - xã hội"], "và"),
    ("Tổng biên tập, Giám đốc các nhà xuất bản", ["Tổng biên tập, Giám đốc các nhà xuất bản"], "offices of one group"),
    ("Giám đốc Sở, Thủ trưởng cơ quan, ban, ngành", ["Giám đốc Sở", "Thủ trưởng cơ quan, ban, ngành"], "two offices"),
    ("Các bộ, cơ quan ngang bộ", ["Các bộ, cơ quan ngang bộ"], "an office of the group"),
    ("Thủ trưởng các sở, ban, ngành, Chủ tịch UBND các huyện, thành phố",
     ["Thủ trưởng các sở, ban, ngành", "Chủ tịch UBND các huyện, thành phố"], "commas of both kinds"),
    ("Đảng ủy Mặt trận Tổ quốc, các đoàn thể Trung ương",
     ["Đảng ủy Mặt trận Tổ quốc, các đoàn thể Trung ương"], "one committee"),
    ("Văn phòng HĐND và UBND xã", ["Văn phòng HĐND và UBND xã"], "one office of two"),
    ("Giám đốc các Sở: Nội vụ, Công an, Tài chính; Chủ tịch UBND các xã",
     ["Giám đốc các Sở: Nội vụ, Công an, Tài chính", "Chủ tịch UBND các xã"], "a list behind a colon"),
    ("UBND các xã, các phường", ["UBND các xã, các phường"], "places of the body before"),
    ("các huyện ủy, thị ủy, thành ủy và Sở Y tế", ["các huyện ủy, thị ủy, thành ủy", "Sở Y tế"], "committees"),
    ("Công an xã, phường hoặc UBND các xã", ["Công an xã, phường", "UBND các xã"], "one or the other"),
]  # fmt: skip


@pytest.mark.parametrize(("listed", "names", "why"), LISTS, ids=[why for _, _, why in LISTS])
def test_lists_are_split_where_a_new_body_begins(listed: str, names: list[str], why: str) -> None:
    assert list(split_names(listed)) == names


SUBJECTS = [
    ("Sở Tài chính thẩm định dự toán.", ["Sở Tài chính"], "", "a verb ends the name"),
    ("Giao Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp tham mưu.", ["Sở Nội vụ"], "Giao", "a lead is no part of it"),
    ("Hằng năm, các sở, ban, ngành và UBND các xã đánh giá kết quả.",
     ["các sở, ban, ngành", "UBND các xã"], "Hằng năm,", "a time before the subject"),
    ("Căn cứ Kế hoạch này, các trường học xây dựng lịch.",
     ["các trường học"], "Căn cứ Kế hoạch này,", "grounds before it"),
    ("Trên cơ sở đề nghị của các bộ, Ủy ban nhân dân các tỉnh, Bộ Tài chính tổng hợp.",
     ["Bộ Tài chính"], None, "those who ask do not act"),
    ("Các Bộ: Quốc phòng, Y tế và Giáo dục và Đào tạo chỉ đạo đơn vị trực thuộc.",
     ["Bộ Quốc phòng", "Bộ Y tế", "Bộ Giáo dục và Đào tạo"], "", "ministries behind a colon"),
    ("Các sở: Xây dựng, Nội vụ và UBND các xã, phường rà soát dự án.",
     ["Sở Xây dựng", "Sở Nội vụ", "UBND các xã, phường"], "", "departments behind a colon, then others"),
    ("Chủ tịch Ủy ban nhân dân tỉnh yêu cầu các trường học báo cáo kết quả.",
     ["các trường học"], "yêu cầu", "the sender orders others"),
    ("UBND các tỉnh: Hà Nam, Hải Dương và Hưng Yên rà soát đê điều.", ["UBND các tỉnh: Hà Nam, Hải Dương và Hưng Yên"],
     "", "places behind a colon"),
    ("UBND các xã: Rà soát đê điều, sửa chữa cống.", ["UBND các xã"], "", "work behind a colon"),
    ("Trên cơ sở nội dung Chỉ thị số 49-CT/TW, Chương trình hành động, các bộ xây dựng kế hoạch.", ["các bộ"], None,
     "several grounds before it"),
    ("Giao Bộ Y tế - Cơ quan Thường trực Ban Chỉ đạo đôn đốc.", ["Bộ Y tế"], "Giao", "what it is beside its name"),
    ("Các sở có liên quan tới chợ tạm kiểm tra việc dẹp bỏ.", ["Các sở có liên quan"], "", "which ones"),
    ("Bộ Nội vụ nghiên cứu việc chuyển đổi.", ["Bộ Nội vụ"], "", "a ministry whose name ends as a department's kind"),
    ("Ban quản lý Khu Nông nghiệp ứng dụng Công nghệ cao, Sở Y tế lập hồ sơ.",
     ["Ban quản lý Khu Nông nghiệp ứng dụng Công nghệ cao", "Sở Y tế"], "", "a verb inside a zone's name"),
    ("UBND các tỉnh đồng bằng sông Hồng rà soát đê.", ["UBND các tỉnh đồng bằng sông Hồng"], "", "a plain is no verb"),
    ("Cơ quan chủ trì được giao bố trí đủ người.", ["Cơ quan chủ trì"], "", "a part played"),
    ("Sở Dân tộc và Tôn giáo chủ trì rà soát.", ["Sở Dân tộc và Tôn giáo"], "", "a name that ends in a noun"),
    ("Sở Dân tộc và Tôn giáo tổ chức lớp học.", ["Sở Dân tộc và Tôn giáo"], "", "the same before a weak verb"),
    ("Hội đồng chịu trách nhiệm trước Chủ tịch tỉnh.", ["Hội đồng"], "", "a board alone"),
    ("Phó Chủ tịch Ủy ban phê duyệt danh sách.", ["Phó Chủ tịch Ủy ban"], "", "a committee without its name"),
    ("Hội đồng tư vấn khẩn trương họp.", ["Hội đồng tư vấn"], "", "a board by what it does"),
    ("Sở Dân tộc và Tôn giáo trình Ủy ban nhân dân tỉnh.", ["Sở Dân tộc và Tôn giáo"], "", "trình is no noun there"),
    ("Sở Giáo dục và Đào tạo lập danh sách.", ["Sở Giáo dục và Đào tạo"], "", "a verb over the end of a name"),
    ("Sở Thông tin và Truyền thông báo cáo.", ["Sở Thông tin và Truyền thông"], "", "another verb over the end"),
    ("Trung tâm Xúc tiến đầu tư rà soát.", ["Trung tâm Xúc tiến đầu tư"], "", "a name that ends in a verb"),
    ("Đề nghị VNPT Gia Lai, Viettel Gia Lai rà soát.", ["VNPT Gia Lai", "Viettel Gia Lai"], "Đề nghị", "networks"),
    ("Sở Y tế và Các hợp tác xã rà soát.", ["Sở Y tế", "Các hợp tác xã"], "", "a noun that opens as a verb"),
    ("Chủ tịch UBND tỉnh giao Sở Nội vụ rà soát biên chế.", ["Sở Nội vụ"], "giao", "the chief gives work"),
    ("UBND tỉnh giao Sở Nội vụ rà soát biên chế.", ["UBND tỉnh"], "", "whom a decree charges hands it on"),
    ("Đài Phát thanh và Truyền hình tỉnh phát sóng.", ["Đài Phát thanh và Truyền hình tỉnh"], "", "broadcasts"),
    ("Hội Nông dân tỉnh quyên góp giúp đỡ hộ nghèo.", ["Hội Nông dân tỉnh"], "", "collects"),
    ("Giao Sở Y tế mua thuốc.", ["Sở Y tế"], "Giao", "any verb behind a department's name"),
    ("Đề nghị Hội Người cao tuổi tỉnh tặng quà.", ["Hội Người cao tuổi tỉnh"], "Đề nghị", "any verb behind tỉnh"),
    ("Định kỳ hằng năm (trước ngày 15/11), các sở báo cáo kết quả.", ["các sở"], None, "a day in brackets before it"),
    ("Định kỳ 6 tháng, 1 năm các đơn vị báo cáo kết quả.", ["các đơn vị"], None, "periods without a comma"),
    ("BCH Quân sự tỉnh, BTV Tỉnh đoàn rà soát.", ["BCH Quân sự tỉnh", "BTV Tỉnh đoàn"], "", "short forms"),
    ("Ban Quản lý dự án đầu tư xây dựng tỉnh rà soát.", ["Ban Quản lý dự án đầu tư xây dựng tỉnh"], "", "projects"),
    ("Các cơ quan tham mưu, giúp việc Tỉnh ủy rà soát.", ["Các cơ quan tham mưu, giúp việc Tỉnh ủy"], "", "advisers"),
    ("Các cơ quan tham mưu Ủy ban nhân dân tỉnh.", ["Các cơ quan"], "", "to advise is a verb"),
    ("Bộ Ngoại giao hoàn tất thủ tục.", ["Bộ Ngoại giao"], "", "a verb inside a name"),
    ("Các cơ quan thanh tra khẩn trương kết luận.", ["Các cơ quan thanh tra"], "", "what a body is for"),
    ("Sở Nông nghiệp và Môi trường (Chi cục Kiểm lâm) chủ trì.",
     ["Sở Nông nghiệp và Môi trường"], "", "brackets"),
    ("Về dự án nạo vét luồng: Bộ Xây dựng chủ trì rà soát.", ["Bộ Xây dựng"], "", "a topic before the colon"),
    ("Về mô hình mới: tăng một cấp phó ở mỗi xã: giao Sở Nội vụ chủ trì.",
     ["Sở Nội vụ"], "giao", "a topic of two parts"),
    ("Các sở: Xây dựng, Quy hoạch - Kiến trúc, Nội vụ và Sở Y tế rà soát dự án.",
     ["Sở Xây dựng", "Sở Quy hoạch - Kiến trúc", "Sở Nội vụ", "Sở Y tế"], "", "a name no table lists between two"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "names", "lead", "why"), SUBJECTS, ids=[why for *_, why in SUBJECTS])
def test_the_subject_of_an_order_is_named(said: str, names: list[str], lead: str | None, why: str) -> None:
    found = named_at(said, is_heading=False)
    assert found is not None
    assert list(found.names) == names
    assert not found.heading
    assert lead is None or found.lead == lead


TITLES = [
    ("Sở Y tế", ["Sở Y tế"], "a name alone"),
    ("Đề nghị các tổ chức cung cấp dịch vụ chi trả",
     ["các tổ chức cung cấp dịch vụ chi trả"], "a verb inside a title"),
    ("Các đơn vị cấp nước trên địa bàn có trách nhiệm",
     ["Các đơn vị cấp nước trên địa bàn"], "có trách nhiệm"),
    ("Trách nhiệm chung của Thủ trưởng các sở; Chủ tịch UBND các huyện",
     ["Thủ trưởng các sở", "Chủ tịch UBND các huyện"], "Trách nhiệm của"),
    ("Đối với các cơ quan Tư pháp:", ["các cơ quan Tư pháp"], "Đối với"),
    ("Trách nhiệm của Sở Y tế trong việc thực hiện tiêm chủng", ["Sở Y tế"], "a matter behind it"),
    ("Các sở, ban, ngành:", ["Các sở, ban, ngành"], "a group before a colon"),
    ("Công đoàn cấp trên trực tiếp cơ sở và công đoàn cơ sở:",
     ["Công đoàn cấp trên trực tiếp cơ sở và công đoàn cơ sở"], "directly above"),
    ("Ủy ban nhân dân các xã: Gia Thuận, Tân Điền", ["Ủy ban nhân dân các xã: Gia Thuận, Tân Điền"],
     "places behind a colon tell which ones"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "names", "why"), TITLES, ids=[why for *_, why in TITLES])
def test_titles_of_names_are_headings(said: str, names: list[str], why: str) -> None:
    found = named_at(said, is_heading=True)
    assert found is not None
    assert found.heading
    assert list(found.names) == names


NOBODY = [
    ("Định kỳ báo cáo kết quả cho các sở.", "no body acts"),
    ("Sở Y tế mua thuốc.", "a verb that is not known, and no order"),
    ("Giao Sở Y tế và trạm y tế xã mua thuốc.", "more names before a verb that is not known"),
    ("Tổ chức hội nghị quán triệt Kế hoạch.", "a verb that looks like a noun"),
    ("Báo cáo kết quả về Sở Nội vụ.", "a report"),
    ("Ban Bí thư và Văn bản số 12-CV/VPTW hướng dẫn thực hiện.", "a document among the names"),
    ("Hội nghị hiệp thương lần thứ nhất.", "a meeting"),
    ("Trường hợp có vướng mắc, kịp thời phản ánh.", "a case"),
    ("Các nhiệm vụ trọng tâm cần tập trung.", "a group of no bodies"),
    ("Ban hành văn bản hướng dẫn.", "an act"),
    ("Thanh tra, kiểm tra việc thực hiện.", "an activity"),
    ("Thủ trưởng các sở, địa phương sau đây có trách nhiệm:", "those named below"),
]


@pytest.mark.parametrize(("said", "why"), NOBODY, ids=[why for _, why in NOBODY])
def test_other_openings_name_nobody(said: str, why: str) -> None:
    assert named_at(said, is_heading=False) is None


def test_names_in_a_sentence_end_before_the_next_words() -> None:
    said = "báo cáo Ủy ban nhân dân tỉnh kết quả thực hiện"
    assert names_from(said, len("báo cáo ")) == ("Ủy ban nhân dân tỉnh",)
    assert names_from(said, 0) == ()
    assert names_from("Cục Tin học và thống kê tài chính nghiên cứu đề xuất", 0) == (
        "Cục Tin học và thống kê tài chính",
    )
    assert names_from("UBND các xã, khuyến cáo người dân", 0) == ("UBND các xã",)


def test_partners_and_addressees_are_told_apart() -> None:
    said = (
        "Sở Y tế chủ trì, phối hợp với Sở Tài chính, các đơn vị liên quan tổ chức tập huấn; "
        "báo cáo kết quả về Ủy ban nhân dân tỉnh (qua Sở Nội vụ) trước ngày 30/6."
    )
    assert partners(said, ("Sở Y tế",)) == ("Sở Tài chính", "các đơn vị liên quan")
    assert addressees(said, ("Sở Y tế",)) == ("Ủy ban nhân dân tỉnh", "Sở Nội vụ")
    assert addressees("Phối hợp với Sở Y tế.", ()) == ()
    assert partners("phối hợp với các đơn vị có liên quan kiểm tra", ()) == ("các đơn vị có liên quan",)
    assert partners("phối hợp với Sở Nông nghiệp và Môi trường kiểm tra rừng", ()) == ("Sở Nông nghiệp và Môi trường",)
    assert partners("phối hợp với Sở Ngoại vụ tổ chức đón đoàn", ()) == ("Sở Ngoại vụ",)
    assert partners("phối hợp với Ngân hàng Nhà nước Khu vực 11 rà soát", ()) == ("Ngân hàng Nhà nước Khu vực 11",)
    listed = "phối hợp với các sở; Công an tỉnh; các xã, phường rà soát"
    assert partners(f"chủ trì, {listed}", ()) == ("các sở", "Công an tỉnh", "các xã, phường")
    assert partners(listed, ()) == ("các sở",)
    assert partners("chủ trì, phối hợp với Sở Y tế kiểm tra; Công an tỉnh giữ trật tự", ()) == ("Sở Y tế",)
    assert partners("phối hợp với UBND 04 xã: Bình An, Bình Minh rà soát", ()) == ("UBND 04 xã: Bình An, Bình Minh",)


REPORTS = [
    ("gửi Sở Tài chính để tổng hợp, báo cáo UBND tỉnh.", ["Sở Tài chính"], "who gathers reports on"),
    ("gửi Bộ Y tế tổng hợp, báo cáo Thủ tướng Chính phủ, và trình, báo cáo Ban Bí thư.", ["Bộ Y tế"], "to all beyond"),
    ("gửi kế hoạch về Sở Y tế. Tổng hợp, báo cáo UBND tỉnh.", ["Sở Y tế", "UBND tỉnh"], "another sentence"),
    ("báo cáo và kiến nghị Chính phủ các biện pháp.", ["Chính phủ"], "two verbs"),
    ("báo cáo, đề xuất Thủ tướng Chính phủ.", ["Thủ tướng Chính phủ"], "two verbs with a comma"),
    ("báo cáo Chính phủ trong quý II, đồng thời gửi Bộ Y tế.", ["Chính phủ", "Bộ Y tế"], "each of two"),
    ("báo cáo kết quả về Bộ Y tế, đồng gửi UBND tỉnh.", ["Bộ Y tế", "UBND tỉnh"], "a copy"),
    ("gửi về Sở Y tế số 7 đường Hùng Vương.", ["Sở Y tế"], "where it lies"),
    ("gửi báo cáo sơ kết (trước ngày 15/6), tổng kết (trước ngày 15/12) về Sở Y tế.", ["Sở Y tế"], "days in brackets"),
    ("gửi Văn phòng Chính phủ đúng thời gian quy định.", ["Văn phòng Chính phủ"], "how it is sent"),
    ("báo cáo Chính phủ cơ chế đặc thù.", ["Chính phủ"], "what is reported"),
    ("báo cáo cấp có thẩm quyền cấp vốn cho Quỹ nhà ở trung ương.", [], "what is asked for somebody"),
    ("báo cáo, đề xuất Ban chỉ đạo phòng thủ dân sự quốc gia.", ["Ban chỉ đạo phòng thủ dân sự quốc gia"], "a board"),
]


@pytest.mark.parametrize(("said", "wanted", "why"), REPORTS, ids=[why for *_, why in REPORTS])
def test_reports_go_to_those_the_body_itself_tells(said: str, wanted: list[str], why: str) -> None:
    assert list(addressees(said, ())) == wanted
