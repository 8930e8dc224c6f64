"""Labels of relations: each reads its own example, in its own direction, and no other label does."""

from __future__ import annotations

import pytest

from luocdo.graph import data_files
from luocdo.graph.errors import VocabularyError
from luocdo.loaders import import_labels
from luocdo.loaders.import_labels import find_label, is_backwards, label_sets, labels_of

LABELS = [(name, each) for name, labels in label_sets().items() for each in labels]
IDS = [f"{name}: {each.label}" for name, each in LABELS]


@pytest.mark.parametrize(("name", "label"), LABELS, ids=IDS)
def test_a_label_reads_its_example_and_no_other_label_is_meant_by_its_words(name, label):
    for words in (label.label, *label.also):
        for written in (words, words.upper(), f"  {words.replace(' ', '  ')} (12)"):
            assert find_label(labels_of((name,)), written) is label
    assert label.reads(label.example.this, label.example.other) == label.example.reads


@pytest.mark.parametrize(("name", "label"), LABELS, ids=IDS)
def test_read_the_other_way_round_an_example_is_false(name, label):
    turned = label.reads(label.example.other, label.example.this)
    assert turned != label.example.reads
    if label.kind in import_labels.ACTS_ON:
        by, _, *_, of = turned.split()
        assert not is_backwards(of, by), "the actor of the example is the younger, or of the same year"


PAIRS = [
    ("vbpl-new", "Văn bản thay thế", "Văn bản được thay thế"),
    ("vbpl-new", "Văn bản bãi bỏ", "Văn bản bị bãi bỏ"),
    ("vbpl-new", "Văn bản sửa đổi bổ sung", "Văn bản được sửa đổi bổ sung"),
    ("vbpl-new", "Văn bản đính chính", "Văn bản được đính chính"),
    ("vbpl-new", "Văn bản dẫn chiếu", "Văn bản được dẫn chiếu"),
    ("vbpl-new", "Văn bản áp dụng", "Căn cứ ban hành"),
    ("vbpl-new", "Văn bản hợp nhất", "Văn bản được hợp nhất"),
    ("vbpl-new", "Văn bản giải thích", "Văn bản được giải thích"),
    ("vbpl-new", "Văn bản công bố", "Văn bản được công bố"),
    ("vbpl-new", "Văn bản hướng dẫn áp dụng", "Văn bản được hướng dẫn áp dụng"),
    ("vbpl-new", "Văn bản quy định chi tiết, hướng dẫn thi hành", "Văn bản được quy định chi tiết, hướng dẫn thi hành"),
    ("vbpl-new", "Văn bản đình chỉ thi hành", "Văn bản bị đình chỉ thi hành"),
    ("vbpl-new", "Văn bản tạm ngưng hiệu lực", "Văn bản bị tạm ngưng hiệu lực"),
    ("vbpl-old", "Văn bản quy định hết hiệu lực", "Văn bản hết hiệu lực"),
    ("vbpl-old", "Văn bản quy định hết hiệu lực 1 phần", "Văn bản bị hết hiệu lực 1 phần"),
    ("vbpl-old", "Văn bản sửa đổi", "Văn bản được sửa đổi"),
    ("vbpl-old", "Văn bản bổ sung", "Văn bản được bổ sung"),
    ("vbpl-old", "Văn bản HD, QĐ chi tiết", "Văn bản được HD, QĐ chi tiết"),
    ("vbpl-old", "Văn bản đình chỉ", "Văn bản bị đình chỉ"),
    ("vbpl-old", "Văn bản đình chỉ 1 phần", "Văn bản bị đình chỉ 1 phần"),
]


@pytest.mark.parametrize(("name", "active", "passive"), PAIRS)
def test_two_labels_of_a_pair_say_the_same_from_both_ends(name, active, passive):
    one, other = (find_label(labels_of((name,)), words) for words in (active, passive))
    assert (one.by, other.by) == ("other", "this")
    assert one.reads("A", "B") == other.reads("B", "A")


def test_every_label_of_the_new_site_is_half_of_a_pair():
    told = {words for name, *pair in PAIRS if name == "vbpl-new" for words in pair}
    assert told == {each.label for each in label_sets()["vbpl-new"]}


def test_one_label_of_two_sites_has_two_directions_and_cannot_be_read_under_both():
    old, new = (find_label(labels_of((name,)), "Văn bản dẫn chiếu") for name in ("vbpl-old", "vbpl-new"))
    assert (old.by, new.by) == ("this", "other")
    with pytest.raises(VocabularyError, match="dẫn chiếu: another set reads this label differently"):
        labels_of(("vbpl-old", "vbpl-new"))


@pytest.mark.parametrize("words", ["", "Thay thế", "Văn bản hết hạn", "Văn bản sửa"])
def test_words_that_no_set_knows_are_no_label(words):
    assert find_label(labels_of(("vbpl-new",)), words) is None


GOOD = {"this": "59/2020/QH14", "other": "68/2014/QH13", "reads": "59/2020/QH14 ends 68/2014/QH13"}
BROKEN = [
    ({"by": "other"}, "its example reads '68/2014/QH13 ends 59/2020/QH14'"),
    ({"by": "other", "example": {**GOOD, "reads": "68/2014/QH13 ends 59/2020/QH14"}}, "act on the younger 59/2020"),
    ({"kind": "kills"}, "Invalid enum value 'kills'"),
    ({"kind": "amends"}, "its example reads '59/2020/QH14 amends 68"),
    ({"example": {**GOOD, "other": "59/2020/QH14", "reads": "59/2020/QH14 ends 59/2020/QH14"}}, "alike both ways"),
    ({"also": ["Hết rồi"]}, "x: Hết rồi: stands twice"),
    ({"example": {"this": "1/QĐ-BYT", "other": "2/QĐ-BYT", "reads": "1/QĐ-BYT ends 2/QĐ-BYT"}}, "shows no year"),
]


@pytest.mark.parametrize(("change", "reason"), BROKEN, ids=[case[1] for case in BROKEN])
def test_a_label_that_breaks_its_rules_stops_the_program(monkeypatch, change, reason):
    rows = [
        {"label": "Hết rồi", "kind": "ends", "by": "this", "example": GOOD} | change,
        {"label": "Hết", "kind": "ends", "by": "this", "example": GOOD}
        | ({"also": change["also"]} if "also" in change else {}),
    ]
    monkeypatch.setattr(import_labels, "load", lambda file: {"sets": {"x": rows}})
    with pytest.raises(VocabularyError, match=r"imports/labels\.yaml") as raised:
        label_sets.__wrapped__()
    assert reason in str(raised.value)


def test_a_set_that_is_not_there_is_named():
    with pytest.raises(VocabularyError, match="no such set of labels; there are vbpl-old, vbpl-new"):
        labels_of(("vbpl",))


def test_the_file_is_read_with_the_others():
    assert "imports/labels.yaml" in data_files.files_of("imports")
