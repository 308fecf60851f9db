"""Users: first start, adding and changing them, and who acts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import col, select

from data.core import stand_ins, trail
from data.core.drafts import FieldKind, FieldSpec, check, entry, require_reason
from data.core.errors import BadInput, Conflict, NotAllowed, RuleBroken
from data.core.models import Birim, Office, User, UserRole, UserSetting
from data.core.passwords import hash_of, matches
from data.core.permissions import Actor, Role, Verb
from data.core.secrecy import Secrecy
from data.core.store import Look, Work
from data.core.text import FOLD_VERSION, clean_line, fold, sort_key, upper
from data.core.units import BirimKind

MIN_PASSWORD = 8
_TOO_SHORT = f"Parola en az {MIN_PASSWORD} karakter olmalıdır."


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeDraft:
    """What the first start asks for: the office and its first administrator."""

    kurum: str = entry(FieldSpec("Kurum", help="Örneğin: Örnek Büyükşehir Belediye Başkanlığı"))
    daire: str = entry(FieldSpec("Daire başkanlığı", help="Örneğin: Bilgi İşlem Dairesi Başkanlığı"))
    mudurluk: str = entry(FieldSpec("Şube müdürlüğü", help="Örneğin: Yazılım Şube Müdürlüğü"))
    detsis: str = entry(FieldSpec("DETSİS no", length=8, help="Şube müdürlüğünün 8 rakamlı DETSİS numarası"))
    full_name: str = entry(FieldSpec("Yöneticinin adı soyadı", length=80))
    job_title: str = entry(FieldSpec("Yöneticinin unvanı", required=False, length=80), default="")
    username: str = entry(FieldSpec("Kullanıcı adı", length=32, help="Girişte yazılacak kısa ad"))
    password: str = entry(FieldSpec("Parola", FieldKind.SECRET, length=200, help=f"En az {MIN_PASSWORD} karakter"))
    password_again: str = entry(FieldSpec("Parola (yeniden)", FieldKind.SECRET, length=200))


@dataclass(frozen=True, slots=True, kw_only=True)
class UserDraft:
    """A user as the administrator types one."""

    full_name: str = entry(FieldSpec("Adı soyadı", length=80))
    job_title: str = entry(FieldSpec("Unvanı", required=False, length=80), default="")
    username: str = entry(FieldSpec("Kullanıcı adı", length=32))
    role: str = entry(FieldSpec("Görevi", FieldKind.CHOICE, choices=tuple((r.value, r.label) for r in Role)))
    scope_id: int | None = entry(
        FieldSpec(
            "Görebileceği birim", FieldKind.PICK, required=False, lookup="birim", help="Boşsa bütün birimler"
        )
    )
    password: str = entry(
        FieldSpec("İlk parola", FieldKind.SECRET, length=200, help=f"En az {MIN_PASSWORD} karakter")
    )


@dataclass(frozen=True, slots=True)
class UserRow:
    """A user as lists show one."""

    id: int
    username: str
    full_name: str
    job_title: str
    roles: tuple[Role, ...]
    active: bool
    last_login_at: datetime | None
    clearance: Secrecy = Secrecy.YOK


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """The office as screens and forms show it."""

    kurum: str
    daire: str
    mudurluk: str
    detsis: str

    @property
    def lines(self) -> tuple[str, ...]:
        """Head of a paper from ``T.C.`` down to the şube müdürlüğü."""
        return ("T.C.", upper(self.kurum), self.daire, self.mudurluk)


# ---------------------------------------------------------------- first start


def office(look: Look) -> OfficeRow | None:
    """The office of this store, or ``None`` before the first start."""
    row = look.session.get(Office, 1)
    return OfficeRow(row.kurum, row.daire, row.mudurluk, row.detsis) if row else None


def found_office(work: Work, draft: OfficeDraft) -> int:
    """First start: writes the office, its two top units and the first administrator; returns the user's key.

    Raises:
        Conflict: the office exists already.
        BadFields: something is missing or wrong.
    """
    if work.session.get(Office, 1) is not None:
        raise Conflict("Bu veritabanında kurum bilgileri zaten var.", "Kullanıcı adınızla giriş yapın.")
    wrong = _password_problem(draft.password)
    if not wrong and draft.password != draft.password_again:
        wrong["password_again"] = "İki parola aynı değil; yeniden yazın."
    if draft.detsis and not (draft.detsis.isascii() and draft.detsis.isdigit() and len(draft.detsis) == 8):
        wrong["detsis"] = "DETSİS no 8 rakamdır."
    check(draft, wrong | _username_problem(draft.username))
    work.session.add(
        Office(
            kurum=draft.kurum,
            daire=draft.daire,
            mudurluk=draft.mudurluk,
            detsis=draft.detsis,
            fold_version=FOLD_VERSION,
            created_at=work.now,
        )
    )
    top = _plain_unit(work, draft.daire, BirimKind.DAIRE, None)
    _plain_unit(work, draft.mudurluk, BirimKind.MUDURLUK, top)
    user = _write_user(
        work, draft.username, draft.full_name, draft.job_title, hash_of(draft.password), (Role.YONETICI,), None
    )
    trail.record(
        work,
        "office.found",
        f"Kurum tanımlandı: {draft.kurum} / {draft.mudurluk}; ilk yönetici {draft.full_name}",
        kind="user",
        record_id=user.id or 0,
        actor=Actor(user.id or 0, draft.full_name),
    )
    return user.id or 0


def _plain_unit(work: Work, name: str, kind: BirimKind, parent: Birim | None) -> Birim:
    row = Birim(
        name=name, kind=kind.value, parent_id=parent.id if parent else None, arama=fold(name), sira=sort_key(name)
    )
    work.session.add(row)
    work.session.flush()
    row.path = f"{parent.path if parent else '/'}{row.id}/"
    return row


def _password_problem(password: str | None) -> dict[str, str]:
    if password and len(password) < MIN_PASSWORD:
        return {"password": _TOO_SHORT}
    return {}


def _username_problem(username: str | None) -> dict[str, str]:
    if username and not fold(username).replace(".", "").replace("-", "").replace("_", "").isalnum():
        return {"username": "Kullanıcı adında yalnız harf, rakam, nokta ve tire olabilir."}
    return {}


def actor_of(look: Look, user: User) -> Actor:
    """The actor that a user is, with the roles of this moment and the stand-ins of this day."""
    roles = look.session.exec(select(UserRole.role).where(UserRole.user_id == user.id)).all()
    scope = look.session.get(Birim, user.scope_id) if user.scope_id else None
    return Actor(
        user_id=user.id or 0,
        name=user.full_name,
        title=user.job_title,
        roles=frozenset(Role(role) for role in roles),
        scope=scope.path if scope else "",
        clearance=Secrecy(user.clearance),
        stands_in_for=stand_ins.standing_in(look, user.id or 0),
    )


def renewed(look: Look, actor: Actor) -> Actor:
    """The actor of a desk that stays open: with the stand-ins of this day, and without a clearance taken back.

    Who was switched off meanwhile reads nothing secret any more.

    Roles and a clearance that was given hold from the next login on.
    """
    user = look.session.get(User, actor.user_id)
    held = Secrecy(user.clearance) if user is not None and user.active else Secrecy.YOK
    return replace(
        actor,
        clearance=min(actor.clearance, held),
        stands_in_for=stand_ins.standing_in(look, actor.user_id),
    )


def actor_by_username(look: Look, username: str) -> Actor:
    """The actor with that user name, without a password; for the program's own demo and set-up.

    Raises:
        BadInput: nobody has that name.
    """
    user = look.session.exec(select(User).where(User.username == fold(username))).first()
    if user is None:
        raise BadInput(f"“{username}” adlı kullanıcı yok.", "Kullanıcı adını kontrol edin.")
    return actor_of(look, user)


# ---------------------------------------------------------------- keeping users


def add_user(work: Work, draft: UserDraft, *, password_hash: str = "") -> int:
    """Adds a user and returns the key.

    Args:
        password_hash: What ``hash_of`` gave for the draft's password, where many are added with the same one.

    Raises:
        NotAllowed: not an administrator.
        BadFields: the draft is wrong, or the name is taken.
    """
    work.actor.require("yonetim", Verb.ADMIN)
    wrong = _password_problem(draft.password) | _username_problem(draft.username)
    if draft.username and _find(work, draft.username):
        wrong["username"] = "Bu kullanıcı adı alınmış; başka bir ad yazın."
    if draft.scope_id is not None and work.session.get(Birim, draft.scope_id) is None:
        wrong["scope_id"] = "Görebileceği birim bulunamadı; listeden seçin."
    check(draft, wrong)
    user = _write_user(
        work,
        draft.username,
        draft.full_name,
        draft.job_title or "",
        password_hash or hash_of(draft.password),
        (Role(draft.role),),
        draft.scope_id,
    )
    summary = f"Kullanıcı eklendi: {draft.full_name} ({Role(draft.role).label})"
    trail.record(work, "user.add", summary, kind="user", record_id=user.id or 0)
    return user.id or 0


def _find(look: Look, username: str) -> User | None:
    return look.session.exec(select(User).where(User.username == fold(username))).first()


def _write_user(
    work: Work,
    username: str,
    full_name: str,
    job_title: str,
    password_hash: str,
    roles: Iterable[Role],
    scope_id: int | None,
) -> User:
    user = User(
        username=fold(username),
        full_name=full_name,
        job_title=job_title or "",
        password_hash=password_hash,
        scope_id=scope_id,
        sira=sort_key(full_name),
    )
    work.session.add(user)
    work.session.flush()
    for role in roles:
        work.session.add(UserRole(user_id=user.id or 0, role=role.value))
    work.session.flush()
    return user


def set_user_active(work: Work, user_id: int, active: bool, reason: str) -> None:
    """Switches a user off when the duty changes, or on again.

    Raises:
        NotAllowed: not an administrator, or switching oneself off.
        BadInput: no reason, or no such user.
    """
    work.actor.require("yonetim", Verb.ADMIN)
    user = work.session.get(User, user_id)
    if user is None:
        raise BadInput("Kullanıcı bulunamadı.", "Listeyi yenileyin.")
    if not reason.strip():
        raise BadInput("Gerekçe yazılmalıdır.", "Kısa bir gerekçe yazın.", field="reason")
    if user_id == work.actor.user_id:
        raise NotAllowed("Kendi kullanıcınızı kapatamazsınız.", "Bunu başka bir yönetici yapmalıdır.")
    user.active = active
    user.version += 1
    state = "açıldı" if active else "kapatıldı"
    trail.record(
        work,
        "user.switch",
        f"Kullanıcı {state}: {user.full_name}. Gerekçe: {reason}",
        kind="user",
        record_id=user_id,
    )


def set_clearance(work: Work, user_id: int, level: Secrecy, document: str, reason: str) -> None:
    """Sets the strictest secrecy level that a user may read; it holds from the user's next login on.

    Clearance is given to who needs to know, on a document, never for oneself (Gizlilik Dereceli Belgelerde
    Uygulanacak Usul ve Esaslar Hakkında Yönetmelik).

    Args:
        document: What it rests on.

    Raises:
        NotAllowed: not an administrator, or it is the actor's own.
        BadInput: no such user, a switched-off one, or the document or the reason is missing.
        RuleBroken: the user has that level already.
    """
    work.actor.require("yonetim", Verb.ADMIN)
    if user_id == work.actor.user_id:
        raise NotAllowed("Kendi gizlilik yetkinizi değiştiremezsiniz.", "Bunu başka bir yönetici yapmalıdır.")
    user = work.session.get(User, user_id)
    if user is None:
        raise BadInput("Kullanıcı bulunamadı.", "Listeyi yenileyin.")
    paper, why = clean_line(document), clean_line(reason)
    if not paper:
        raise BadInput("Dayanak belge yazılmalıdır.", "Belgenin tarihini ve sayısını yazın.", field="document")
    require_reason(why, "Gerekçe yazılmalıdır.")
    old = Secrecy(user.clearance)
    if level == old:
        raise RuleBroken(f"{user.full_name} için yetki zaten böyle: {_level(old)}.", "Başka bir derece seçin.")
    if level > old and not user.active:
        raise BadInput("Kapalı kullanıcıya gizlilik yetkisi verilmez.", "Önce kullanıcıyı açın.", field="level")
    user.clearance = int(level)
    user.version += 1
    trail.record(
        work,
        "user.clearance",
        f"Gizlilik yetkisi değişti: {user.full_name}. Dayanak: {paper}. Gerekçe: {why}",
        kind="user",
        record_id=user_id,
        changes=[trail.Change("Gizlilik yetkisi", _level(old), _level(level))],
    )


def _level(level: Secrecy) -> str:
    return level.label or "Yok"


def change_password(work: Work, old: str, new: str) -> None:
    """Changes the actor's own password.

    Raises:
        BadInput: the old one is wrong, or the new one too short.
    """
    user = work.session.get(User, work.actor.user_id)
    if user is None or not matches(user.password_hash, old):
        raise BadInput("Eski parola yanlış.", "Yeniden yazın.", field="old")
    if len(new) < MIN_PASSWORD:
        raise BadInput(_TOO_SHORT, "Daha uzun bir parola yazın.", field="new")
    user.password_hash = hash_of(new)
    user.version += 1
    trail.record(work, "user.password", "Parola değiştirildi", kind="user", record_id=work.actor.user_id)


def users(look: Look) -> tuple[UserRow, ...]:
    """All users in Turkish order."""
    roles: dict[int, list[Role]] = {}
    for link in look.session.exec(select(UserRole)):
        roles.setdefault(link.user_id, []).append(Role(link.role))
    rows = look.session.exec(select(User).order_by(col(User.sira))).all()
    return tuple(
        UserRow(
            id=user.id or 0,
            username=user.username,
            full_name=user.full_name,
            job_title=user.job_title,
            roles=tuple(roles.get(user.id or 0, ())),
            active=user.active,
            last_login_at=user.last_login_at,
            clearance=Secrecy(user.clearance),
        )
        for user in rows
    )


# ---------------------------------------------------------------- what the desk remembers


def remember(work: Work, key: str, value: str) -> None:
    """Keeps a setting of the actor's own desk. It changes no record, so it leaves no entry in the trail."""
    work.session.merge(UserSetting(user_id=work.actor.user_id, key=key, value=value))
    work.session.flush()
    work.recorded += 1


def remembered(look: Look) -> dict[str, str]:
    """All settings of the actor's own desk."""
    rows = look.session.exec(select(UserSetting).where(UserSetting.user_id == look.actor.user_id))
    return {row.key: row.value for row in rows}
