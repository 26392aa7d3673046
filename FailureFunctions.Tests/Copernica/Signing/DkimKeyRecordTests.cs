using System.Security.Cryptography;
using FailureFunctions.Copernica.Signing;

namespace FailureFunctions.Tests.Copernica.Signing;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class DkimKeyRecordTests
{
    private static readonly string P = TestKey.Genuine.PublicBase64;

    // Placeholders for keys in the records below, so that tests have the same names in every run.
    private static readonly (string Mark, string Key)[] Keys =
    [
        ("<key>", P),
        ("<folded key>", P.Insert(100, " ").Insert(50, "\t").Insert(20, "\r\n ")),
        ("<unpadded key>", P.TrimEnd('=')),
        ("<PKCS#1 key>", Convert.ToBase64String(TestKey.Genuine.RsaPublicKey)),
        ("<key cut short>", P[..^8]),
        ("<half a key>", P[..200]),
        ("<key and a byte>", Convert.ToBase64String([.. TestKey.Genuine.PublicKeyInfo, 0])),
        ("<zeros>", Convert.ToBase64String(new byte[5000])),
        ("<short key>", Convert.ToBase64String(new TestKey(768).PublicKeyInfo)),
        ("<elliptic key>", Ecdsa()),
    ];

    private static readonly string[] Usable =
    [
        "v=DKIM1; k=rsa; p=<key>",
        "v=DKIM1;k=rsa;p=<key>",
        "p=<key>",
        "p=<key>;",
        "p=<key>; k=rsa; v=DKIM1",
        "k=rsa; t=s; p=<key>; v=DKIM1; n=a note; x=unknown",
        "  v = DKIM1 ;  k = rsa ;  p = <key>  ;; ",
        "v=DKIM1; k=rsa; p=<folded key>",
        "v=DKIM1; k=rsa; p=<unpadded key>",
        "V=dkim1; K=RSA; P=<key>",
        "v=DKIM1\\; k=rsa\\; p=<key>",
        "v=DKIM1; t=y:s; p=<key>",
        "v=DKIM1; s=*; p=<key>",
        "v=DKIM1; s=email; p=<key>",
        "v=DKIM1; s=other : email; p=<key>",
        "v=DKIM1; h=sha256; p=<key>",
        "v=DKIM1; h=sha1:sha256; p=<key>",
        "v=DKIM1; h= sha256 : sha512 ; p=<key>",
        "v=DKIM1; k=rsa; p=<PKCS#1 key>",
    ];

    private static readonly string[] Unusable =
    [
        "v=DKIM1; k=ed25519; p=<key>",
        "v=DKIM1; k=; p=<key>",
        "v=DKIM1; h=sha1; p=<key>",
        "v=DKIM1; h=; p=<key>",
        "v=DKIM1; s=tlsrpt; p=<key>",
        "v=DKIM1; p=AAAA",
        "v=DKIM1; p=!",
        "v=DKIM1; p=<key cut short>",
        "v=DKIM1; p=<half a key>",
        "v=DKIM1; p=<key and a byte>",
        "v=DKIM1; p=<zeros>",
        "v=DKIM1; p=<short key>",
        "v=DKIM1; p=<elliptic key>",
    ];

    private static readonly string[] NoKeyRecords =
    [
        "", " ", ";", "v=DKIM1", "v=DKIM1; k=rsa", "v=spf1 include:spf.copernica.com -all", "v=DKIM2; p=<key>", "v=; p=<key>", "p=<key>; p=<key>",
        "v=DKIM1; v=DKIM1; p=<key>", "p<key>", "=x; p=<key>", "garbage; p=<key>", "hello", "p", "\0", "v=DMARC1; p=none",
    ];

    [TestCaseSource(nameof(Usable))]
    public void A_key_is_read_in_every_form(string text)
    {
        var record = Parse(text);

        Assert.That(record?.Key, Is.Not.Null);
        Assert.That(record!.Key!.Bits, Is.EqualTo(2048));
        var scheme = SignatureScheme.For("rsa-sha256")[0];
        Assert.That(record.Key.Verify(scheme, [.. "x"u8], TestKey.Genuine.Sign("x"u8.ToArray(), scheme.Hash, scheme.Padding)));
    }

    [TestCaseSource(nameof(Unusable))]
    public void A_key_that_may_not_be_used_is_distinguished_from_none(string text) =>
        Assert.That(Parse(text), Is.EqualTo(new DkimKeyRecord(null, AuthenticationFailure.KeyUnusable)));

    [TestCaseSource(nameof(NoKeyRecords))]
    public void Other_text_is_not_a_key_record(string text) => Assert.That(Parse(text), Is.Null);

    [TestCase("v=DKIM1; p=")]
    [TestCase("p=")]
    [TestCase("p= ;v=DKIM1")]
    public void A_revoked_key_is_revoked(string text) =>
        Assert.That(Parse(text), Is.EqualTo(new DkimKeyRecord(null, AuthenticationFailure.KeyRevoked)));

    [Test]
    public void A_key_is_used_only_with_the_hashes_it_allows()
    {
        var key = Parse("h=sha256; p=<key>")!.Key!;
        var sha512 = SignatureScheme.For("rsa-sha512")[0];

        Assert.That(key.Verify(sha512, [.. "x"u8], TestKey.Genuine.Sign("x"u8.ToArray(), sha512.Hash, sha512.Padding)), Is.False);
    }

    private static DkimKeyRecord? Parse(string text) =>
        DkimKeyRecord.Parse(Keys.Aggregate(text, (all, key) => all.Replace(key.Mark, key.Key, StringComparison.Ordinal)));

    private static string Ecdsa()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    }
}
