"""Impact on the command line: a tree to read, JSON that is nothing but JSON."""

from __future__ import annotations


def test_impact_as_a_tree(loaded):
    ran = loaded("impact", "290-QĐ/TW", "--on", "2020-06-01")
    assert (ran.code, ran.err) == (0, "")
    assert "HĐND, UBND tỉnh, Gia Lai" in ran.out
    assert "Kế hoạch 614/KH-UBND, 24/03/2020" in ran.out
    assert "thực hiện 290-QĐ/TW" in ran.out
    assert "◆ Các sở tiếp tục thực hiện" in ran.out


def test_a_plan_of_a_year_gone_by_rests_on_nothing(loaded):
    found = loaded("impact", "290-QĐ/TW", "--on", "2021-01-01", "--format", "json").json
    assert (found["status"], found["documents"], found["groups"]) == ("in_force", 0, [])


def test_an_unknown_number_is_wrong_usage(loaded):
    assert loaded("impact", "999-QĐ/TW").code == 2


def test_tasks_of_samples_are_marked_as_our_words(luocdo):
    assert luocdo("demo").code == 0
    tree = luocdo("impact", "290-QĐ/TW", "--on", "2020-04-01", "--store", "luocdo-demo.db").out
    (task,) = [line for line in tree.splitlines() if "◆ [tháng 09/2020]" in line]
    assert task.endswith("[minh họa]")
