"""Every action of the desk as data: its keys, its name, what it does.

Bindings, footer, help, palette and the key file all read this one list, so a key means the same everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Action:
    """One action.

    Attributes:
        name: The method ``action_<name>`` of the view, and the name in the key file.
        keys: Its keys; the first is shown. Letters come in both cases, for Caps Lock.
        shown_key: How the key is written in the footer.
        label: A word or two for the footer.
        help: One sentence for the help screen and the palette.
    """

    name: str
    keys: str
    shown_key: str
    label: str
    help: str


_ALL = (
    Action("new", "n,N,insert", "N", "Yeni", "Yeni kayıt açar."),
    Action("edit", "f2,e,E,alt+e", "F2", "Düzenle", "İmleçteki kaydı düzenler."),
    Action("filter", "slash", "/", "Ara", "Bu listeyi yazdıkça süzer."),
    Action("filter_fields", "f3,f,F,alt+f", "F3", "Süz", "Bu listeyi alanlarına göre süzer."),
    Action("sort", "s,S", "S", "Sırala", "Bu listeyi bir sütuna göre sıralar."),
    Action("columns", "c,C", "C", "Sütunlar", "Görünen sütunları seçer."),
    Action("next_tab", "v,V", "V", "Görünüm", "Listenin bir sonraki görünümüne geçer."),
    Action("section", "b,B", "B", "Bölüm", "Alanın bir sonraki bölümüne geçer."),
    Action("copy", "y,Y", "Y", "Kopyala", "Seçili satırları panoya kopyalar."),
    Action(
        "why", "f4,question_mark,alt+w", "F4", "Neden?", "Bu değerin gerekçesini, kuralını ve kanununu gösterir."
    ),
    Action("refresh", "f5,r,R,alt+r", "F5", "Yenile", "Ekranı yeniler."),
    Action("export", "f6,x,X,alt+x", "F6", "Aktar", "Görüneni ya da resmî formu Excel veya PDF olarak yazar."),
    Action("hand_on", "f7,o,O,alt+o", "F7", "Onay", "Onaya sunar, kontrol eder, onaylar veya kesinleştirir."),
    Action("send_back", "f8,d,D,alt+d", "F8", "İade", "Gerekçesiyle geri gönderir."),
    Action("history", "h,H", "H", "Geçmiş", "Kaydın kim tarafından nasıl değiştirildiğini gösterir."),
    Action("unmask", "m,M,alt+m", "M", "Maskeyi aç", "T.C. kimlik numarasını gösterir; denetim izine yazılır."),
    Action("cancel_record", "delete", "Del", "İptal", "Kaydı gerekçesiyle iptal eder; kayıt silinmez."),
    Action("import_file", "a,A,alt+a", "A", "Dosya al", "Dışarıdan gelen dosyayı önizleyip alır."),
    Action("undo", "ctrl+z", "Ctrl+Z", "Geri al", "Son yazılanı geri alır."),
    Action("leave", "escape", "Esc", "Geri", "Bir önceki ekrana döner."),
    Action("help", "f1", "F1", "Yardım", "Bu ekranın yardımını ve tuşlarını gösterir."),
    Action("palette", "ctrl+p", "Ctrl+P", "Komutlar", "Her komutu ve her kaydı yazarak bulur."),
    Action("search", "ctrl+k", "Ctrl+K", "Kayıt ara", "Bütün kayıtlarda arar."),
    Action("theme", "f9,ctrl+t", "F9", "Tema", "Açık ve koyu tema arasında geçer."),
    Action("lock", "ctrl+l", "Ctrl+L", "Kilitle", "Masayı kilitler; ekran olduğu gibi kalır."),
    Action("quit", "ctrl+q", "Ctrl+Q", "Çıkış", "Masadan çıkar."),
    # The month
    Action("mark_many", "f2,alt+e", "F2", "Kod yaz", "Seçili günlere gerekçe ve belgeyle kod yazar."),
    Action("checks", "f3,alt+s", "F3", "Kontroller", "Soruları ve kontrolleri listeler."),
    Action("next_question", "f10,ctrl+n", "F10", "Sonraki soru", "İmleci sıradaki soruya götürür."),
    Action("history_alt", "alt+h", "Alt+H", "Geçmiş", "Kaydın kim tarafından nasıl değiştirildiğini gösterir."),
    Action("correct", "f12,ctrl+d", "F12", "Düzeltme aç", "Kesinleşmiş puantajın yeni sürümünü açar."),
    Action("differences", "f11,ctrl+f", "F11", "Farklar", "Bir önceki sürümden farkları gösterir."),
    # People
    Action("part", "g,G", "G", "Görev değişikliği", "Bir tarihten geçerli yeni birim, statü veya düzen yazar."),
    Action("card", "k,K", "K", "Kart ver", "Kişiye yeni kart numarası verir."),
    # Running the office
    Action("switch", "p,P", "P", "Aç/Kapat", "Kullanıcıyı gerekçesiyle kapatır veya yeniden açar."),
)
ACTIONS: Mapping[str, Action] = {action.name: action for action in _ALL}


def keys(*names: str) -> list[BindingType]:
    """Bindings of these actions, in this order, for a view's ``BINDINGS``."""
    return [_binding(ACTIONS[name], show=True) for name in names]


def quiet_keys(*names: str) -> list[BindingType]:
    """As :func:`keys`, but not shown in the footer."""
    return [_binding(ACTIONS[name], show=False) for name in names]


def _binding(action: Action, *, show: bool) -> Binding:
    return Binding(
        action.keys,
        action.name,
        action.label,
        show=show,
        key_display=action.shown_key,
        tooltip=action.help,
        id=action.name,
    )
