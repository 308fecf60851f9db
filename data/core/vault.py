"""The vault: texts and files of secret records are sealed with one key that is nowhere in the database.

The key is random. What lies in the database is the key wrapped twice: by a passphrase (Argon2id) that the cleared
persons know, and by a recovery key that is printed once and kept in a safe. Opened, it lives in the memory of one
desk until the desk is locked. AES-256-GCM with the place (table, row, column) as associated data: what is moved to
another row or column does not open there.
"""

from __future__ import annotations

import secrets
import unicodedata
from datetime import timedelta
from itertools import takewhile
from typing import TYPE_CHECKING

from sqlmodel import col, select

from data.core import trail
from data.core.errors import BadInput, Conflict, NotAllowed, RuleBroken, StoreProblem
from data.core.models import Kasa, TrailEntry
from data.core.passwords import waiting_time
from data.core.permissions import Actor, Verb
from data.core.text import upper

if TYPE_CHECKING:
    from data.core.store import Look, Store, Work

FEWEST_LETTERS = 12
"""Letters of a passphrase; it guards everything and is typed once a day."""
KIND = "kasa"
_COST = "65536,3,4"
_NONCE = 12
_COUNTED = 20
"""Wrong tries that are looked back on; the waiting time is at its longest long before."""
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O and U, so that nothing written by hand is read as another sign."""
_MISREAD = str.maketrans("OIİLU", "0111V")
_GROUP = 5
_BITS = 160


class Vault:
    """The opened key. It never shows itself: not in a repr, a log or a pickle."""

    __slots__ = ("_cipher", "_key")

    def __init__(self, key: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._key = key
        self._cipher = AESGCM(key)

    def __repr__(self) -> str:
        return "Vault()"

    def __reduce__(self) -> str:
        raise TypeError("a vault is not written anywhere")

    def seal(self, table: str, record_id: int, column: str, text: str) -> bytes:
        """A text for one place of the database."""
        return self.seal_bytes(table, record_id, column, text.encode())

    def unseal(self, table: str, record_id: int, column: str, sealed: bytes) -> str:
        """The text that was sealed for that place.

        Raises:
            StoreProblem: it was changed, or belongs to another place or another vault.
        """
        return self.unseal_bytes(table, record_id, column, sealed).decode()

    def seal_bytes(self, table: str, record_id: int, column: str, content: bytes) -> bytes:
        """As :meth:`seal`, for bytes."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._cipher.encrypt(nonce, content, _place(table, record_id, column))

    def unseal_bytes(self, table: str, record_id: int, column: str, sealed: bytes) -> bytes:
        """As :meth:`unseal`, for bytes."""
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], _place(table, record_id, column))
        except (InvalidTag, ValueError) as error:
            raise StoreProblem(
                "Gizlilik dereceli kaydın şifreli içeriği bozulmuş; açılamadı.",
                "Son sağlam yedeği geri yükleyin ya da sistem yöneticisine başvurun.",
            ) from error

    def _wrapped(self, by: bytes, name: str) -> bytes:
        return Vault(by).seal_bytes(KIND, 1, name, self._key)


def _place(table: str, record_id: int, column: str) -> bytes:
    return f"{table}:{record_id}:{column}".encode()


def opened(look: Look) -> Vault:
    """The vault of this desk.

    Raises:
        NotAllowed: it is closed.
    """
    if look.vault is None:
        raise NotAllowed(
            "Gizlilik dereceli kayıtların anahtarı bu masada açık değil.",
            "Ctrl+P ile “Kasayı aç” deyip kasa sözünü yazın.",
        )
    return look.vault


def exists(look: Look) -> bool:
    """Whether the office has a vault yet."""
    return look.session.get(Kasa, 1) is not None


def create(work: Work, passphrase: str) -> str:
    """Makes the office's vault and returns its recovery key, which is shown once and stored nowhere.

    Raises:
        NotAllowed: not an administrator.
        Conflict: there is one already.
        BadInput: the passphrase is too short.
    """
    work.actor.require("yonetim", Verb.ADMIN)
    if exists(work):
        raise Conflict("Kurumun gizli kasası zaten var.", "Kasa sözüyle ya da kurtarma anahtarıyla açın.")
    _require_long(passphrase)
    vault, recovery = Vault(secrets.token_bytes(32)), secrets.token_bytes(_BITS // 8)
    salt = secrets.token_bytes(16)
    work.session.add(
        Kasa(
            cost=_COST,
            salt=salt,
            by_passphrase=vault._wrapped(_stretched(passphrase, salt, _COST), "by_passphrase"),
            by_recovery=vault._wrapped(_plain_key(recovery, salt), "by_recovery"),
            made_at=work.now,
            changed_at=work.now,
        )
    )
    work.session.flush()
    trail.record(work, "kasa.create", "Gizli kasa kuruldu; kurtarma anahtarı gösterildi", kind=KIND, record_id=1)
    return _grouped(recovery)


def open_with(look: Look, passphrase: str) -> Vault:
    """The vault by its passphrase; slow on purpose, runs in a worker thread.

    Raises:
        NotAllowed: the passphrase is wrong.
        RuleBroken: the office has no vault yet.
    """
    row = _row(look)
    return _unwrapped(row.by_passphrase, "by_passphrase", _stretched(passphrase, row.salt, row.cost), "Kasa sözü")


def open_with_recovery(look: Look, recovery_key: str) -> Vault:
    """The vault by the printed recovery key, however its groups are typed.

    Raises:
        NotAllowed: it is wrong.
        BadInput: it is not a recovery key at all; says where it breaks.
        RuleBroken: the office has no vault yet.
    """
    row = _row(look)
    plain = _read_groups(recovery_key)
    return _unwrapped(row.by_recovery, "by_recovery", _plain_key(plain, row.salt), "Kurtarma anahtarı")


def unlock(store: Store, actor: Actor, typed: str, *, by_recovery: bool = False) -> None:
    """Opens the vault at this desk until somebody closes it; slow on purpose, runs in a worker thread.

    Wrong tries stand in the trail; after three of them each further one doubles the waiting time, as at login.

    Args:
        typed: The passphrase, or with ``by_recovery`` the recovery key.

    Raises:
        NotAllowed: it is wrong, the actor must still wait, or is neither cleared nor an administrator.
        BadInput: it is not a recovery key at all; says where it breaks.
        RuleBroken: the office has no vault yet.
    """
    refused: NotAllowed | None = None
    with store.look(actor) as look:
        require_use(look)
        _require_patience(look)
        try:
            vault = open_with_recovery(look, typed) if by_recovery else open_with(look, typed)
        except NotAllowed as wrong:
            refused = wrong
    with store.work(actor) as work:
        note_opening(work, by_recovery=by_recovery, refused=refused is not None)
    if refused is not None:
        raise refused
    store.vault = vault


def require_use(look: Look) -> None:
    """Lets only those pass who have something to open: who is cleared, or an administrator, who keeps the key.

    Raises:
        NotAllowed: the actor is neither.
        RuleBroken: the office has no vault yet.
    """
    _row(look)
    if not look.actor.clearance and not look.actor.can("yonetim", Verb.ADMIN):
        raise NotAllowed(
            "Gizlilik yetkiniz yok; gizli kasayı açamazsınız.", "Yetkiyi sistem yöneticisi belgesiyle tanımlar."
        )


def _require_patience(look: Look) -> None:
    tries = look.session.exec(
        select(TrailEntry)
        .where(
            TrailEntry.kind == KIND,
            TrailEntry.record_id == 1,
            TrailEntry.actor_id == look.actor.user_id,
            col(TrailEntry.action).in_(("kasa.open", "kasa.refuse")),
        )
        .order_by(col(TrailEntry.id).desc())
        .limit(_COUNTED)
    ).all()
    wrong = list(takewhile(lambda one: one.action == "kasa.refuse", tries))
    left = wrong[0].at + waiting_time(len(wrong)) - look.now if wrong else timedelta()
    if left > timedelta():
        raise NotAllowed(f"Kasa sözü çok kez yanlış yazıldı. {int(left.total_seconds()) + 1} saniye bekleyin.")


def note_opening(work: Work, *, by_recovery: bool = False, refused: bool = False) -> None:
    """Writes to the trail that the vault was opened at a desk, or that somebody failed to."""
    how = "kurtarma anahtarıyla" if by_recovery else "kasa sözüyle"
    words = f"Gizli kasa {how} {'açılamadı: yanlış yazıldı' if refused else 'açıldı'}"
    trail.record(work, "kasa.refuse" if refused else "kasa.open", words, kind=KIND, record_id=1)


def change_passphrase(work: Work, vault: Vault, new: str) -> None:
    """Another passphrase for the same vault; nothing that is sealed changes, the recovery key stays.

    Raises:
        NotAllowed: not an administrator, and not cleared for anything.
        BadInput: the passphrase is too short.
        RuleBroken: the office has no vault yet.
    """
    if not work.actor.clearance:
        work.actor.require("yonetim", Verb.ADMIN)
    _require_long(new)
    row = _row(work)
    row.cost = _COST
    row.by_passphrase = vault._wrapped(_stretched(new, row.salt, _COST), "by_passphrase")
    row.changed_at = work.now
    row.version += 1
    work.session.flush()
    trail.record(work, "kasa.passphrase", "Gizli kasanın sözü değiştirildi", kind=KIND, record_id=1)


def _row(look: Look) -> Kasa:
    row = look.session.get(Kasa, 1)
    if row is None:
        raise RuleBroken("Kurumun gizli kasası henüz kurulmamış.", "Yönetim alanında sistem yöneticisi kurar.")
    return row


def _require_long(passphrase: str) -> None:
    if len(passphrase.strip()) < FEWEST_LETTERS:
        raise BadInput(
            f"Kasa sözü en az {FEWEST_LETTERS} karakter olmalıdır.", "Birkaç sözcüklük bir söz seçin.", field="new"
        )


def _stretched(passphrase: str, salt: bytes, cost: str) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    memory, passes, lanes = (int(part) for part in cost.split(","))
    return hash_secret_raw(
        unicodedata.normalize("NFC", passphrase.strip()).encode(),
        salt,
        time_cost=passes,
        memory_cost=memory,
        parallelism=lanes,
        hash_len=32,
        type=Type.ID,
    )


def _plain_key(recovery: bytes, salt: bytes) -> bytes:
    """A recovery key is random already: one hash spreads it over the length that the cipher wants."""
    import hashlib

    return hashlib.blake2b(recovery, digest_size=32, salt=salt).digest()


def _unwrapped(wrapped: bytes, name: str, by: bytes, what: str) -> Vault:
    try:
        return Vault(Vault(by).unseal_bytes(KIND, 1, name, wrapped))
    except StoreProblem:
        raise NotAllowed(f"{what} yanlış.", "Büyük küçük harfe dikkat ederek yeniden yazın.") from None


# ---------------------------------------------------------------- the recovery key on paper


def _grouped(recovery: bytes) -> str:
    """``7K2QX-…``: eight groups; the last sign of each checks the four before it."""
    number = int.from_bytes(recovery)
    signs = [(number >> 5 * place) & 31 for place in reversed(range(_BITS // 5))]
    groups = []
    for place, start in enumerate(range(0, len(signs), _GROUP - 1)):
        part = signs[start : start + _GROUP - 1]
        groups.append("".join(_ALPHABET[sign] for sign in (*part, _check(part, place))))
    return "-".join(groups)


def _check(part: list[int], place: int) -> int:
    """Of a group and where it stands. Odd weights have an inverse modulo 32, so no single wrong sign passes; and a
    group passes in its own place only."""
    first = place * (_GROUP - 1)
    return (sum((2 * weight + 1) * sign for weight, sign in enumerate(part, first)) + place) % 32


def _read_groups(typed: str) -> bytes:
    plain = upper(typed).translate(_MISREAD)
    signs = [_ALPHABET.index(sign) for sign in plain if sign in _ALPHABET]
    groups = [signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP)]
    count = _BITS // 5 // (_GROUP - 1)
    if len(signs) != count * _GROUP:
        raise BadInput(
            f"Kurtarma anahtarı {count} grup, her grup {_GROUP} işarettir.",
            "Kâğıttan yeniden yazın.",
            field="recovery",
        )
    number = 0
    for place, group in enumerate(groups):
        if _check(group[:-1], place) != group[-1]:
            raise BadInput(
                f"Kurtarma anahtarının {place + 1}. grubu yanlış yazılmış.", "O grubu düzeltin.", field="recovery"
            )
        for sign in group[:-1]:
            number = number << 5 | sign
    return number.to_bytes(_BITS // 8)
