"""Any paper as PDF and as Excel."""

from exports.document_pdf import document_pdf, papers_pdf
from exports.document_xlsx import document_xlsx, papers_xlsx

__all__ = ["document_pdf", "document_xlsx", "papers_pdf", "papers_xlsx"]
