"""Movable property as it is set up for the first time, by an administrator who has no part in its daily work."""

from __future__ import annotations

from screens.tasinir import codes, officers, places
from screens.yonetim.sections import SECTIONS


class SpendingUnitLedger(places.UnitLedger):
    """Harcama birimleri, among the ledgers of the office."""

    SECTIONS = SECTIONS


class AmbarLedger(places.AmbarLedger):
    """Ambarlar, among the ledgers of the office."""

    SECTIONS = SECTIONS


class OfficerLedger(officers.OfficerLedger):
    """Taşınır görevlileri, among the ledgers of the office."""

    SECTIONS = SECTIONS


class KodLedger(codes.CodeLedger):
    """Taşınır kodları, among the ledgers of the office."""

    SECTIONS = SECTIONS
