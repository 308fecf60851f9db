"""Every action of the desk as data: its keys, its name, what it does.

Bindings, footer, help, palette and the key file all read this one list, so a key means the same everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from data.core.text import upper


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
    Action(
        "save_view",
        "w,W",
        "W",
        "Görünümü sakla",
        "Süzgeci ve sıralamayı görünüm olarak saklar.",
    ),
    Action("section", "b,B", "B", "Bölüm", "Alanın başka bir bölümüne geçer."),
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
    Action("help", "f1,alt+y", "F1", "Yardım", "Bu ekranın yardımını ve tuşlarını gösterir."),
    Action("palette", "ctrl+p", "Ctrl+P", "Komutlar", "Her komutu ve her kaydı yazarak bulur."),
    Action("search", "ctrl+k", "Ctrl+K", "Kayıt ara", "Bütün kayıtlarda arar."),
    Action("theme", "f9,ctrl+t", "F9", "Tema", "Açık ve koyu tema arasında geçer."),
    Action("password", "u,U", "U", "Parolam", "Kendi parolanızı değiştirir."),
    Action("open_vault", "ctrl+o", "Ctrl+O", "Kasayı aç", "Gizlilik dereceli kayıtları kasa sözüyle açar."),
    Action("close_vault", "ctrl+o", "Ctrl+O", "Kasayı kapat", "Gizlilik dereceli kayıtları bu masada kapatır."),
    Action("stand_ins", "ctrl+e", "Ctrl+E", "Vekâletler", "Vekâletlerinizi gösterir; yerinize vekil yazar."),
    Action("lock", "ctrl+l", "Ctrl+L", "Kilitle", "Masayı kilitler; ekran olduğu gibi kalır."),
    Action("quit", "ctrl+q", "Ctrl+Q", "Çıkış", "Masadan çıkar."),
    # The month
    Action("mark_many", "f2,alt+e", "F2", "Kod yaz", "Seçili günlere gerekçe ve belgeyle kod yazar."),
    Action("checks", "f3,alt+s", "F3", "Kontroller", "Soruları ve kontrolleri listeler."),
    Action("next_question", "f10,ctrl+n", "F10", "Sonraki soru", "İmleci sıradaki soruya götürür."),
    Action("history_alt", "alt+h", "Alt+H", "Geçmiş", "Kaydın kim tarafından nasıl değiştirildiğini gösterir."),
    Action("import_alt", "alt+a", "Alt+A", "Dosya al", "Dışarıdan gelen dosyayı önizleyip alır."),
    Action(
        "correct",
        "f12,ctrl+d",
        "F12",
        "Düzeltme aç",
        "Kesinleşmiş puantajın, onaylı fişin düzeltmesini açar.",
    ),
    Action("differences", "f11,ctrl+f", "F11", "Farklar", "Bir önceki sürümden farkları gösterir."),
    Action("overtime", "alt+g", "Alt+G", "Fazla mesai", "Seçili günlere olurla fazla mesai yazar."),
    # What the months ask
    Action("answer_worked", "ç,Ç,plus", "Ç", "Çalıştı", "Sorulan günleri gerekçesiyle çalışıldı yazar."),
    Action("answer_absent", "z,Z,minus", "Z", "Devamsız", "Sorulan günleri tutanağıyla devamsız yazar."),
    Action("answer_duty", "ğ,Ğ,q,Q", "Ğ", "Görevli", "Sorulan günleri gerekçesiyle görevli yazar."),
    Action("answer_ordered", "ö,Ö,full_stop", "Ö", "Olurla çalıştı", "Tatil gününü oluruyla çalışılmış yazar."),
    Action("answer_visit", "ü,Ü,comma", "Ü", "Uğradı", "Uğradı, çalışmadı: günün kodu gerekçesiyle kalır."),
    Action("answer_leave", "i,I,ı,İ", "İ", "İzin kaydet", "Sorulan günler için izin ya da rapor kaydı açar."),
    Action("answer_pass", "ş,Ş,j,J", "Ş", "Hareket yaz", "Eksik hareketi elle yazar ya da yanlışı saymaz."),
    Action("control", "alt+k", "Alt+K", "Kontrol", "Kapı saati dosyaları dönemi kapsıyor mu, gösterir."),
    # Leave
    Action(
        "record_paper", "i,İ,I,alt+i", "İ", "Belgeyle işle", "Onaylı belgesi olan izni veya raporu doğrudan işler."
    ),
    Action("later", "pagedown", "PgDn", "İleri", "Takvimi bir hafta ileri alır."),
    Action("earlier", "pageup", "PgUp", "Geri", "Takvimi bir hafta geri alır."),
    # Trainees and vehicles
    Action("finish", "p,P,alt+p", "P", "Bitir", "Stajın nasıl bittiğini yazar."),
    Action("findings", "f10,ctrl+n", "F10", "Uyarılar", "Bakılması gereken kayıtları listeler."),
    # Documents
    Action("refer", "g,G,alt+g", "G", "Havale", "Evrakı gereği ya da bilgi için birime veya kişiye havale eder."),
    Action("receive", "t,T", "T", "Teslim al", "Size havale edilen evrakı teslim alır."),
    Action("answer", "ç,Ç,plus", "Ç", "Cevap yaz", "Seçili evrakı ilgi tutan cevap yazısını hazırlar."),
    Action("remind", "ğ,Ğ,q,Q", "Ğ", "Tekit", "Cevabı gelmeyen yazımız için tekit yazısı hazırlar."),
    Action("close_record", "p,P,alt+p", "P", "Kapat", "Cevap gerekmeyen evrakı gerekçesiyle kapatır."),
    Action("deadline", "ü,Ü,comma", "Ü", "Süre", "Evrakın süresini verir, uzatır ya da değiştirir."),
    Action("link", "i,İ,I,ı", "İ", "İlgi", "Evrakı bizdeki başka bir kayda bağlar."),
    Action("files", "l,L", "L", "Ekler", "Kaydın dosyalarını açar, kaydeder ya da yenisini ekler."),
    Action("new_secret", "z,Z,minus", "Z", "Gizli kayıt", "Gizlilik dereceli evrakı kaydeder."),
    Action("into_folder", "k,K", "K", "Klasöre koy", "Biten evrakı klasörüne koyar; konmuşsa klasörünü açar."),
    Action("make_list", "k,K", "K", "Zimmet listesi", "Teslim bekleyen evrakın zimmet listesini hazırlar."),
    Action("dispatch", "ş,Ş,j,J", "Ş", "Gönderildi", "Seçili muhataplara gönderildiğini yazar."),
    Action("favourite", "k,K", "K", "Favori", "Dosya kodunu biriminizin favorilerine ekler ya da çıkarır."),
    # Movable property
    Action("as_of", "g,G,alt+g", "G", "Gün sonu", "Görüneni seçilen bir günün sonundaki haliyle gösterir."),
    Action("hand_out", "t,T", "T", "Teslim", "Seçili taşınırları kişiye ya da odaya teslim eder, devreder."),
    Action("take_back", "f8,d,D,alt+d", "F8", "İade al", "Seçili taşınırları ambara iade alır."),
    Action("holder", "p,P", "P", "Kimde", "Taşınırın bulunduğu kişide ya da odada olanların tümünü açar."),
    Action("labels", "k,K", "K", "Etiket", "Seçili kayıtların karekodlu ve çizgi kodlu etiketlerini basar."),
    Action("leaver", "i,İ,I,ı", "İ", "İlişik", "Ayrılan kişide taşınır kaldı mı, denetler; belgesini yazar."),
    Action(
        "year_checks", "k,K,alt+k", "K", "Denetimler", "Yıl hesabının eşitliklerini, tutmayanlarıyla gösterir."
    ),
    Action("accounts", "t,T", "T", "Muhasebe", "Hesabı muhasebe kayıtlarının rakamlarıyla karşılaştırır."),
    Action("reopen", "f12,ctrl+d", "F12", "Yeniden aç", "Kapanmış yılı ya da klasörü gerekçesiyle açar."),
    Action(
        "meet", "k,K", "K", "Karşıla", "İstenenleri verir: tüketim fişi taslağı hazırlar, dayanıklıyı teslim eder."
    ),
    Action("take_in", "k,K", "K", "Kabul", "Alındıdaki malın giriş fişini hazırlar ya da var olan fişe bağlar."),
    Action("refuse", "f8,d,D,alt+d", "F8", "Ret", "Kabul edilmeyen malı gerekçesiyle geri verir."),
    Action("go_paper", "g,G,alt+g", "G", "Belgeye git", "Bu belgeden doğan fişi ya da teslim belgesini açar."),
    Action("head", "k,K", "K", "Başlık", "Fişin ya da formun başlığını yeniden sorar."),
    Action("fault", "z,Z,minus", "Z", "Kusur", "Kusur ve tazmin kararını belgesiyle yazar."),
    Action("pick_lot", "l,L", "L", "Lot seç", "Çıkışın hangi girişten yapılacağını gerekçesiyle elle seçer."),
    Action("office_day", "g,G,alt+g", "G", "Günün görevlisi", "Seçilen bir gün kimin görevde olduğunu gösterir."),
    Action("end_office", "p,P,alt+p", "P", "Görev sonu", "Görevin son gününü gerekçesiyle yazar."),
    Action("mark_sent", "ş,Ş,j,J", "Ş", "Gönderildi", "Fişin ya da listenin verildiği günü ve yazısını yazar."),
    Action("count_scan", "t,T", "T", "Okut", "İmleçteki yerde okutarak saymaya başlar."),
    Action(
        "count_freeze", "p,P", "P", "Hareketler", "Sayımda taşınır hareketlerini durdurur ya da açar (m.32/3)."
    ),
    Action("count_place", "f3,alt+s", "F3", "Yer", "Sayılan yeri değiştirir."),
    Action(
        "count_quantity", "f2,alt+e", "F2", "Miktar", "Miktarla sayılan taşınırı adıyla bulup miktarını yazar."
    ),
    Action(
        "count_note", "f12,ctrl+d", "F12", "Ne olduğu", "Bilinmeyen okutmanın ne olduğunu yazar ya da onu sayar."
    ),
    Action("count_bell", "f10,ctrl+n", "F10", "Ses", "✓ olmayan okutmalarda ses verir ya da vermez."),
    Action(
        "write_off",
        "z,Z,minus",
        "Z",
        "Kayıttan düş",
        "Seçili taşınırlar için tek kayıttan düşme teklifi başlatır.",
    ),
    Action("commission", "k,K", "K", "Komisyon", "Komisyonu, üyelerini ve görev günlerini yazar."),
    Action("outcome", "p,P", "P", "Hurda sonucu", "Hurdanın satıldığını, imha edildiğini ya da devrini yazar."),
    Action("parts", "t,T", "T", "Parça girişi", "Hurdadan çıkan işe yarar parçaların girişini açar (m.21/1-e)."),
    # The archive
    Action("folder_close", "p,P,alt+p", "P", "Kapat", "İşi biten klasörü kapatır; süresi izleyen yıldan işler."),
    Action("year_end", "ö,Ö,full_stop", "Ö", "Yıl sonu", "Birimin o yılki konu dosyalarını 31 Aralık'ta kapatır."),
    Action("file_papers", "l,L", "L", "Dosyala", "İşi biten evrakı klasörüne koyar."),
    Action("folder_control", "ü,Ü,comma", "Ü", "Uygunluk", "Uygunluk kontrolünü yazar (DAH m.13)."),
    Action("folder_move", "t,T", "T", "Taşı", "Seçili klasörleri başka yere taşır."),
    Action("lend", "ç,Ç,plus", "Ç", "Ödünç", "Klasörü ödünç verir, yerinde inceletir ya da kopya verir."),
    Action("hold", "z,Z,minus", "Z", "Bloke", "Dava, denetim ya da soruşturma için klasörü bloke eder."),
    Action("line_move", "i,İ,I,ı", "İ", "Satırı taşı", "İmleçteki satırı başka klasöre taşır."),
    Action("secret_folder", "m,M,alt+m", "M", "Gizli klasör", "Gizlilik dereceli klasör açar; numarası ayrıdır."),
    Action("lower_level", "m,M,alt+m", "M", "Derece", "Gizlilik derecesini kaldıran yazıyı işler."),
    Action("folder_use", "ş,Ş,j,J", "Ş", "Kullanım", "Klasörden kimlerin yararlandığını gösterir (m.8/6)."),
    Action("folder_events", "ğ,Ğ,q,Q", "Ğ", "Olaylar", "Klasörün başından geçenleri, yerleriyle gösterir."),
    Action(
        "shelf_scan", "ş,Ş,j,J", "Ş", "Okut", "Etiketleri okutarak klasörleri yerine taşır ya da rafı denetler."
    ),
    Action("settle_missing", "i,İ,I,ı", "İ", "Bulundu", "Bulunamayan klasörün bulunduğunu ya da nedenini yazar."),
    Action("many_places", "l,L", "L", "Toplu kur", "Dolapları, rafları ve kutuları tek formda kurar."),
    Action("order_shelf", "ü,Ü,comma", "Ü", "Sırala", "Yerdeki klasörleri kodlarına göre sıraya koyar (m.15/6)."),
    Action("prolong", "ü,Ü,comma", "Ü", "Uzat", "Ödüncün son iade gününü ileri alır."),
    Action("bring_back", "t,T", "T", "Geldi", "Ödünçten dönen klasörü durumuyla yazar."),
    Action("fill_list", "l,L", "L", "Hazırları al", "Devre hazır olan bütün klasörleri listeye alır."),
    Action("take_oldest", "l,L", "L", "Sıradakiler", "Sıradaki en eski adayları değerlendirmeye alır."),
    Action("take_folder", "t,T", "T", "Teslim al", "Seçili klasörleri kurum arşivindeki yerine alır."),
    Action("judge", "t,T", "T", "Karar", "Komisyonun seçili klasörler için kararını oyuyla yazar."),
    Action("pick_sample", "ö,Ö,full_stop", "Ö", "Örnek", "Örnek ya da özelliği olan klasörü ayırır, geri alır."),
    Action("mark_pages", "l,L", "L", "İmzalar", "Basılan imha listesinin sayfalarını ve imzalarını yazar."),
    Action("mark_done", "p,P", "P", "Yapıldı", "İşin yapıldığını tarihi ve yazısıyla işler."),
    Action("return_folder", "f8,d,D,alt+d", "F8", "İade et", "Seçili klasörleri gerekçesiyle birime iade eder."),
    Action("next_step", "f7,o,O,alt+o", "F7", "Sıradaki adım", "Çalışmanın ya da devrin sıradaki adımını yazar."),
    Action("one_back", "f8,d,D,alt+d", "F8", "Adım geri", "Çalışmayı gerekçesiyle bir adım geri alır."),
    Action("lift_hold", "p,P", "P", "Kaldır", "Blokeyi dayanak yazısıyla kaldırır."),
    # The budget
    Action("budget_year", "k,K", "K", "Yıl", "Başka bir harcama biriminin ya da yılın bütçesine geçer."),
    Action("level", "t,T", "T", "Düzey", "Tertipleri seçilen bölüm ve düzeyde toplar."),
    Action("year_course", "ğ,Ğ,q,Q", "Ğ", "Gidiş", "Bütün yılın gidişini ve hareketlerini gösterir."),
    Action("go_source", "g,G,alt+g", "G", "Kaydına git", "Hareketin işini, aktarmasını ya da avansını açar."),
    Action("release", "p,P", "P", "Serbest bırak", "Sıradaki üç aylık dönemin ödeneğini serbest bırakır (AHP)."),
    Action(
        "fill_lines", "ö,Ö,full_stop", "Ö", "Doldur", "Teklifin satırlarını bu yılın gidişinden yeniden doldurur."
    ),
    Action("ceilings", "t,T", "T", "Tavanlar", "Birimin o yılın teklifine konan tavanlarını gösterir."),
    Action(
        "confirm_links", "t,T", "T", "Tümünü bağla", "Kesin olan bütün yıllar arası karşılıkları birlikte bağlar."
    ),
    Action("work_block", "k,K", "K", "Bloke", "İş için ödenek bloke eder (onay belgesi)."),
    Action(
        "work_commit", "t,T", "T", "Taahhüt", "Sözleşmeyi ya da siparişi taahhüt olarak yazar; blokeyi kullanır."
    ),
    Action("work_spend", "ö,Ö,full_stop", "Ö", "Ödeme", "Ödeme emrini kesin harcama olarak yazar."),
    Action("work_refund", "i,İ,I,ı", "İ", "Geri gelen", "Yapılan ödemeden bu yıl geri geleni yazar."),
    Action("work_free", "ç,Ç,plus", "Ç", "Çöz", "Blokenin ya da taahhüdün bir bölümünü çözer."),
    Action("work_finish", "p,P,alt+p", "P", "İş bitti", "İşi bitirir; kalan blokesi ve taahhüdü çözülür."),
    # Advances
    Action("settle", "m,M,alt+m", "M", "Mahsup", "Seçilen belgeleri önizleyip avanstan mahsup eder."),
    Action("refund", "i,İ,I,ı", "İ", "Para iadesi", "Avanstan geri verileni, geciktiyse zammıyla yazar."),
    Action("charge", "k,K", "K", "140'a al", "Süresi dolan avansın kalanını kişiden alacak yazar (140)."),
    Action("collect", "t,T", "T", "Tahsil", "140'taki borçtan tahsil edileni zammıyla yazar."),
    Action("carry", "p,P", "P", "Yıl sonu", "Muhasebeye bildirimi ya da mahsup dönemine devri yazar (165)."),
    Action("journey", "g,G,alt+g", "G", "Yolculuk", "Gidiş ve dönüş günlerini yazar; süre dönüşten sayılır."),
    Action("renew", "ğ,Ğ,q,Q", "Ğ", "Yenile", "Süresi içinde, verilmiş belgeler kadar yeni avans ister."),
    Action("refuse_paper", "f8,d,D,alt+d", "F8", "Belge ret", "Kabul edilmeyen belgeyi gerekçesiyle reddeder."),
    # People
    Action("part", "g,G", "G", "Görev değişikliği", "Bir tarihten geçerli yeni birim, statü veya düzen yazar."),
    Action("card", "k,K", "K", "Kart ver", "Kişiye yeni kart numarası verir."),
    # Running the office
    Action("switch", "p,P", "P", "Aç/Kapat", "Kullanıcıyı gerekçesiyle kapatır veya yeniden açar."),
    Action("vault", "k,K", "K", "Gizli kasa", "Gizli kasayı kurar, açar, kapatır; sözünü değiştirir."),
    Action(
        "clearance",
        "g,G",
        "G",
        "Gizlilik yetkisi",
        "Kullanıcının gizlilik yetkisini belgesiyle yazar.",
    ),
    Action("fill_calendar", "t,T", "T", "Takvimi doldur", "Gelecek yılın resmî tatillerini takvime yazar."),
    Action("move_up", "ü,Ü,comma", "Ü", "Üste al", "Parçayı kâğıtta bir üste alır."),
    Action("move_down", "i,İ,I,ı", "İ", "İndir", "Parçayı kâğıtta bir alta indirir."),
    Action("to_standard", "delete", "Del", "Standart", "Parçayı standart haline döndürür."),
    Action("keep_layout", "ctrl+s,f7,o,O,alt+o", "Ctrl+S", "Sakla", "Biçimi bir günden geçerli olarak saklar."),
    Action("audit", "l,L", "L", "Denetle", "Veritabanının ve denetim izinin bütünlüğünü sınar."),
)
ACTIONS: Mapping[str, Action] = {action.name: action for action in _ALL}


_TAKEN = frozenset("1234567890") | {"enter", "space", "tab", "shift+tab", "up", "down", "left", "right"}
"""Keys that move, open or change the area; no action may take them."""
_MODIFIERS = frozenset({"ctrl", "alt", "shift"})
_NAMED = frozenset(
    {"escape", "insert", "delete", "home", "end", "pageup", "pagedown", "slash", "question_mark", "plus", "minus"}
    | {"comma", "full_stop", "backspace", *(f"f{number}" for number in range(1, 25))}
)


def accepted_keys(wanted: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """What of the key file can be used, and one sentence for every line that cannot.

    A line that is refused leaves its action on its usual keys; a wrong key file never keeps the desk shut.
    """
    accepted: dict[str, str] = {}
    refused: list[str] = []
    for name, text in wanted.items():
        chosen = tuple(dict.fromkeys(_plain(part) for part in text.split(",") if part.strip()))
        if fault := _fault(name, chosen, wanted, accepted):
            refused.append(f"tuslar.toml, “{name}”: {fault}")
        else:
            accepted[name] = ",".join(chosen)
    return accepted, tuple(refused)


def _plain(key: str) -> str:
    key = key.strip()
    return {"/": "slash", "?": "question_mark", "+": "plus", "-": "minus"}.get(key, key)


def _fault(name: str, chosen: tuple[str, ...], wanted: Mapping[str, str], accepted: Mapping[str, str]) -> str:
    if name not in ACTIONS:
        return "böyle bir komut yok; satırı kaldırın."
    if not chosen:
        return "tuş yazılmamış."
    for key in chosen:
        *modifiers, last = key.split("+")
        if not (set(modifiers) <= _MODIFIERS and (last in _NAMED or len(last) == 1)):
            return f"“{key}” diye bir tuş yok; örneğin “f2,e” ya da “ctrl+k” yazın."
        if key in _TAKEN:
            return f"{key} tuşunun işi değiştirilemez."
        if (other := _holder(name, key, wanted, accepted)) is not None:
            return f"{key} tuşu “{other.label}” komutunun; başka bir tuş yazın."
    return ""


def _holder(name: str, key: str, wanted: Mapping[str, str], accepted: Mapping[str, str]) -> Action | None:
    """Another action that has this key and does not share it with this one on purpose."""
    own = ACTIONS[name].keys.split(",")
    for other in _ALL:
        usual = other.keys.split(",")
        now = accepted.get(other.name, "" if other.name in wanted else other.keys).split(",")
        if other.name != name and key in now and not (key in own and key in usual):
            return other
    return None


_SHOWN = {
    "ctrl": "Ctrl", "alt": "Alt", "shift": "Shift", "escape": "Esc", "enter": "Enter", "space": "Boşluk",
    "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn", "home": "Home",
    "end": "End", "delete": "Del", "insert": "Ins", "backspace": "⌫", "tab": "Tab", "slash": "/",
    "question_mark": "?", "plus": "+", "minus": "-", "full_stop": ".", "comma": ",",
}  # fmt: skip


def shown_key(key: str) -> str:
    """A key of a binding as it is written for people: ``ctrl+k`` is ``Ctrl+K``."""
    return "+".join(_SHOWN.get(part, upper(part)) for part in key.split("+"))


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
