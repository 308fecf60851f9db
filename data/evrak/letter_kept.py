"""A signed letter as it lies in the store, so that every later copy is the same to the byte."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from data.core.secrecy import Secrecy
from data.evrak.letter import Addressee, Contact, Enclosure, Letter, Paraf, Recipient, Reference, Signer
from data.evrak.rules.values import LetterKind, PartyKind, Prefix, Purpose, Urgency


def letter_text(letter: Letter) -> str:
    """As text for the store."""
    return json.dumps(asdict(letter), ensure_ascii=False, default=lambda value: value.isoformat())


def letter_from(text: str) -> Letter:
    """From the store."""
    held: dict[str, Any] = json.loads(text)
    return Letter(
        kind=LetterKind(held["kind"]),
        heading=tuple(held["heading"]),
        subject=held["subject"],
        addressees=tuple(Addressee(**one) for one in held["addressees"]),
        body=tuple(held["body"]),
        signers=tuple(_signer(one) for one in held["signers"]),
        contact=Contact(tuple(held["contact"]["left"]), tuple(held["contact"]["asked"])),
        printed_at=datetime.fromisoformat(held["printed_at"]),
        number=held["number"],
        on=_day(held["on"]),
        secrecy=Secrecy(held["secrecy"]),
        urgency=Urgency(held["urgency"]),
        due_on=_day(held["due_on"]),
        personal=held["personal"],
        references=tuple(Reference(one["text"], _day(one["on"]), one["number"]) for one in held["references"]),
        closing=held["closing"],
        opinions=tuple(_signer(one) for one in held["opinions"]),
        approver=_signer(held["approver"]) if held["approver"] else None,
        enclosures=tuple(Enclosure(**one | {"secrecy": Secrecy(one["secrecy"])}) for one in held["enclosures"]),
        recipients=tuple(_recipient(one) for one in held["recipients"]),
        paraf=tuple(_paraf(one) for one in held["paraf"]),
        coordination=tuple(_paraf(one) for one in held["coordination"]),
        kept_copy=held["kept_copy"],
        draft=held["draft"],
        prefix=Prefix(held["prefix"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _signer(held: dict[str, Any]) -> Signer:
    moment = held["signed_at"]
    return Signer(
        held["name"], held["title"], held["on_behalf"], datetime.fromisoformat(moment) if moment else None
    )


def _recipient(held: dict[str, Any]) -> Recipient:
    return Recipient(held["name"], Purpose(held["purpose"]), tuple(held["without"]), PartyKind(held["kind"]))


def _paraf(held: dict[str, Any]) -> Paraf:
    return Paraf(_day(held["on"]), held["title"], held["name"], held["unit"])
