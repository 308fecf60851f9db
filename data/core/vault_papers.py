"""The paper on which the recovery key of the vault goes into a safe."""

from __future__ import annotations

from data.core import trail
from data.core.paper import Fields, Paper, Signature, Signatures, Text
from data.core.permissions import Verb
from data.core.stamps import office_lines, wall_clock
from data.core.store import Work
from data.core.vault import KIND

_WORDS = (
    "Kurumun gizlilik dereceli kayıtları, sözü bilinmeden açılmayan bir kasada şifreli olarak tutulur. Kasa sözü "
    "unutulursa kasa yalnız aşağıdaki anahtarla açılır. Söz de anahtar da kaybolursa gizlilik dereceli kayıtlar "
    "hiçbir yolla okunamaz.\n"
    "Anahtar veritabanında ve yedeklerde yoktur, bir daha da gösterilmez. Bu kâğıt kapalı zarfta, çelik kasada "
    "saklanır. Yazdırıldıktan sonra dosyası silinir."
)
_HALF = 4
"""Groups of the key on one line."""


def recovery_paper(work: Work, recovery_key: str) -> Paper:
    """The recovery key for the safe; that it was written out stands in the trail, the key does not.

    Raises:
        NotAllowed: not an administrator.
    """
    work.actor.require("yonetim", Verb.ADMIN)
    trail.record(work, "kasa.export", "Kurtarma anahtarı kâğıda yazıldı", kind=KIND, record_id=1)
    groups = recovery_key.split("-")
    lines = ("   ".join(groups[:_HALF]), "   ".join(groups[_HALF:]))
    return Paper(
        name="gizli kasa kurtarma anahtarı",
        office_lines=office_lines(work),
        title="GİZLİ KASA KURTARMA ANAHTARI",
        blocks=(
            Text(_WORDS, indent=True),
            Text("\n".join(("", *lines, "")), heading=True, centred=True),
            Fields((("Zarfın konduğu yer", ""), ("Konduğu tarih", ""))),
            Signatures((Signature("Teslim eden", work.actor.name, work.actor.title), Signature("Teslim alan"))),
        ),
        printed_at=wall_clock(work.now),
        notes=("Sıfır ile O, bir ile I ve L aynı işaret sayılır; büyük küçük harf ayrımı yoktur.",),
    )
