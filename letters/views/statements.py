"""Checking what a QR code states without a network: the keys, and a page that works offline."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.models import Office
from letters import statements

ANSWERS = [  # what the page's script shows: id, tone, sentence, text
    (
        "asli",
        "good",
        "Pernyataan ini asli",
        "Kantor kami menyatakan keterangan di bawah. Bandingkan dengan surat yang Anda pegang; "
        "semuanya harus sama. Apakah surat masih berlaku belum diperiksa.",
    ),
    (
        "uji",
        "bad",
        "UJI – TIDAK BERLAKU",
        "Pernyataan ini dibuat untuk peragaan dan tidak mempunyai kekuatan apa pun.",
    ),
    (
        "palsu",
        "bad",
        "Pernyataan ini palsu atau rusak",
        "Isinya tidak ditandatangani kantor kami. Pindai sekali lagi; bila tetap begini, jangan "
        "percayai surat itu.",
    ),
    (
        "kunci-asing",
        "action",
        "Kunci pernyataan ini tidak dikenal",
        "Halaman ini belum memuat kunci itu. Buka kembali halaman ini dengan jaringan; bila tetap "
        "tidak dikenal, surat itu bukan dari kami.",
    ),
    (
        "bukan-kode",
        "quiet",
        "Ini bukan isi kode QR surat kami",
        "Surat yang terbit sebelum ada pernyataan hanya memuat alamat; periksalah dengan jaringan.",
    ),
    (
        "peramban-lama",
        "quiet",
        "Peramban ini belum dapat memeriksanya",
        "Perbarui peramban Anda, atau periksa surat dengan jaringan.",
    ),
]


@require_safe
@login_not_required
@cache_control(public=True, max_age=3600)
def keys(request):
    """The public keys, for anybody who wants to check statements with a tool of his own."""
    response = JsonResponse(statements.key_set())
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
@login_not_required
@cache_control(no_cache=True)
def offline(request):
    """A page that carries the keys, and goes on working without a network once it was loaded."""
    page = {
        "keys": statements.key_set()["keys"],
        "offices": dict(Office.objects.order_by("code").values_list("code", "name")),
        "answers": ANSWERS,
        "true_address": settings.PORTAL_URL,
    }
    return render(request, "letters/checking/offline.html", page)


@require_safe
@login_not_required
@cache_control(no_cache=True)
def worker(request):
    """The script that answers without a network, from an address below /surat/."""
    script = Path(finders.find("js/offline-worker.js")).read_bytes()
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response.headers["Service-Worker-Allowed"] = "/surat/"
    return response
