"""Builds e-Yazışma packages for tests: true ones by default, and wrong in one place where a test says so."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

PDF = b"%PDF-1.4 \xc3\xbcst yaz\xc4\xb1\n%%EOF\n"
SHA384 = "http://www.w3.org/2001/04/xmldsig-more#sha384"
SHA512 = "http://www.w3.org/2001/04/xmlenc#sha512"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
SHA1 = "http://www.w3.org/2000/09/xmldsig#sha1"
FREE = ("[Content_Types].xml", "_rels/.rels")
ID = "11111111-2222-3333-4444-555555555555"

_NAMES = {SHA1: "sha1", SHA256: "sha256", SHA384: "sha384", SHA512: "sha512"}
_RELATION = "http://eyazisma.dpt/iliskiler/"

SENDER = "<KurumKurulus><KKK>24301050</KKK><Adi>ÖRNEK VALİLİĞİ</Adi></KurumKurulus>"
RECIPIENT = (
    "<Dagitim><KurumKurulus><KKK>12345678</KKK><Adi>ÖRNEK BELEDİYESİ</Adi></KurumKurulus>"
    "<Ivedilik>NRM</Ivedilik><DagitimTuru>GRG</DagitimTuru></Dagitim>"
)


def ustveri(
    *,
    subject: str = "Lisans Yenileme",
    secrecy: str = "YOK",
    recipients: str = RECIPIENT,
    enclosures: str = "",
    more: str = "",
    sender: str = SENDER,
    schema: int = 2,
    declaration: str = '<?xml version="1.0" encoding="utf-8"?>',
) -> str:
    """Üstveri of either schema; ``more`` is any further elements."""
    root = "UstVeri" if schema == 2 else "Ustveri"
    return (
        f'{declaration}<{root} xmlns="urn:dpt:eyazisma:schema:xsd:Ustveri-{schema}">'
        f"<BelgeId>{ID}</BelgeId><Konu>{subject}</Konu>"
        f"<GuvenlikKodu>{secrecy}</GuvenlikKodu>"
        f"<DagitimListesi>{recipients}</DagitimListesi>"
        f"{f'<Ekler>{enclosures}</Ekler>' if enclosures else ''}"
        f"<Olusturan>{sender}</Olusturan>{more}</{root}>"
    )


def final(
    *, number: str = "E-24301050-903.02-77", on: str = "2026-11-18T10:15:00+03:00", signers: str = ""
) -> str:
    """NihaiÜstveri of 2.x."""
    return (
        '<NihaiUstVeri xmlns="urn:dpt:eyazisma:schema:xsd:NihaiUstveri-2">'
        f"<Tarih>{on}</Tarih><BelgeNo>{number}</BelgeNo><BelgeImzalar>{signers}</BelgeImzalar></NihaiUstVeri>"
    )


def enclosure(id_: str, number: int, name: str, kind: str = "DED", file: str = "", more: str = "") -> str:
    """One Ek of the Üstveri."""
    written = f"<DosyaAdi>{file}</DosyaAdi>" if file else ""
    return (
        f'<Ek><Id Value="{id_}" EYazismaIdMi="false"/><Tur>{kind}</Tur>{written}'
        f"<Ad>{name}</Ad><SiraNo>{number}</SiraNo>{more}</Ek>"
    )


@dataclass
class Recipe:
    """A package to be built.

    Attributes:
        metadata: Üstveri.
        closing: NihaiÜstveri; empty for none.
        files: (GUID, part name, content) of signed ekler.
        loose: The same of unsigned ekler.
        algorithms: Of every hash.
        before: Changes the parts before they are hashed.
        after: Changes the parts after that.
        unlisted: Names of parts that get no hash.
        not_in: Names of parts that one list leaves out, by the list.
        foreign: (URI, content) of references to what lies outside.
    """

    metadata: str = field(default_factory=ustveri)
    closing: str = field(default_factory=final)
    letter: bytes = PDF
    files: Iterable[tuple[str, str, bytes]] = ()
    loose: Iterable[tuple[str, str, bytes]] = ()
    algorithms: tuple[str, ...] = (SHA384, SHA512)
    before: Callable[[dict[str, bytes]], object] | None = None
    after: Callable[[dict[str, bytes]], object] | None = None
    unlisted: tuple[str, ...] = ()
    not_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    foreign: tuple[tuple[str, bytes], ...] = ()
    schema: int = 2

    def parts(self) -> dict[str, bytes]:
        """All parts by their name."""
        parts = {
            "[Content_Types].xml": b"<Types/>",
            "UstYazi/yazi.pdf": self.letter,
            "Ustveri/Ustveri.xml": self.metadata.encode(),
        }
        relations = [("ustyazi", "UstYazi/yazi.pdf", "IdUstYazi"), ("ustveri", "Ustveri/Ustveri.xml", "IdUstveri")]
        for id_, name, content in self.files:
            parts[name] = content
            relations.append(("ek", name, f"IdEk_{id_}"))
        if self.before:
            self.before(parts)
        self._add_list(parts, "PaketOzeti", ())
        relations.append(("PaketOzeti", "PaketOzeti/PaketOzeti.xml", "IdPaketOzeti"))
        parts["Imzalar/ImzaCades.imz"] = b"imza"
        parts["PaketOzeti/_rels/PaketOzeti.xml.rels"] = rels([("imzacades", "../Imzalar/ImzaCades.imz", "IdImza")])
        if self.closing:
            parts["NihaiUstveri/NihaiUstveri.xml"] = self.closing.encode()
            relations.append(("nihaiustveri", "NihaiUstveri/NihaiUstveri.xml", "IdNihai"))
        self._add_list(parts, "NihaiOzet", ("PaketOzeti/_rels/PaketOzeti.xml.rels",))
        relations.append(("nihaiozet", "NihaiOzet/NihaiOzet.xml", "IdNihaiOzet"))
        parts["Muhur/MuhurCades.imz"] = b"muhur"
        parts["NihaiOzet/_rels/NihaiOzet.xml.rels"] = rels([("muhurcades", "../Muhur/MuhurCades.imz", "IdMuhur")])
        for id_, name, content in self.loose:
            parts[name] = content
            relations.append(("imzasizEk", name, f"IdImzasizEk_{id_}"))
        parts["_rels/.rels"] = rels([(kind, f"/{target}", id_) for kind, target, id_ in relations])
        if self.after:
            self.after(parts)
        return parts

    def build(self) -> bytes:
        """The bytes of the package."""
        return zipped(self.parts())

    def _add_list(self, parts: dict[str, bytes], label: str, without: tuple[str, ...]) -> None:
        left_out = {*FREE, *self.unlisted, *without, *self.not_in.get(label, ())}
        listed = {f"/{name}": content for name, content in parts.items() if name not in left_out}
        references = [self._reference(uri, content, "dahili") for uri, content in listed.items()]
        if label == "PaketOzeti":
            references += [self._reference(uri, content, "harici") for uri, content in self.foreign]
        space = f"urn:dpt:eyazisma:schema:xsd:{label}-{self.schema}"
        whole = f'<{label} xmlns="{space}" Id="{ID}">{"".join(references)}</{label}>'
        parts[f"{label}/{label}.xml"] = whole.encode()

    def _reference(self, uri: str, content: bytes, kind: str) -> str:
        hashes = [_digest(algorithm, content) for algorithm in self.algorithms]
        inside = "".join(f"<DigestItem>{one}</DigestItem>" for one in hashes) if self.schema == 2 else hashes[0]
        return f'<Reference URI="{uri}" Type="http://eyazisma.dpt/bilesen#{kind}">{inside}</Reference>'


def _digest(algorithm: str, content: bytes) -> str:
    name = _NAMES.get(algorithm, "sha256")
    value = base64.b64encode(hashlib.new(name, content).digest()).decode()
    return f'<DigestMethod Algorithm="{algorithm}"/><DigestValue>{value}</DigestValue>'


def rels(relations: Iterable[tuple[str, str, str]]) -> bytes:
    """A list of relationships: (kind, target, id)."""
    lines = "".join(
        f'<Relationship Type="{_RELATION}{kind}" Target="{target}" Id="{id_}"/>' for kind, target, id_ in relations
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'
    ).encode()


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Parts as a zip, in their order."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return packed.getvalue()
