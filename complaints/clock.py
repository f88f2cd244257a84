from workdays.counting import Clock


class ComplaintClock(Clock):
    """The clock of a complaint, which rests while the reporter is asked for more."""

    CAME = "pengaduan diterima"
    CAME_AGAIN = "keterangan diterima"
    WENT = "pertanyaan dikirim"
    AWAY = "Menunggu keterangan pelapor"
