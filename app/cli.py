"""The command ``masa``. Without a subcommand it opens the desk, and nothing heavy is loaded before that."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from app.outcome import REFUSED, STORE, USAGE, complain, defect
from data.core.version import VERSION

if TYPE_CHECKING:
    from argparse import Namespace

    from app.arguments import Parser
    from app.settings import Settings

_CODES = """çıkış kodları:
  0   tamam
  1   işlem reddedildi ya da bir kısmı yapılamadı
  2   komut yanlış yazıldı ya da ayar dosyası hatalı
  3   veritabanı açılamadı, bozuk ya da dolu
  70  beklenmeyen hata; ayrıntısı günlük dosyasında
  130 yarıda kesildi

İşlemi yapan kişi sorulur ya da MASA_KULLANICI ve MASA_PAROLA ortam değişkenlerinden okunur.
Veritabanı --db ile, yoksa MASA_DB ortam değişkeniyle gösterilir."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; never lets a traceback through."""
    from data.core.errors import MasaError, StoreProblem

    settings: Settings | None = None
    try:
        arguments = _parsed(sys.argv[1:] if argv is None else argv)
        from app.settings import load_settings

        try:
            settings = load_settings(arguments.db if arguments else None)
        except MasaError as problem:
            complain(str(problem))
            return USAGE
        return _run(arguments, settings)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else USAGE
    except KeyboardInterrupt:
        return 130
    except StoreProblem as problem:
        complain(str(problem))
        return STORE
    except MasaError as problem:
        complain(str(problem))
        return REFUSED
    except BrokenPipeError:
        return _pipe_closed()
    except Exception as error:  # the last line of defence: a person never sees a traceback
        return defect(error, settings)


def _pipe_closed() -> int:
    """Whoever read our output (``head``) has gone; that is no fault, but Python must not try to write again."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return REFUSED


def _parsed(argv: Sequence[str]) -> Namespace | None:
    """``None`` for a bare ``masa``: the usual start needs no parser."""
    return parser().parse_args(argv) if argv else None


def _run(arguments: Namespace | None, settings: Settings) -> int:
    if arguments is None or arguments.run is None:
        from app.commands.desk import open_desk

        return open_desk(settings)
    run: Callable[[Settings, Namespace], int] = arguments.run(arguments)
    return run(settings, arguments)


# ---------------------------------------------------------------- grammar


def parser() -> Parser:
    """The grammar of the whole command line."""
    from argparse import SUPPRESS

    from app.arguments import Parser
    from data.core.text import upper

    top = Parser("masa", "İdari Masa: komutsuz yazılınca masayı açar.", _CODES)
    top.add_argument("--db", metavar="DOSYA", default=None, help="veritabanı dosyası")
    top.add_argument("--surum", action="version", version=f"İdari Masa {VERSION}", help="sürümü yazar")
    top.set_defaults(run=None)
    commands = top.add_subparsers(title="komutlar", metavar="KOMUT", parser_class=Parser)

    def add(under: object, name: str, words: str, run: Callable[[Namespace], object] | None) -> Parser:
        made: Parser = under.add_parser(name, help=words, description=f"{upper(words[0])}{words[1:]}.")  # type: ignore[attr-defined]
        made.add_argument("--db", metavar="DOSYA", default=SUPPRESS, help="veritabanı dosyası")
        if run is not None:
            made.set_defaults(run=run)
        return made

    demo = add(commands, "demo", "kurgusal bir kurumla deneme masası açar", _demo)
    demo.add_argument("--personel", metavar="N", type=int, default=50, help="personel sayısı")
    demo.add_argument("--tohum", metavar="S", type=int, default=2026, help="aynı tohum aynı kurumu verir")
    demo.add_argument("--olustur", metavar="DOSYA", help="masayı açmadan bu dosyaya yazar")
    add(commands, "denetle", "veritabanının ve denetim izinin bütünlüğünü kanıtlar", _audit)
    saving = add(commands, "yedekle", "çalışırken yedek alır ve yedeği denetler", _back_up)
    saving.add_argument("dosya", metavar="DOSYA", nargs="?", help="verilmezse günlük yedek klasörü")
    restoring = add(commands, "geri-yukle", "yedeği yerine koyar; şimdiki dosya kenarda kalır", _restore)
    restoring.add_argument("dosya", metavar="DOSYA", help="yedek dosyası")
    restoring.add_argument("--evet", action="store_true", help="sormadan geri yükler")

    clock = add(commands, "pdks", "kapı saati dosyaları", None)
    taking = add(
        clock.add_subparsers(title="komutlar", metavar="İŞ", parser_class=Parser, required=True),
        "al", "kapı saati dosyalarını alır", _take,
    )  # fmt: skip
    taking.add_argument("dosya", metavar="DOSYA", nargs="+", help="alınacak dosyalar")
    taking.add_argument(
        "--hatali-satirlari-atla", action="store_true", help="okunamayan satırlar olmadan kalanını alır"
    )
    months = add(commands, "puantaj", "aylık puantaj", None)
    jobs = months.add_subparsers(title="komutlar", metavar="İŞ", parser_class=Parser, required=True)
    computing = add(jobs, "hesapla", "dönemi hesaplar, açılmamışsa açar", _compute)
    exporting = add(jobs, "aktar", "cetvelleri Excel ve PDF olarak yazar", _export)
    packing = add(jobs, "paket", "ayın teslim paketini İnsan Kaynakları için yazar", _pack)
    packing.add_argument(
        "--donem", metavar="YYYY-AA", required=True, help="dönemlerin bittiği ay, örneğin 2026-10"
    )
    packing.add_argument("--cikti", metavar="KLASÖR", required=True, help="paketin yazılacağı klasör")
    packing.add_argument("--zip", action="store_true", help="klasörün yanına zip olarak da yazar")
    packing.add_argument("--taslak", action="store_true", help="kesinleşmeyenlerle birlikte numarasız taslak")
    packing.add_argument("--tckn-acik", action="store_true", help="CSV dosyalarında T.C. kimlik no; yetki ister")
    proving = add(jobs, "dogrula", "teslim paketini beyanı ve veritabanıyla karşılaştırır", _verify)
    proving.add_argument("klasor", metavar="KLASÖR", help="teslim paketinin klasörü")
    for job in (computing, exporting):
        job.add_argument("--donem", metavar="YYYY-AA", required=True, help="dönemin başladığı ay, örneğin 2026-10")
        job.add_argument("--grup", metavar="AD", help="yalnız bu grup; verilmezse hepsi")
    exporting.add_argument("--cikti", metavar="KLASÖR", required=True, help="dosyaların yazılacağı klasör")
    exporting.add_argument(
        "--form",
        metavar="FORM",
        choices=("fazla-mesai", "eksik-gun", "devamsizlik"),
        help="cetvel yerine: fazla-mesai, eksik-gun ya da devamsizlik",
    )
    return top


# Each command is loaded only when it runs.


def _demo(_: Namespace) -> object:
    from app.commands.demo import run

    return run


def _audit(_: Namespace) -> object:
    from app.commands.keeping import audit

    return audit


def _back_up(_: Namespace) -> object:
    from app.commands.keeping import back_up

    return back_up


def _restore(_: Namespace) -> object:
    from app.commands.keeping import restore

    return restore


def _take(_: Namespace) -> object:
    from app.commands.punches import take

    return take


def _compute(_: Namespace) -> object:
    from app.commands.months import compute

    return compute


def _export(_: Namespace) -> object:
    from app.commands.months import export

    return export


def _pack(_: Namespace) -> object:
    from app.commands.handover import pack

    return pack


def _verify(_: Namespace) -> object:
    from app.commands.handover import verify

    return verify
