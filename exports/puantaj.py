"""İşçi / şirket personeli puantaj cetveli as Excel and PDF; both show the same sheet, value by value."""

from exports.pdf import Paper
from exports.puantaj_pdf import puantaj_pdf
from exports.puantaj_xlsx import puantaj_xlsx

__all__ = ["Paper", "puantaj_pdf", "puantaj_xlsx"]
