"""Shape: from texts to a form; whatever does not fit is one finding, at its place, in Chinese."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from helpers import read_yaml

from discloser.model import money
from discloser.model.form import scalars
from discloser.model.form.budget import Form
from discloser.model.form.outline import entries
from discloser.model.place import Place
from discloser.read.form.refusals import WORDED
from discloser.read.form.shape import Shaped, shape
from discloser.read.yaml.reader import read_yaml_text

PROJECT = Path(__file__).parents[3]
SAMPLES = PROJECT / "sample_inputs"
GOOD = (PROJECT / "tests" / "rules" / "good.yaml").read_text(encoding="utf-8")


def shaped(text: str) -> Shaped:
    source = read_yaml_text(text, "表.yaml")
    assert source.findings == ()
    return shape(source)


def changed(old: str, new: str) -> Shaped:
    assert GOOD.count(old) >= 1
    return shaped(GOOD.replace(old, new, 1))


def found(result: Shaped) -> list[str]:
    return [f"{f.place.line}:{f.place.column} {f.code} {f.message}" for f in result.findings]


@pytest.mark.parametrize(("sample", "old", "new", "advice", "foreign"), [
    ("new-unit-2025-budget", "金额: 18.4824", "金额: -1", "调减请填调减以后的数", "决算"),
    ("library-2022-final", "金额: 3852696.91", "金额: -3852696.91", "填冲减以后的数", "预算"),
])
def test_less_than_nothing_is_told_in_the_words_of_the_form(
    sample: str, old: str, new: str, advice: str, foreign: str,
):
    text = (SAMPLES / f"{sample}.yaml").read_text(encoding="utf-8")
    assert old in text
    [finding] = [f for f in shape(read_yaml_text(text.replace(old, new, 1), "表.yaml")).findings if f.code == "AMT002"]
    assert advice in finding.hint
    assert foreign not in finding.message + finding.hint


def form_of(result: Shaped) -> Form:
    assert result.form is not None, found(result)
    return result.form


@pytest.mark.parametrize("path", sorted((PROJECT / "sample_inputs").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_sample_has_a_shape(path: Path):
    source = read_yaml(path)
    result = shape(source)
    assert (source.findings, result.findings) == ((), ())
    assert isinstance(result.form, source.form)


def test_an_amount_is_read_however_it_is_typed():
    typed = {"600000": "600000", "600,000": "600000", "６００，０００．５０": "600000.5", "'1,234.50'": "1234.5",
             "": "0", "'  '": "0", "+5": "5", "0.01": "0.01", "007": "7"}
    for text, amount in typed.items():
        line = form_of(changed("金额: 600000", f"金额: {text}")).basic_lines[0]
        assert line.amount == Decimal(amount), text


def test_amounts_are_in_the_unit_of_the_form():
    form = form_of(shaped("金额单位: 万元\n" + GOOD))
    assert form.basic_lines[0].amount == Decimal("6000000000")
    assert form.prior_year.revenue == Decimal("9000000000")
    assert form.performance.targets[0].year_funding.county == Decimal("3000000000")


@pytest.mark.parametrize("unit", ["", " 元 ", "元"])
def test_the_unit_is_yuan_unless_said_otherwise(unit: str):
    assert form_of(shaped(f"金额单位: {unit}\n" + GOOD)).currency_unit == "元"


def test_a_unit_that_is_none_does_not_spoil_every_amount():
    text = GOOD.replace("600000}", "60.1234}")
    assert found(shaped("金额单位: 亿元\n" + text)) == [
        "1:7 FRM007 “金额单位”填的是“亿元”，应当是元或万元",
    ]
    assert len(found(shaped("金额单位: 元\n" + text))) == 1


@pytest.mark.parametrize("code", ["2101550", "'2101550'", "２１０１５５０", "2101550 ", "' 21 015 50'"])
def test_a_code_may_be_typed_as_number_or_text(code: str):
    assert form_of(changed("功能科目: 2080109", f"功能科目: {code}")).basic_lines[0].function == "2101550"


@pytest.mark.parametrize(("typed", "meant"), [("是", True), ("否", False), ("有", True), ("NO", False), ("true", True)])
def test_yes_and_no(typed: str, meant: bool):
    line = form_of(changed("金额: 600000", f"金额: 600000, 上年结转: {typed}")).basic_lines[0]
    assert line.carried_in is meant


_BLANKS = "控制数:\n  收入总计:\n国有资产:\n  车辆: {编制: , 实有: }\n科目名称:\n变动原因:\n  三公:\n"


def test_a_key_left_blank_is_a_key_left_out():
    text = GOOD.replace("600000}", "600000, 来源: , 上年结转: }")
    text = text.replace("其他运转类}", "其他运转类, 公开绩效目标: ''}").replace("变动原因:\n", _BLANKS, 1)
    assert form_of(shaped(text)) == form_of(shaped(GOOD))


def test_an_optional_block_with_nothing_in_it_was_not_filled():
    form = form_of(changed("绩效:\n", "绩效:\n  整体绩效目标: {金额: }\n"))
    assert form.performance.whole is None
    assert form_of(changed("绩效:\n", "绩效:\n  整体绩效目标: {金额: 0}\n")).performance.whole is not None


def test_a_blank_control_is_no_control():
    form = form_of(changed("变动原因:", "控制数: {收入总计: , 支出总计: '', 基本支出: 0}\n变动原因:"))
    assert (form.controls.revenue, form.controls.expenditure, form.controls.basic) == (None, None, 0)


def test_three_publics_may_be_given_by_source_or_as_one_number():
    form = form_of(changed("公务接待费: {本年: 0,", "公务接待费: {本年: {一般公共预算: 1, 政府性基金预算: 2},"))
    assert form.three_publics.official_hospitality.current.by_fund() == {
        "一般公共预算": 1, "政府性基金预算": 2, "国有资本经营预算": 0,
    }


@pytest.mark.parametrize(
    "key", ["市县财政资金", "市县(区)财政资金", "市县（区）级财政资金", "市(县、区)财政资金", "市、县（区）财政资金"],
)
def test_the_countys_money_may_be_spelt_in_five_ways(key: str):
    result = changed("年度资金: {市县财政资金: 300000}", f"年度资金: {{{key}: 300000}}")
    assert form_of(result).performance.targets[0].year_funding.county == 300000
    path = ("绩效", "项目绩效目标", 0, "年度资金", "市县财政资金")
    assert result.places.of(path) == Place("表.yaml", 27, 14 + len(key) + 2)


def test_two_spellings_of_one_key_are_one_finding():
    assert found(changed("年度资金: {市县财政资金: 300000}", "年度资金: {市县(区)财政资金: 1, 市县财政资金: x}")) == [
        "27:28 FRM010 “市县财政资金”与“市县（区）财政资金”是同一个栏目，填了两次",
    ]


def test_english_names_of_fields_are_no_keys():
    assert found(changed("  名称:", "  name:")) == [
        "5:1 FRM001 “单位”里缺少“名称”", "6:3 FRM002 “单位”里没有“name”这个栏目",
    ]


@pytest.mark.parametrize(
    ("old", "new", "findings"),
    [
        ("  性质: 事业单位\n", "", ["5:1 FRM001 “单位”里缺少“性质”"]),
        ("政府采购:", "采购:", ["22:1 FRM002 填报表里没有“采购”这个栏目"]),
        (", 金额: 600000", "", ["12:5 FRM001 “基本支出 第1行”里缺少“金额”"]),
        ("上年: {收入总计: 900000, ", "上年: {", ["30:1 FRM001 “上年”里缺少“收入总计”"]),
        ("  名称:", "  名子:", ["6:3 FRM002 “单位”里没有“名子”这个栏目"]),
        ("单位:\n", "单位:\n  年度: 1\n", ["6:3 FRM002 “单位”里没有“年度”这个栏目"]),
        ("金额: 600000", "金额:600000", []),
        ("金额: 600000", "金额: 六万", ["12:38 AMT001 “基本支出 第1行 金额”填的是“六万”，不是金额"]),
        ("金额: 600000", "金额: 1e3", ["12:38 AMT001 “基本支出 第1行 金额”填的是“1e3”，不是金额"]),
        ("金额: 600000", "金额: 1_000", ["12:38 AMT001 “基本支出 第1行 金额”填的是“1_000”，不是金额"]),
        ("金额: 600000", "金额: 1,2345", ["12:38 AMT001 “基本支出 第1行 金额”填的是“1,2345”，不是金额"]),
        ("金额: 600000", "金额: −5", ["12:38 AMT001 “基本支出 第1行 金额”填的是“−5”，不是金额"]),
        ("金额: 600000", "金额: －5", ["12:38 AMT002 “基本支出 第1行 金额”填的是负数“－5”"]),
        ("金额: 600000", "金额: 0.005", ["12:38 AMT003 “基本支出 第1行 金额”填的是“0.005”，比“分”还细"]),
        ("金额: 600000", "金额: 1000000000000000",
         ["12:38 AMT004 “基本支出 第1行 金额”填的是“1000000000000000”，超过一千万亿元"]),
        ("金额: 600000", "金额: [1, 2]", ["12:38 FRM005 “基本支出 第1行 金额”只能填一个内容，这里填的是好几行内容"]),
        ("公务接待费: {本年: 0", "公务接待费: {本年: [0]",
         ["18:15 FRM005 “三公经费 公务接待费 本年”只能填一个内容，这里填的是好几行内容"]),
        ("公务接待费: {本年: 0", "公务接待费: {本年: {单位资金: 1}",
         ["18:16 FRM002 “三公经费 公务接待费 本年”里没有“单位资金”这个栏目"]),
        ("公务接待费: {本年: 0, 上年: 0}", "公务接待费: 0",
         ["18:10 FRM003 “三公经费 公务接待费”应当分栏目填写，这里填的是“0”"]),
        ("公务接待费: {本年: 0, 上年: 0}", "公务接待费:", ["18:9 FRM006 “三公经费 公务接待费”没有填写"]),
        ("政府采购: {货物: 0, 工程: 0, 服务: 0}", "政府采购: [货物]",
         ["22:7 FRM003 “政府采购”应当分栏目填写，这里填的是好几行内容"]),
        ("  - {项目: 资料修复, ", "  {项目: 资料修复, ",
         ["15:3 FRM004 “项目支出”应当一行一行地填写，这里填的是好几个栏目"]),
        ("项目支出:\n", "项目支出:\n  -\n", ["15:4 FRM006 “项目支出 第1行”没有填写"]),
        ("项目支出:\n", "项目支出:\n  - 办公\n",
         ["15:5 FRM003 “项目支出 第1行”应当分栏目填写，这里填的是“办公”"]),
        ("项目支出:\n", "项目支出:\n  - 项目：办公\n",
         ["15:5 YML001 这一行用了全角标点“：”来分隔，应当用英文半角的“:”"]),
        ("项目支出:\n", "项目支出:\n  - {项目：办公，功能科目：1，金额：2}\n",
         ["15:6 YML001 这一行用了全角标点“：”来分隔，应当用英文半角的“:”"]),
        ("项目支出:\n", "项目支出:\n  - {项目:办公, 功能科目: 2080109, 金额: 2}\n",
         ["15:6 YML002 “项目”的冒号后面缺少空格"]),
        ("性质: 事业单位", "性质: 事业",
         ["7:7 FRM007 “单位 性质”填的是“事业”，应当是行政单位、参公事业单位或事业单位"]),
        ("金额: 600000", "金额: 600000, 来源: 财政",
         ["12:50 FRM007 “基本支出 第1行 来源”填的是“财政”，应当是一般公共预算、政府性基金预算、国有资本经营预算、"
          "财政专户管理资金、单位资金、事业收入、事业单位经营收入、上级补助收入、附属单位上缴收入或其他收入"]),
        ("金额: 600000", "金额: 600000, 上年结转: 也许",
         ["12:52 FRM007 “基本支出 第1行 上年结转”填的是“也许”，应当是是或否"]),
        ("功能科目: 2080109", "功能科目: 社保", ["12:12 FRM008 “基本支出 第1行 功能科目”填的是“社保”，应当是数字编码"]),
        ("年度: 2025", "年度: 今年", ["4:7 FRM008 “报告 年度”填的是“今年”，应当是四位年度（20 开头）"]),
        ("年度: 2025", "年度: 2025\n  公开日期: 2月30日",
         ["5:9 FRM009 “报告 公开日期”填的是“2月30日”，不是正确的日期"]),
        ("  名称: 临河市公共资料中心", "  名称: \"\\u200b \"", ["6:7 FRM006 “单位 名称”没有填写"]),
        ("年度: 2025", "年度:", ["4:6 FRM006 “报告 年度”没有填写"]),
        ("功能科目: 2080109", "功能科目: ", ["12:12 FRM006 “基本支出 第1行 功能科目”没有填写"]),
        ("变动原因:", "科目名称: {210: , x: 乙, 212: [丙]}\n变动原因:", [
            "31:13 FRM006 “科目名称 210”没有填写", "31:15 FRM008 “科目名称 x”填的是“x”，应当是数字编码",
            "31:26 FRM005 “科目名称 212”只能填一个内容，这里填的是好几行内容",
        ]),
        ("变动原因:", "科目名称: [210]\n变动原因:", ["31:7 FRM003 “科目名称”应当分栏目填写，这里填的是好几行内容"]),
    ],
)
def test_each_fault_of_shape_is_one_finding_at_its_place(old: str, new: str, findings: list[str]):
    result = changed(old, new)
    if not findings:
        findings = ["12:34 YML002 “金额”的冒号后面缺少空格"]
    assert found(result) == findings
    assert result.form is None


def test_all_findings_come_at_once_in_reading_order():
    text = GOOD.replace("  性质: 事业单位\n", "").replace("600000", "x").replace("工程: 0, ", "")
    text = text.replace("其他运转类", "其他类")
    assert [line.split()[1] for line in found(shaped(text))] == ["FRM001", "AMT001", "FRM007", "FRM001"]


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("  性质: 事业单位\n", "", "请补上“性质”：行政单位、参公事业单位或事业单位"),
        ("工程: 0, ", "", "请补上“工程”：政府采购工程预算，没有就写 0"),
        ("概况:\n  职责: 保管和提供公共资料。\n  机构设置: 内设两个股室。\n", "",
         "请补上“概况”：单位职责和机构设置（职责、机构设置）"),
        ("  名称: 临", "  名子: 临", "是不是想写“名称”？"),
        ("单位:\n", "单位:\n  年度: 1\n", "“年度”应当写在“报告”下面"),
        ("报告:\n", "名称: 甲\n报告:\n", "“名称”应当写在“单位”或“基本支出 收入科目”或“项目支出 收入科目”下面"),
        ("政府采购: {", "政府采购: {甲: 1, ", "这里可以写：货物、工程、服务、预留中小企业、预留小微企业"),
        ("  性质: 事业单位\n", "    性质：事业单位\n", "“名称”的内容里有“性质”加冒号，请先检查那里的冒号和行首空格；"
         "请补上“性质”：行政单位、参公事业单位或事业单位"),
        ("项目支出:\n", "项目支出:\n  -\n", "请填写：这一行，或者删去行首的“- ”"),
    ],
)
def test_a_hint_says_what_to_do(old: str, new: str, hint: str):
    [finding] = changed(old, new).findings
    assert finding.hint == hint


def test_what_the_reader_found_is_not_found_again():
    source = read_yaml_text(GOOD.replace("名称: 临河市公共资料中心", "名称: *甲")
                            .replace("职责: 保管和提供公共资料。", "职责: *a"), "表.yaml")
    assert [f.code for f in source.findings] == ["YML010"]
    source = read_yaml_text(GOOD.replace("职责: 保管和提供公共资料。", "职责: *a"), "表.yaml")
    result = shape(source)
    assert [f.code for f in (*source.findings, *result.findings)] == ["YML010"]
    assert result.form is None


def test_a_source_without_texts_has_no_shape():
    source = read_yaml_text("甲: \"", "表.yaml")
    assert shape(source) == Shaped(None, source.places, ())


def test_what_was_typed_is_quoted_on_one_short_line():
    [finding] = changed("性质: 事业单位", '性质: "事业\\n单位\\e[31m\\u202e' + "长" * 100 + '"').findings
    assert finding.message.startswith("“单位 性质”填的是“事业 单位 [31m 长长")
    assert len(finding.message) < 100
    assert "\n" not in finding.message


def test_very_many_findings_are_cut():
    rows = "  - {功能科目: 2080109, 经济科目: 30101, 金额: x}\n" * 5000
    result = changed("基本支出:\n", "基本支出:\n" + rows)
    assert len(result.findings) == 201
    assert result.findings[0].code == "YML018"


CUSTOM = {
    *re.findall(r'_refuse\("(\w+)"', Path(scalars.__file__).read_text(encoding="utf-8")),
    *re.findall(r'PydanticCustomError\("(\w+)"', Path(scalars.__file__).read_text(encoding="utf-8")),
    *(f"amount_{reason}" for reason in re.findall(r'AmountError\("(\w+)"', Path(money.__file__).read_text("utf-8"))),
}

REFUSALS_OF = {
    # What a piece of pydantic's schema can refuse once the texts have passed our own validators.
    "model": {"model_type"}, "model-fields": {"missing", "extra_forbidden"}, "model-field": set(),
    "tuple": {"tuple_type"}, "dict": {"dict_type"}, "function-before": CUSTOM,
    # Texts, numbers and dates come out of our validators as what these want.
    "str": set(), "int": set(), "decimal": set(), "date": set(), "bool": set(),
    # 金额单位 is judged before pydantic sees it.
    "literal": set(), "union": set(),
    "with-info": set(), "no-info": set(),
    "nullable": set(), "default": set(), "definitions": set(), "definition-ref": set(),
}


def test_every_refusal_that_can_occur_is_put_into_words():
    Form.model_rebuild()
    schema = Form.__pydantic_core_schema__
    kinds = set(_kinds(schema))
    assert {"model", "tuple", "dict", "function-before"} <= kinds
    assert kinds <= set(REFUSALS_OF)
    assert len(CUSTOM) >= 10
    assert set().union(*(REFUSALS_OF[kind] for kind in kinds)) == set(WORDED)


def _kinds(schema: object, seen: set[int] | None = None) -> set[str]:
    seen = set() if seen is None else seen
    if id(schema) in seen or not isinstance(schema, dict | list | tuple):
        return set()
    seen.add(id(schema))
    inner = schema.values() if isinstance(schema, dict) else schema
    here = {schema["type"]} if isinstance(schema, dict) and isinstance(schema.get("type"), str) else set()
    metadata = [] if not isinstance(schema, dict) else [schema.get("metadata"), schema.get("serialization")]
    return here.union(*(_kinds(part, seen) for part in inner if not any(part is skipped for skipped in metadata)))


def test_every_entry_of_the_form_explains_itself():
    def walk(block: type) -> list[str]:
        return [f"{block.__name__}.{e.key}" for e in entries(block).values() if not e.description] + [
            name for e in entries(block).values() if e.block for name in walk(e.block)]

    assert walk(Form) == []
