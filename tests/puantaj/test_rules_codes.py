"""The code list, what a clerk may type, and the switches as stored texts."""

from __future__ import annotations

import csv
from dataclasses import fields, replace
from datetime import time
from decimal import Decimal
from pathlib import Path

import pytest
from rules_office import CODES, DEFAULTS

from data.core.errors import BadInput
from data.personel.rules import StaffKind
from data.puantaj.rules.codes import DEFAULT_CODES, Codes
from data.puantaj.rules.settings import PARAMETERS, PREFIX, PuantajSettings

_KINDS = {
    "M": StaffKind.MEMUR, "S": StaffKind.SOZLESMELI, "K": StaffKind.ISCI, "B": StaffKind.SIRKET,
    "T": StaffKind.STAJYER,
}  # fmt: skip
_DAYS = {"1": "E", "0": "H", "P": "P"}


def test_the_default_codes_carry_the_facts_of_the_reference(reference: Path) -> None:
    with (reference / "codes" / "puantaj_kodlari.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(DEFAULT_CODES) == 43
    for row, code in zip(rows, DEFAULT_CODES, strict=True):
        facts = (
            row["key"], row["kod"], row["sinif"], row["kaplama"], Decimal(row["calisma_gunu"]), row["ucretli"],
            row["prim_gunu"], row["hafta_tatili_icin_calisilmis"], _DAYS[row["yemek_gunu"]],
            _DAYS[row["yol_gunu"]], row["sgk_eksik_gun"], row["bakiye"],
        )  # fmt: skip
        assert facts == (
            code.key, code.letter, code.group, code.coverage, code.work, code.paid, code.prim, code.rest_day,
            code.meal, code.road, code.sgk, code.balance,
        )  # fmt: skip
        assert {_KINDS[sign] for sign in row["statuler"]} == code.kinds & set(_KINDS.values())


@pytest.mark.parametrize("text", ["Yİ", "yi", "YI", "yı", " yİ "])
def test_case_and_dots_do_not_matter_when_a_code_is_typed(text: str) -> None:
    assert CODES.typed(text, StaffKind.ISCI).key == "YILLIK_ISCI"
    assert CODES.typed(text, StaffKind.MEMUR).key == "YILLIK_MEMUR"


def test_every_letter_can_be_typed_by_its_kind() -> None:
    for kind in StaffKind:
        for letter in CODES.letters(kind):
            code = CODES.by_letter(letter, kind)
            assert code is not None
            assert CODES.typed(letter, kind) is code


def test_an_unknown_code_is_answered_with_what_fits() -> None:
    with pytest.raises(BadInput, match="Ölüm izni"):
        CODES.typed("o", StaffKind.ISCI)
    with pytest.raises(BadInput, match="Stajyer için gün kodu değil"):
        CODES.typed("htç", StaffKind.STAJYER)
    with pytest.raises(BadInput):
        CODES.typed("", StaffKind.ISCI)


def test_an_ambiguous_code_lists_its_candidates() -> None:
    office = Codes(replace(code, letter="YÎ") if code.key == "OLUM" else code for code in DEFAULT_CODES)
    with pytest.raises(BadInput, match=r"birden çok koda uyuyor.*Yıllık.*Ölüm"):
        office.typed("yı", StaffKind.ISCI)


def test_an_unknown_key_is_refused_in_turkish() -> None:
    with pytest.raises(BadInput, match="tanımlı değil"):
        CODES.by_key("YOKTUR")


def test_the_legend_lists_only_what_occurs() -> None:
    assert [letter for letter, _ in CODES.legend({"RAPOR", "CALISTI", "BOS"})] == ["X", "R"]


def test_every_setting_is_a_parameter_and_reads_its_own_default() -> None:
    assert {parameter.name for parameter in PARAMETERS} == {PREFIX + each.name for each in fields(PuantajSettings)}
    stored = {parameter.name: parameter.default for parameter in PARAMETERS}
    assert PuantajSettings.from_values(stored) == DEFAULTS == PuantajSettings.from_values({})


def test_settings_are_read_from_stored_texts() -> None:
    read = PuantajSettings.from_values(
        {
            "puantaj.gt_pazar": "E",
            "puantaj.arife_izin": "0,5",
            "puantaj.half_holiday_from": "12:30",
            "puantaj.report_paid": "memur, isci",
            "puantaj.tolerance_minutes": "10",
        }
    )
    assert (read.gt_pazar, read.arife_izin, read.tolerance_minutes) == (True, Decimal("0.5"), 10)
    assert read.half_holiday_from == time(12, 30)
    assert read.report_paid == {StaffKind.MEMUR, StaffKind.ISCI}


@pytest.mark.parametrize(
    ("name", "value"),
    [("gt_pazar", "belki"), ("arife_izin", "2"), ("half_holiday_from", "25:00"), ("report_paid", "bakan")],
)
def test_a_value_that_does_not_fit_names_its_parameter(name: str, value: str) -> None:
    with pytest.raises(BadInput) as caught:
        PuantajSettings.from_values({PREFIX + name: value})
    assert caught.value.field == PREFIX + name
