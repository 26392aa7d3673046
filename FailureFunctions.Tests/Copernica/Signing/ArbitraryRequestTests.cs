using System.Text;
using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Signing;
using FsCheck;
using FsCheck.Fluent;

namespace FailureFunctions.Tests.Copernica.Signing;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class ArbitraryRequestTests
{
    private static readonly Config Settings = Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(60).WithReplay(20261123, 7);

    private static readonly string[] Fragments =
    [
        "keyId", "algorithm", "headers", "signature", "created", "expires", "=", "\"", ",", " ", "\t", "\r\n ", "\\", "(request-target)", "host date",
        "x-copernica-id digest", "rsa-sha256", "hs2019", "one._domainkey.copernica.com", "SHA-256=", "SHA-512", "AAAA", "==", "Mon, 01 Jun 2026 12:00:00 GMT",
        "account_1234", "failures.example.com", ":", "[", "]", ".", "é", "\0", "v=DKIM1", ";", "p=", "h=sha256", "k=rsa",
    ];

    private static readonly Gen<string> Texts = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
        Gen.Elements(Fragments).ListOf().Select(string.Concat));

    [Test]
    public void No_header_makes_the_authenticator_throw_or_accept_a_forgery()
    {
        var fixture = new SigningFixture();
        var valid = fixture.Draft.Build();
        string[] names = ["Host", "Date", "X-Copernica-ID", "Digest", "Signature"];

        Prop.ForAll(Gen.Elements(names).Zip(Texts).ToArbitrary(), async change =>
        {
            var (name, value) = change;
            var headers = new Dictionary<string, string>(valid.Headers.Fields, StringComparer.OrdinalIgnoreCase) { [name] = value };
            var result = await fixture.AuthenticateAsync(valid with { Headers = new WebhookHeaders(headers) });
            return result is not Authentication.Authenticated || value.Trim() == valid.Headers[name];
        }).Check(Settings);
    }

    [Test]
    public void No_text_makes_a_parser_throw()
    {
        Prop.ForAll(Texts.ToArbitrary(), text =>
        {
            SignatureParameters.Parse(text);
            DkimKeyRecord.Parse(text);
            _ = KeyId.TryParse(text, out _);
            _ = AccountId.TryParse(text, out _);
            BodyDigest.Check(text, "body"u8);
            CanonicalBase64.Decode(text, 100);
            _ = PublicKeyPem.TryRead(text, out _, out _);
            _ = NameServer.TryParse(text, out _);
            new HostNames(["a.example"]).Contains(text);
        }).Check(Settings);
    }

    [Test]
    public void A_signature_header_says_what_was_written_into_it()
    {
        Prop.ForAll(Texts.ToArbitrary(), Texts.ToArbitrary(), (keyId, headers) =>
        {
            var parameters = SignatureParameters.Parse($"keyId={Quote(keyId)} , HEADERS={Quote(headers)}");
            return parameters?.KeyId == keyId && parameters.Headers == headers;
        }).Check(Settings);
    }

    [Test]
    public void Base64_has_one_format()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>().Filter(bytes => bytes is { Length: > 0 and < 100 }), bytes =>
        {
            var text = Convert.ToBase64String(bytes);
            var altered = new StringBuilder(text.TrimEnd('='));
            altered[^1] = (char)(altered[^1] ^ 1);
            return CanonicalBase64.Decode(text, 100).AsSpan().SequenceEqual(bytes)
                && CanonicalBase64.Decode(text.TrimEnd('='), 100).AsSpan().SequenceEqual(bytes)
                && !CanonicalBase64.Decode(altered.ToString(), 100).AsSpan().SequenceEqual(bytes);
        }).Check(Settings);
    }

    [TestCase("QUJD", "ABC")]
    [TestCase(" QU\tJD\r\n", "ABC")]
    [TestCase("QU\u00A0JD", null)]
    [TestCase("QU\fJD", null)]
    [TestCase("QUJDRA==", null, Description = "too long")]
    public void Base64_may_have_the_blanks_of_a_header_in_it_and_has_a_limit(string text, string? expected) =>
        Assert.That(CanonicalBase64.Decode(text, 3) is { } bytes ? Encoding.UTF8.GetString(bytes) : null, Is.EqualTo(expected));

    [TestCase(25, 3)]
    [TestCase(26, null)]
    public void Base64_has_room_for_some_blanks_and_no_more(int length, int? bytes) =>
        Assert.That(CanonicalBase64.Decode("QUJD".PadRight(length), 3)?.Length, Is.EqualTo(bytes));

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
