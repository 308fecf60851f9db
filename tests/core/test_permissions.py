"""Who may do what, as the office intends it, written out."""

from __future__ import annotations

import pytest

from data.core.errors import NotAllowed
from data.core.permissions import PROGRAM, Actor, Role, Verb

LETTERS = {
    "v": Verb.VIEW, "p": Verb.PREPARE, "c": Verb.CHECK, "a": Verb.APPROVE, "k": Verb.CLOSE,
    "i": Verb.IMPORT, "e": Verb.EXPORT, "u": Verb.UNMASK, "y": Verb.ADMIN,
}  # fmt: skip
AREAS = ("personel", "puantaj", "evrak", "butce", "avans", "tasinir", "yonetim", "denetim")
INTENDED = {
    #                               personel  puantaj  evrak     butce     avans     tasinir   yonetim  denetim
    Role.HAZIRLAYAN:                ("vpie", "vpie", "vpie", "vpie", "vpie", "vpie", "", ""),
    Role.SEF:                       ("vpiecku",) * 6 + ("", ""),
    Role.SUBE_MUDURU:               ("veaku",) * 6 + ("", ""),
    Role.HARCAMA_YETKILISI:         ("ve", "ve", "ve", "vea", "vea", "vea", "", ""),
    Role.GERCEKLESTIRME_GOREVLISI:  ("", "", "", "vpiec", "vpiec", "", "", ""),
    Role.TASINIR_KAYIT_YETKILISI:   ("", "", "", "", "", "vpiek", "", ""),
    Role.TASINIR_KONTROL_YETKILISI: ("", "", "", "", "", "vec", "", ""),
    Role.MUTEMET:                   ("", "", "", "", "vpie", "", "", ""),
    Role.OKUYAN:                    ("v",) * 6 + ("", ""),
    Role.DENETCI:                   ("ve",) * 6 + ("", "ve"),
    Role.YONETICI:                  ("vpieu", "v", "", "", "", "", "vpcakieuy", ""),
}  # fmt: skip


@pytest.mark.parametrize("role", list(Role))
def test_a_role_may_do_what_is_written_and_nothing_else(role: Role) -> None:
    actor = Actor(1, "Ad", roles=frozenset({role}))
    for area, letters in zip(AREAS, INTENDED[role], strict=True):
        allowed = {verb for verb in Verb if actor.can(area, verb)}
        assert allowed == {LETTERS[letter] for letter in letters}, area


def test_nobody_both_prepares_and_approves_in_one_role() -> None:
    for role in Role:
        actor = Actor(1, "Ad", roles=frozenset({role}))
        for area in AREAS[:6]:
            assert not (actor.can(area, Verb.PREPARE) and actor.can(area, Verb.APPROVE)), (role, area)


def test_two_roles_add_up_and_none_means_nothing() -> None:
    both = Actor(1, "Ad", roles=frozenset({Role.MUTEMET, Role.OKUYAN}))
    assert both.can("avans", Verb.PREPARE) and both.can("evrak", Verb.VIEW)
    nobody = Actor(1, "Ad")
    assert not any(nobody.can(area, verb) for area in AREAS for verb in Verb)
    assert PROGRAM.can("denetim", Verb.ADMIN)


def test_a_refusal_says_what_was_wanted_in_turkish() -> None:
    with pytest.raises(NotAllowed, match="onaylama yetkiniz yok"):
        Actor(1, "Ad", roles=frozenset({Role.HAZIRLAYAN})).require("puantaj", Verb.APPROVE)


def test_sight_ends_at_the_unit() -> None:
    actor = Actor(1, "Ad", scope="/1/4/")
    assert actor.sees("/1/4/") and actor.sees("/1/4/9/")
    assert not actor.sees("/1/") and not actor.sees("/1/40/") and not actor.sees("/2/1/4/")
    assert Actor(1, "Ad").sees("/2/")


def test_every_role_and_verb_has_a_turkish_name() -> None:
    assert len({role.label for role in Role}) == len(Role)
    assert len({verb.label for verb in Verb}) == len(Verb)
