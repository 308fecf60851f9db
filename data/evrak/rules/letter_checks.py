"""What is wrong with a letter before it is handed on or signed: every part against its article (RY m.10 to m.26).

Errors stop the letter, warnings may be passed over with a reason. Nothing here changes a letter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from itertools import pairwise

from data.core.calendar import format_date
from data.core.text import fold, lower, title, upper, visible
from data.evrak.letter import Letter
from data.evrak.rules.letter_body import body_findings
from data.evrak.rules.letter_finding import Finding, fault, hint
from data.evrak.rules.letter_lines import DISTRIBUTED
from data.evrak.rules.numbering import parse_sayi
from data.evrak.rules.suffixes import is_dative, lacks_dative
from data.evrak.rules.values import LetterKind, Relation, Urgency

_OLD_MARKS = (
    "ÇOK İVEDİ", "İVEDİ", "ÇOK ACELE", "ACİL", "SÜRELİDİR", "YILDIRIM", "TASNİF DIŞI", "ÖZEL",
)  # fmt: skip
_OLD_MARK = re.compile(rf"^\W*(?:{'|'.join(_OLD_MARKS)})\W*(?:$|[:!–-])|\((?:{'|'.join(_OLD_MARKS)})\)")
_PETITION = re.compile(r"dilekçe|başvuru")
_SHORTENED = re.compile(r"\b(?:Md|Müd|Yrd|Bşk|Şb|Gn|Sek|Dai|Bel)\.")
_UNADDRESSED = (LetterKind.TUTANAK, LetterKind.BILGI_NOTU)
_SMALL_WORDS = frozenset({"ve", "ile", "veya", "için", "de", "da", "ya", "hk"})
_LONG_SUBJECT = 120


@dataclass(frozen=True, slots=True)
class Around:
    """What the checks need besides the letter itself; what is empty is not checked.

    Attributes:
        relations: How each recipient stands to the office.
        sdp_code: The filing code of the letter, to be the third part of its number (RY m.11).
        sdp_title: Its title in the plan; the subject should say more (KLV 10).
    """

    relations: tuple[Relation, ...] = ()
    sdp_code: str = ""
    sdp_title: str = ""


def check(letter: Letter, around: Around = Around()) -> tuple[Finding, ...]:
    """Everything to mend or to look at, errors first, each in the order of the page."""
    parts: tuple[Callable[[Letter, Around], Iterable[Finding]], ...] = (
        _signs, _marks, _heading, _number, _subject, _addressees, _references,
        lambda one, beside: body_findings(one, beside.relations), _signers, _approval, _enclosures, _recipients,
        _reminder,
    )  # fmt: skip
    found = [one for part in parts for one in part(letter, around)]
    return tuple(sorted(found, key=lambda one: not one.error))


def blocking(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Only those that stop the letter."""
    return tuple(one for one in findings if one.error)


def _signs(letter: Letter, _around: Around) -> Iterator[Finding]:
    """Control and direction marks would be printed differently from what the screen showed."""
    for field in fields(letter):
        if any(visible(text) != text.replace("\n", "·") for text in _texts(getattr(letter, field.name))):
            yield fault(field.name, f"{_NAMES.get(field.name, 'Yazı')} görünmeyen işaret içeriyor; yeniden yazın.")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _texts(getattr(value, name))


def _marks(letter: Letter, _around: Around) -> Iterator[Finding]:
    if letter.urgency is Urgency.GUNLU and letter.due_on is None:
        yield fault("due_on", "GÜNLÜDÜR yazıda cevap verilecek son gün yazılmalıdır.", "RY m.26/1")
    if letter.urgency is Urgency.ACELE and letter.due_on is not None:
        yield fault("due_on", "ACELE yazıda tarih verilmez; tarih gerekiyorsa GÜNLÜDÜR seçin.", "KLV 23")
    if letter.urgency is Urgency.YOK and letter.due_on is not None:
        yield fault("due_on", "Son gün yazılmış ama süre işareti yok; GÜNLÜDÜR seçin.", "RY m.26/1")
    for field, text in (("subject", letter.subject), *(("body", text) for text in letter.body)):
        if old := _OLD_MARK.search(text):
            word = old[0].strip(" ()[]:!–-")
            yield fault(field, f"“{word}” işareti kullanılmaz; ACELE ya da GÜNLÜDÜR seçin.", "KLV 23")
    if letter.secrecy.mark and letter.secrecy >= 2 and not letter.by_hand:
        yield fault(
            "secrecy", "Gizli ve üstü yazı fiziksel ortamda, Z ya da O önekiyle hazırlanır.", "RY m.25/2, 31/2"
        )


def _heading(letter: Letter, _around: Around) -> Iterator[Finding]:
    lines = letter.heading
    if len(lines) < 3 or not all(line.strip() for line in lines):
        yield fault("heading", "Başlık üç satırdır: T.C., idarenin adı, birimin adı.", "RY m.10/2")
        return
    if lines[0] != "T.C.":
        yield fault("heading", "Başlığın ilk satırı T.C. olmalıdır.", "RY m.10/2")
    if lines[1] != upper(lines[1]):
        yield fault("heading", f"Başlığın ikinci satırı büyük harfle yazılır: {upper(lines[1])}", "RY m.10/2")
    for line in lines[2:]:
        if line == upper(line):
            yield fault("heading", f"Birimin adında yalnız ilk harfler büyüktür: {title(line)}", "RY m.10/2")
        elif re.search(r"\bVe\b", line):
            yield fault("heading", "Birimin adında “ve” küçük yazılır.", "RY m.10/2")
    if len(lines) > 4:
        yield hint("heading", "Başlık dört satırı geçmemelidir.", "RY m.10/2")


def _number(letter: Letter, around: Around) -> Iterator[Finding]:
    if not letter.number:
        return
    parts = parse_sayi(letter.number)
    if parts is None:
        yield fault(
            "number", "Sayı, önek-DETSİS no-dosya kodu-kayıt no biçiminde olmalıdır: E-68103562-823.02-138739",
            "RY m.11",
        )  # fmt: skip
    elif around.sdp_code and parts.sdp != around.sdp_code:
        yield fault(
            "number", f"Sayının üçüncü parçası ({parts.sdp}) dosya kodundan ({around.sdp_code}) farklı.", "RY m.11"
        )
    if letter.on is None:
        yield fault("on", "Sayı verilmiş yazıda tarih de bulunmalıdır.", "RY m.12")


def _subject(letter: Letter, around: Around) -> Iterator[Finding]:
    subject = letter.subject.strip()
    if not subject:
        if letter.kind is not LetterKind.TUTANAK:
            yield fault("subject", "Konu boş bırakılamaz.", "RY m.13")
        return
    if re.search(r"[.,;:!?…]$", subject):
        yield fault("subject", "Konunun sonuna noktalama işareti konmaz.", "RY m.13/1")
    if around.sdp_title and fold(subject) == fold(around.sdp_title):
        yield hint("subject", "Konu dosya planındaki başlığın aynısı; yazının içeriğini söyleyin.", "KLV 10")
    small = [word for word in re.findall(r"[^\W\d_]+", subject) if word[0] == lower(word[0])]
    small = [word for word in small if word not in _SMALL_WORDS]
    if small:
        yield hint("subject", f"Konuda sözcükler büyük harfle başlar: {', '.join(small[:3])}", "RY m.13/1")
    if len(subject) > _LONG_SUBJECT:
        yield hint("subject", "Konu kısa ve öz olmalıdır.", "RY m.13/2")


def _addressees(letter: Letter, _around: Around) -> Iterator[Finding]:
    if letter.kind in _UNADDRESSED and not letter.addressees:
        return
    if not letter.addressees or not letter.addressees[0].line.strip():
        yield fault("addressees", "Muhatap boş bırakılamaz.", "RY m.14")
        return
    distributed = any(one.line == DISTRIBUTED for one in letter.addressees)
    if len(letter.recipients) > 1 and not distributed:
        yield fault("addressees", f"Birden fazla yere giden yazıda muhatap {DISTRIBUTED} olur.", "RY m.14/6")
    if distributed and len(letter.recipients) < 2:
        yield fault("recipients", f"{DISTRIBUTED} yazılmış ama dağıtımda birden fazla yer yok.", "RY m.14/6")
    if len(letter.addressees) > 1:
        yield fault("addressees", f"Muhatap bölümünde bir yer bulunur; {DISTRIBUTED} yazın.", "RY m.14/6")
    for one in letter.addressees:
        if re.match(r"T\.?\s?C\.?\s", one.line):
            yield fault("addressees", "Muhatabın önüne T.C. yazılmaz.", "RY m.14")
        person = one.line.startswith("Sayın ")
        if not person and lacks_dative(one.line):
            yield fault("addressees", f"Muhatap yönelme hâlinde yazılır (…NA / …NE): {one.line}", "RY m.14/2")
        if one.unit and is_dative(one.unit):
            yield hint("addressees", "Parantez içindeki birim ek almaz.", "RY m.14/2")
        if re.search(r"[;\n]", one.unit):
            yield fault("addressees", "Muhatabın altında tek birim yazılır.", "RY m.14/2")


def _references(letter: Letter, _around: Around) -> Iterator[Finding]:
    dates = [one.on for one in letter.references if one.on]
    if any(later < earlier for earlier, later in pairwise(dates)):
        yield fault("references", "İlgiler eski tarihliden yeniye doğru sıralanır.", "RY m.15/5")
    for place, one in enumerate(letter.references, 1):
        petition = bool(_PETITION.search(lower(one.text)))
        if not one.text.rstrip().endswith("."):
            yield fault("references", f"{place}. ilginin sonuna nokta konur.", "RY m.15/7")
        if one.on is None and not petition:
            yield fault("references", f"{place}. ilgide tarih yok; tarihsiz yalnız dilekçe olabilir.", "KLV 12.2")
        if one.on is not None and letter.on is not None and one.on > letter.on:
            yield fault("references", f"{place}. ilgi yazıdan sonraki bir tarihi taşıyor.", "RY m.15")
        if not one.number and not petition:
            yield fault("references", f"{place}. ilgide sayı yok.", "RY m.15/6")
        elif one.number and parse_sayi(one.number) is None:
            yield hint("references", f"{place}. ilginin sayısı dört parçalı değil: {one.number}", "RY m.15, m.11")


def _signers(letter: Letter, _around: Around) -> Iterator[Finding]:
    if not letter.signers:
        who = "Teklif eden" if letter.kind is LetterKind.OLUR else "İmzalayan"
        yield fault("signers", f"{who} seçilmemiş.", "RY m.20" if letter.kind is LetterKind.OLUR else "RY m.17")
    for one in (*letter.signers, *letter.opinions, *((letter.approver,) if letter.approver else ())):
        family = one.name.split()[-1:] or [""]
        if not one.name.strip():
            yield fault("signers", "İmza bölümünde ad ve soyad yazılmalıdır.", "RY m.17/1")
        elif family[0] != upper(family[0]):
            yield hint("signers", f"Soyad büyük harfle yazılır: {one.name}", "RY m.17/2")
        if not one.title.strip():
            yield fault("signers", f"{one.name.strip() or 'İmzalayan'} için unvan yazılmalıdır.", "RY m.17/1")
        elif _SHORTENED.search(one.title):
            yield hint("signers", f"Unvan açık yazılır: {one.title}", "RY m.17/2")
        if one.on_behalf and not one.on_behalf.endswith(" a."):
            yield fault("signers", "Yetki devreden makam “… a.” biçiminde yazılır.", "RY m.17/9")


def _approval(letter: Letter, _around: Around) -> Iterator[Finding]:
    if letter.kind is not LetterKind.OLUR:
        if letter.approver or letter.opinions:
            yield fault("approver", "Olur bölümü yalnız olur yazısında bulunur.", "RY m.20")
        return
    if letter.approver is None:
        yield fault("approver", "Oluru verecek makam seçilmemiş.", "RY m.20/2")
    if letter.urgency is not Urgency.YOK:
        yield fault("urgency", "Olur yazısında ACELE ve GÜNLÜDÜR kullanılmaz.", "KLV 23")
    if letter.addressees and "MAKAMINA" not in letter.addressees[0].line:
        yield fault("addressees", "Olur “… MAKAMINA” sunulur.", "RY m.20, Örnek 17")
    if letter.recipients:
        yield fault("recipients", "Olur dağıtımlı yazılmaz; üst yazıyla gönderin.", "RY m.20")


def _enclosures(letter: Letter, _around: Around) -> Iterator[Finding]:
    for place, one in enumerate(letter.enclosures, 1):
        if not one.name.strip():
            yield fault("enclosures", f"{place}. ekin adı yok.", "RY m.18")
        elif not one.amount.strip():
            yield hint("enclosures", f"{place}. ekin sayfa, adet ya da kişi sayısı yazılmamış.", "RY m.18/2")
        if one.secrecy > letter.secrecy:
            yield fault(
                "secrecy",
                f"{place}. ekin derecesi ({one.secrecy.label}) yazınınkinden yüksek; yazınınkini yükseltin.",
                "KLV 15",
            )


def _recipients(letter: Letter, _around: Around) -> Iterator[Finding]:
    seen = Counter(fold(one.name) for one in letter.recipients)
    for one in letter.recipients:
        if seen.pop(fold(one.name), 1) > 1:
            yield fault("recipients", f"Dağıtımda bir yer bir kez bulunur: {one.name}", "RY m.19/2")
        wrong = [number for number in one.without if not 1 <= number <= len(letter.enclosures)]
        if wrong:
            yield fault("recipients", f"{one.name}: Ek-{wrong[0]} diye bir ek yok.", "RY m.18")


def _reminder(letter: Letter, around: Around) -> Iterator[Finding]:
    if letter.kind is not LetterKind.TEKIT:
        return
    if Relation.UST in around.relations:
        yield fault("kind", "Üst makama tekit yazılmaz.", "KLV 30")
    if not letter.references:
        yield fault("references", "Tekitte ilgi, cevabı gelmeyen kendi yazımızdır.", "RY m.34")
    if letter.due_on is not None and letter.on is not None and letter.due_on < letter.on:
        yield fault("due_on", f"Son gün ({format_date(letter.due_on)}) geçmiş.", "RY m.26/1")


_NAMES = {
    "heading": "Başlık", "subject": "Konu", "addressees": "Muhatap", "references": "İlgi", "body": "Metin",
    "signers": "İmza", "opinions": "Uygun görüş", "approver": "Olur", "enclosures": "Ek", "recipients": "Dağıtım",
    "contact": "İletişim", "number": "Sayı", "closing": "Kapanış", "paraf": "Paraf",
    "coordination": "Koordinasyon",
}  # fmt: skip
