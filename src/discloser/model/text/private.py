"""What a text tells of people that must stay inside: numbers of telephones, identity cards and accounts, names."""

from __future__ import annotations

import datetime as dt
import re

from .characters import HAN

_MOBILE = re.compile(r"(?<![\d.,])1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\d.,]|\s*[元万亿%％])")
_IDENTITY = re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{9}[\dXx](?!\d)")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ACCOUNT = re.compile(r"(?:账号|帐号|账户|帐户|卡号)[^\d，。；]{0,6}(\d[\d ]{11,24}\d)")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊"
    "白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文樊兰殷施洪翟安颜倪牛温芦季俞章鲁葛伍申尤毕聂焦柳邢骆岳齐梅庄涂祁耿詹"
    "关费纪靳童欧甄裴祝卜霍柴米卫冀路原郎"
)
_PERSON = re.compile(
    rf"(?:经办人|联系人|填表人|填报人|负责人)\s*[:：]\s*([{_SURNAMES}]{HAN}{{1,2}})(?:(?!{HAN})|(?=电话|手机|联系))"
)


def mobile_numbers(text: str) -> list[str]:
    """Mobile telephone numbers."""
    return _MOBILE.findall(text)


def identity_numbers(text: str) -> list[str]:
    """Numbers of identity cards whose check digit and date of birth are right."""
    return [number for number in _IDENTITY.findall(text) if _is_identity(number)]


def account_numbers(text: str) -> list[str]:
    """Bank accounts that are said to be so."""
    return _ACCOUNT.findall(text)


def people(text: str) -> list[str]:
    """Names of people after 经办人, 联系人, 负责人 and a colon."""
    return _PERSON.findall(text)


def _is_identity(number: str) -> bool:
    try:
        dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    weighed = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return "10X98765432"[weighed % 11] == number[17].upper()
