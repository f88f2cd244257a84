from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_letters_leave_by_themselves"),
        ("letters", "0010_long_term"),
        ("requests_app", "0014_uses_of_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="certificate",
            name="chain",
            field=models.TextField(default=""),
        ),
        migrations.AlterField(
            model_name="attempt",
            name="failure",
            field=models.CharField(
                blank=True,
                choices=[
                    (
                        "wrong_secret",
                        "Kata sandi sertifikat salah. Surat belum ditandatangani; coba ketik lagi.",
                    ),
                    (
                        "locked",
                        "Kata sandi sertifikat terlalu sering salah. Tunggu 15 menit sebelum mencoba lagi.",
                    ),
                    (
                        "blocked",
                        "PIN token terkunci karena terlalu sering salah. Hubungi pengelola token.",
                    ),
                    (
                        "not_registered",
                        "Sertifikat Anda tidak ditemukan. Simpan sertifikat di halaman Sertifikat saya.",
                    ),
                    (
                        "expired",
                        "Masa berlaku sertifikat Anda sudah habis. Unggah sertifikat yang baru.",
                    ),
                    (
                        "revoked",
                        "Sertifikat Anda dicabut atau dibekukan penerbitnya. Hubungi penerbit sertifikat.",
                    ),
                    (
                        "not_yet_valid",
                        "Sertifikat Anda belum mulai berlaku. Periksa tanggal mulainya.",
                    ),
                    (
                        "untrusted",
                        "Penerbit sertifikat Anda tidak dipercaya di sini. Pakai sertifikat dari penerbit yang dipercaya, atau hubungi admin kantor.",
                    ),
                    (
                        "missing_link",
                        "Sertifikat penerbit perantara tidak ada di dalam berkas. Simpan ulang berkas sertifikat Anda bersama seluruh rantai penerbitnya, atau minta admin sistem memasang sertifikat perantara itu di sini.",
                    ),
                    (
                        "expired_link",
                        "Masa berlaku sertifikat penerbit perantara sudah habis. Minta kepada penerbitnya berkas dengan sertifikat perantara yang masih berlaku.",
                    ),
                    (
                        "no_purpose",
                        "Sertifikat ini tidak dibuat untuk menandatangani dokumen: kegunaan kuncinya (key usage) tidak memuat tanda tangan. Minta sertifikat tanda tangan elektronik kepada penerbitnya.",
                    ),
                    (
                        "weak_key",
                        "Kunci RSA sertifikat ini terlalu pendek sehingga tidak aman. Minta kepada penerbitnya sertifikat dengan kunci RSA 2.048 bit atau lebih.",
                    ),
                    (
                        "odd_key",
                        "Jenis kunci sertifikat ini ditolak pembaca PDF: tanda tangannya akan disebut tidak sah. Minta kepada penerbitnya sertifikat dengan kunci RSA atau kurva P-256, P-384, atau P-521.",
                    ),
                    (
                        "wrong_person",
                        "Tanda tangan tidak berasal dari sertifikat Anda. Unggah ulang sertifikat Anda.",
                    ),
                    (
                        "no_mandate",
                        "Penugasan Anda berakhir ketika surat sedang ditandatangani. Surat tidak diterbitkan.",
                    ),
                    (
                        "bad_container",
                        "Berkas ini bukan sertifikat PKCS#12 (.p12 atau .pfx) yang berisi kunci tanda tangan.",
                    ),
                    (
                        "bad_document",
                        "Berkas surat tidak sama dengan yang Anda baca. Muat ulang halaman, lalu baca kembali.",
                    ),
                    (
                        "other_name",
                        "Nama pada sertifikat tidak sama dengan nama Anda di sini. Pakai sertifikat Anda sendiri; bila salah satunya salah tulis, minta admin kantor membetulkan nama Anda di sini atau penerbit membetulkan sertifikatnya.",
                    ),
                    (
                        "bad_answer",
                        "Berkas yang kembali dari layanan tanda tangan tidak lolos pemeriksaan, jadi ditolak. Surat belum terbit; hubungi admin sistem.",
                    ),
                    (
                        "refused",
                        "Layanan tanda tangan menolak permintaan ini. Surat belum ditandatangani; hubungi admin sistem.",
                    ),
                    (
                        "unavailable",
                        "Penandatanganan tidak dapat dijalankan. Surat belum ditandatangani; coba lagi.",
                    ),
                    (
                        "outcome_unknown",
                        "Hasil penandatanganan tidak diketahui: berkas sudah dikirim, tetapi jawabannya tidak sampai. Nomor surat tetap; Anda dapat mencoba lagi dengan berkas yang sama.",
                    ),
                ],
                max_length=20,
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["number"], name="letter_by_number"),
        ),
    ]
