"""The karekod's modules are the library's own, whatever the text; only the weighing of masks is ours."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.karekod import Modules, karekod


def _by_library(text: str) -> Modules:
    from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(QR8bitByte(text))
    code.make()
    return tuple(tuple(map(bool, row)) for row in code.modules)


@pytest.mark.parametrize(
    "text", ["", "8", "800000001", "255.02.01.01.02-26-00001", "Şube Müdürlüğü ığüşöç", "x" * 300]
)
def test_the_best_mask_is_the_librarys(text: str) -> None:
    assert karekod(text) == _by_library(text)


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_text_has_the_librarys_modules(text: str) -> None:
    assert karekod(text) == _by_library(text)
