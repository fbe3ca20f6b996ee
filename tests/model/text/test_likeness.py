"""The name most like another is found, also among thousands, the same at every run."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from discloser.model.text.likeness import Names, bare, likeness


def test_the_nearest_name_is_the_one_most_alike():
    names = Names(["资料修复", "资料数字化", "读者服务"])
    assert names.nearest("资料修复费") == "资料修复"
    assert names.nearest("为读者服务") == "读者服务"
    assert names.nearest("设备购置") is None
    assert Names([]).nearest("甲") is None
    assert Names(["甲"]).nearest("甲") == "甲"


def test_signs_and_width_make_no_difference():
    assert bare("资料 修复（１）") == bare("资料修复(1)") == "资料修复1"
    assert likeness("甲乙", "甲乙") == 1


def test_thousands_of_names_that_are_all_alike_take_no_time():
    names = Names(f"第{i}号公共服务补助专项资金" for i in range(3000))
    begun = time.process_time()
    nearest = [names.nearest(f"第{i}号公共服务补贴专项资金") for i in range(300)]
    assert time.process_time() - begun < 3
    assert nearest[123] == "第123号公共服务补助专项资金"


def test_the_nearest_name_does_not_depend_on_the_seed_of_hashes():
    program = ("from discloser.model.text.likeness import Names;"
               "print(Names(f'{i}号资料{i % 7}修复' for i in range(900)).nearest('号资料修复项目'))")
    told = {
        subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, env={
            **os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1
