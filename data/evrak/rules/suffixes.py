"""Case endings of names in official letters: the dative of the muhatap (RY m.14/2) and the genitive of an ilgi.

Works on names as the register of state bodies (DETSİS) writes them. What cannot be known from the letters alone
(whether ``VALİ`` is a word or a possessive) is decided by short lists of the words that end names of offices.
"""

from __future__ import annotations

import re

from data.core.text import fold, lower, title, upper

_BACK, _FRONT = "aıou", "eiöü"
_VOWELS = _BACK + _FRONT
_NEVER_LAST = frozenset("bcçdfgğhıijklmnoöprsştuüvyz.")
"""No dative ends in these."""
_PLAIN_ENDS = (
    "vali", "müftü", "savcı", "temsilci", "yönetici", "denetçi", "elçi", "öğrenci", "işçi", "bekçi", "akademi",
    "sanayi", "enerji", "kişi",
)  # fmt: skip
"""Words that end in ı, i, u, ü without being possessive: they take ``y``, not ``n``."""
_PALATAL = ("petrol", "kontrol", "terminal", "saat", "rol", "hal", "portal", "ideal", "sembol")
"""Words whose last vowel is a back one but whose ending is a front one."""
_SOFTENED = {"dernek": "derneğ", "sandık": "sandığ", "ocak": "ocağ", "kulüp": "kulüb", "yurt": "yurd"}
_NOT_DATIVE = ("makine", "hazine", "medine", "kabine", "bina", "emine", "üye")
"""Words that end like a dative of a possessive but are none."""
_DATIVE = re.compile(r"(?:[ıiuü]n[ae]|[aeoöuü]y[ae]|l[ıiuü]ğ[ae]|kuruma|makama|meclise|['’]y?[ae]|\.[yn]?[ae])$")
_OFFICE_ENDS = (
    "lık", "lik", "luk", "lük", "ğı", "ği", "ğu", "ğü", "mı", "mu", "lu", "ri", "rü", "nı", "sı", "si",
)  # fmt: skip
_OFFICE_WORDS = frozenset(
    {
        *_PLAIN_ENDS, *_SOFTENED, "kurum", "makam", "meclis", "belediye", "merkez", "okul", "sendika", "büro",
        "müdür", "memur", "danıştay", "yargıtay", "sayıştay",
    }
)  # fmt: skip
"""What a single word in capitals may be besides an acronym."""
_ABBREVIATED = re.compile(r"\.$")
_BRACKET = re.compile(r"^(.*\S)(\s*\([^()]*\))$", re.DOTALL)
_DIGITS = re.compile(r"\d+$")
_UNITS = ("", "bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz")
_TENS = ("", "on", "yirmi", "otuz", "kırk", "elli", "altmış", "yetmiş", "seksen", "doksan")
_LONGEST_ACRONYM = 8


def dative(name: str) -> str:
    """A name with the ending of RY m.14/2: ``… BAŞKANLIĞI`` → ``… BAŞKANLIĞINA``, ``KURUM`` → ``KURUMA``.

    A name that has it already stays; so does one whose end cannot be read. A last part in brackets stays behind
    the ending. Endings of abbreviations are small letters, after an apostrophe where no full stop stands
    (``TÜİK'e``, ``A.Ş.ye``).
    """
    if bracketed := _BRACKET.match(name):
        return dative(bracketed[1]) + bracketed[2]
    if is_dative(name):
        return name
    word, joint = _read(name)
    if not word:
        return name
    if joint is not None:
        return name + joint + ("y" if word[-1] in _VOWELS else "") + _open(word)
    stem, ending = _stem(word), _possessive_or_plain(word)
    return _joined(name, word, stem, ending)


def is_dative(name: str) -> bool:
    """Whether a name surely ends in a dative already: ``BAŞKANLIĞINA``, ``VALİLİĞE``, ``TÜİK'e``."""
    bracketed = _BRACKET.match(name)
    word = _last_word(lower((bracketed[1] if bracketed else name).strip()))
    return bool(_DATIVE.search(word)) and not word.endswith(_NOT_DATIVE)


def lacks_dative(name: str) -> bool:
    """Whether a name surely has no dative: every one ends in a or e."""
    bracketed = _BRACKET.match(name)
    word = _last_word(lower((bracketed[1] if bracketed else name).strip()))
    return word[-1:] in _NEVER_LAST


def genitive(name: str, *, person: bool = False) -> str:
    """Whose letter it is, for an ilgi (RY m.15/6): ``Ticaret Bakanlığı`` → ``Ticaret Bakanlığının``.

    Args:
        person: A person's name takes an apostrophe: ``Ayşe YILMAZ'ın``.
    """
    if bracketed := _BRACKET.match(name):
        return genitive(bracketed[1], person=person) + bracketed[2]
    # A surname stands in capitals by rule and is no acronym, however short: ``Ali KURT'un``.
    word, joint = _read(title(name) if person else name)
    if not word:
        return name
    ending = ("n" if word[-1] in _VOWELS else "") + _close(word) + "n"
    if person:
        return f"{name}'{ending}"
    if joint is not None:
        return name + joint + ending
    return _joined(name, word, _stem(word) if word[-1] not in _VOWELS else word, ending)


def _read(name: str) -> tuple[str, str | None]:
    """The last word as it is spoken, and what joins an ending to it; ``None`` where the ending is written on."""
    last = _last_word(name.strip())
    if not last:
        return "", None
    if digits := _DIGITS.search(last):
        return _spoken(digits[0]), "'"
    if _ABBREVIATED.search(last):
        letters = re.sub(r"[^\w]", "", lower(last))
        return (letters if _said_as_word(letters) else "e"), ""
    if _is_acronym(name.strip(), last):
        letters = lower(last)
        return (letters if _said_as_word(letters) else "e"), "'"
    letters = re.sub(r"[^\w]+$", "", lower(last))
    return (letters if any(sign in _VOWELS for sign in _plain(letters)) else ""), None


def _said_as_word(letters: str) -> bool:
    """``tübitak`` is said as a word; ``sgk`` and ``ösym`` by their letters, all of whose names end in e."""
    plain = _plain(letters)
    if len(plain) < 3 or not any(sign in _VOWELS for sign in plain):
        return False
    return plain[-1] in _VOWELS or plain[-2] in _VOWELS


def _is_acronym(name: str, last: str) -> bool:
    """Capitals beside ordinary words, or a short single word in capitals that is no word of office."""
    if not 2 <= len(last) <= _LONGEST_ACRONYM or not fold(last).isalpha() or last != upper(last):
        return False
    small = lower(last)
    if not fold(last).isascii():
        return False
    if not any(sign in _VOWELS for sign in _plain(small)):
        return True
    ordinary = small.endswith(_OFFICE_ENDS) or small in _OFFICE_WORDS
    return not ordinary and (name == last or name != upper(name))


def _possessive_or_plain(word: str) -> str:
    if word[-1] in "ıiuüî" and not word.endswith(_PLAIN_ENDS):
        return "n" + _open(word)
    return ("y" if _plain(word)[-1] in _VOWELS else "") + _open(word)


def _stem(word: str) -> str:
    """``başkanlık`` → ``başkanlığ``: the last sound softens before an ending."""
    if re.search(r"l[ıiuü]k$", word):
        return word[:-1] + "ğ"
    return next((word[: -len(hard)] + soft for hard, soft in _SOFTENED.items() if word.endswith(hard)), word)


def _joined(name: str, word: str, stem: str, ending: str) -> str:
    """The ending on the name as it is written, in capitals behind capitals."""
    bare = re.sub(r"[^\w]+$", "", name)
    capitals = bare[-1] == upper(bare[-1])
    kept = bare[: len(bare) - (len(word) - len(_common(word, stem)))]
    changed = stem[len(_common(word, stem)) :] + ending
    return kept + (upper(changed) if capitals else changed)


def _common(one: str, other: str) -> str:
    end = 0
    while end < min(len(one), len(other)) and one[end] == other[end]:
        end += 1
    return one[:end]


def _open(word: str) -> str:
    return "a" if _vowel(word) in _BACK and not word.endswith(_PALATAL) else "e"


def _close(word: str) -> str:
    vowel = _vowel(word)
    if word.endswith(_PALATAL):
        return "ü" if vowel in "ou" else "i"
    return {"a": "ı", "ı": "ı", "o": "u", "u": "u", "e": "i", "i": "i", "ö": "ü", "ü": "ü"}[vowel]


def _vowel(word: str) -> str:
    return next(sign for sign in reversed(_plain(word)) if sign in _VOWELS)


def _plain(word: str) -> str:
    return word.translate(str.maketrans("âîû", "aiu"))


def _last_word(name: str) -> str:
    words = name.split()
    return words[-1] if words else ""


def _spoken(digits: str) -> str:
    """The last word of a number as it is said: ``12`` → ``iki``, ``40`` → ``kırk``, ``300`` → ``yüz``."""
    bare = digits.rstrip("0")
    zeros = len(digits) - len(bare)
    if not bare:
        return "sıfır"
    if zeros == 0:
        return _UNITS[int(bare[-1])]
    if zeros == 1:
        return _TENS[int(bare[-1])]
    return "yüz" if zeros == 2 else "bin" if zeros < 6 else "milyon" if zeros < 9 else "milyar"
