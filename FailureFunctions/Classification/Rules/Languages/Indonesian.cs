namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in Indonesian and Malay.</summary>
internal static class Indonesian
{
    private const string Source = "Field use in Indonesia and Malaysia; Microsoft's and Google's reports in Indonesian";
    private const string Who = "{pengguna|penerima|alamat|alamat email|akun|akaun|kotak surat|kotak masuk|kotak pos|kotak mel}";


    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("indonesian-authentication", Reason.AuthFailed,
            ["{autentikasi|otentikasi|verifikasi|pemeriksaan} ‥ {gagal|spf|dkim|dmarc|diperlukan}", "{kata sandi|sandi} ‥ salah"],
            "550 Autentikasi gagal", Source),
        new("indonesian-rate", Reason.RateLimited,
            ["terlalu {banyak|sering}", "{batas|had} ‥ {pengiriman|koneksi|penerima}"],
            "421 Terlalu banyak koneksi", Source),
        new("indonesian-sender", Reason.SenderRejected,
            ["pengirim ‥ {ditolak|tidak ditemukan|tidak valid|diblokir|tidak diizinkan|tidak dikenal}"],
            "550 Alamat pengirim ditolak", Source),
        new("indonesian-full", Reason.MailboxFull,
            [
                "{kotak surat|kotak masuk|kotak pos|kotak mel|penyimpanan} … {penuh|melebihi}",
                "{kuota|ruang} ‥ {penuh|habis|terlampaui|melebihi}", "melebihi ‥ kuota",
            ],
            "552 Kotak surat penerima penuh", Source),
        new("indonesian-too-large", Reason.MessageTooLarge,
            ["{pesan|email|ukuran|lampiran} … {terlalu besar|ukuran|melebihi}"],
            "552 Pesan terlalu besar", Source),
        new("indonesian-reputation", Reason.ReputationBlock,
            ["{daftar hitam|senarai hitam}", "IP ‥ {diblokir|ditolak|disekat}"],
            "554 Alamat IP ada di daftar hitam", Source),
        new("indonesian-spam", Reason.SpamContent, ["sebagai spam", "email sampah"], "554 Pesan ditandai sebagai spam", Source),
        new("indonesian-disabled", Reason.MailboxDisabled,
            [Who + " … {dinonaktifkan|nonaktif|ditangguhkan|diblokir|tidak aktif|dibekukan|ditutup}"],
            "550 Akun dinonaktifkan", Source),
        new("indonesian-domain", Reason.DomainUnknown,
            ["domain ‥ {tidak ditemukan|tidak ada|tidak valid|tidak dikenal}"],
            "550 Domain tidak ditemukan", Source),
        new("indonesian-unknown", Reason.MailboxUnknown,
            [
                Who + " … {tidak ditemukan|tidak ada|tidak dikenal|tidak valid|tidak terdaftar|tidak dijumpai|tidak wujud|dihapus}",
                "{tidak ada|tidak dapat menemukan} ‥ " + Who,
            ],
            "550 Pengguna tidak ditemukan", Source),
        new("indonesian-policy", Reason.PolicyBlock,
            ["{kebijakan|ditolak|tidak diizinkan}"],
            "554 Pesan ditolak", Source) { Confidence = Confidence.Medium },
        new("indonesian-fault", Reason.ServerError,
            ["{kesalahan sementara|kesalahan server|gangguan sementara|sementara waktu}"],
            "451 Kesalahan sementara", Source) { Confidence = Confidence.Medium },
        new("indonesian-later", Reason.RateLimited, ["coba ‥ {lagi|nanti}"], "450 Coba lagi nanti", Source) { Confidence = Confidence.Medium },
    ];
}
