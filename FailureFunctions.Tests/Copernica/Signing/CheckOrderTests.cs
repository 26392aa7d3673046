using FailureFunctions.Copernica.Signing;

namespace FailureFunctions.Tests.Copernica.Signing;

/// <summary>The order of the checks and the limits of each, as docs/security.md has them.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class CheckOrderTests
{
    private static readonly (AuthenticationFailure Cause, Action<Dictionary<string, string>> Break)[] Checks =
    [
        (AuthenticationFailure.SignatureMissing, headers => headers.Remove("Signature")),
        (AuthenticationFailure.HostUnknown, headers => headers["Host"] = "other.example"),
        (AuthenticationFailure.AccountUnknown, headers => headers["X-Copernica-ID"] = "account_9"),
        (AuthenticationFailure.DateTooOld, headers => headers["Date"] = RequestDraft.DateOf(SigningFixture.Start.AddHours(-1))),
        (AuthenticationFailure.KeyIdMalformed, headers => Replace(headers, "keyId=\"one", "keyId=\"one.")),
        (AuthenticationFailure.AlgorithmUnacceptable, headers => Replace(headers, "rsa-sha256", "rsa-sha1")),
        (AuthenticationFailure.CoverageIncomplete, headers => Replace(headers, "Host Date", "Date")),
        (AuthenticationFailure.DigestMismatch, headers => headers["Digest"] = RequestDraft.DigestOf([])),
        (AuthenticationFailure.KeyOutsideDomain, headers => Replace(headers, "copernica.com", "evil.example")),
        (AuthenticationFailure.SignatureMismatch, headers => headers["X-Nonce"] = "other"),
    ];

    [Test]
    public async Task The_first_check_that_fails_is_the_cause()
    {
        var fixture = new SigningFixture();
        for (var first = 0; first < Checks.Length; first++)
        {
            var request = fixture.Draft.Build(headers =>
            {
                foreach (var (_, breakIt) in Checks[first..].Reverse())
                    breakIt(headers);
            });

            Assert.That(await fixture.CauseAsync(request), Is.EqualTo(Checks[first].Cause));
            Assert.That(fixture.Resolver.Asked, first == Checks.Length - 1 ? Is.Not.Empty : Is.Empty, "only the last check needs the key");
        }
    }

    [Test]
    public async Task The_lifetime_of_a_signature_may_differ_by_the_skew_and_no_second_more()
    {
        var fixture = new SigningFixture();
        var now = fixture.Time.GetUtcNow().ToUnixTimeSeconds();

        Assert.That(await CauseAsync(created: now + 300, expires: now - 300), Is.Null);
        Assert.That(await CauseAsync(created: now + 301, expires: now), Is.EqualTo(AuthenticationFailure.SignatureExpired));
        Assert.That(await CauseAsync(created: now, expires: now - 301), Is.EqualTo(AuthenticationFailure.SignatureExpired));

        Task<AuthenticationFailure?> CauseAsync(long created, long expires) =>
            fixture.CauseAsync((fixture.Draft with { Algorithm = "hs2019", Created = $"{created}", Expires = $"{expires}" }).Build());
    }

    [TestCase(8192, null)]
    [TestCase(8193, "signature-malformed")]
    public async Task A_signature_header_has_at_most_8192_characters(int length, string? cause)
    {
        var fixture = new SigningFixture();
        var request = fixture.Draft.Build(headers => headers["Signature"] = headers["Signature"].PadRight(length, ','));

        Assert.That((await fixture.CauseAsync(request))?.Name, Is.EqualTo(cause));
    }

    [TestCase(1024, "signature-mismatch")]
    [TestCase(1025, "signature-malformed")]
    public async Task A_signature_is_no_longer_than_that_of_the_longest_key(int bytes, string cause)
    {
        var fixture = new SigningFixture();

        Assert.That((await fixture.CauseAsync((fixture.Draft with { Signer = _ => new byte[bytes] }).Build()))?.Name, Is.EqualTo(cause));
    }

    [TestCase(64, null)]
    [TestCase(65, "signature-malformed")]
    public async Task A_signature_covers_at_most_64_names(int count, string? cause)
    {
        var fixture = new SigningFixture();
        var more = Enumerable.Range(0, count - RequestDraft.Required.Length).ToDictionary(number => $"X-{number}", _ => "x");
        var draft = fixture.Draft with { More = more, Covered = [.. RequestDraft.Required, .. more.Keys] };

        Assert.That((await fixture.CauseAsync(draft.Build()))?.Name, Is.EqualTo(cause));
    }

    [TestCase(16, null)]
    [TestCase(17, "digest-malformed")]
    public async Task A_digest_has_at_most_16_elements(int count, string? cause)
    {
        var fixture = new SigningFixture();
        var draft = fixture.Draft with { Digest = string.Join(',', Enumerable.Repeat(RequestDraft.DigestOf(fixture.Draft.Body), count)) };

        Assert.That((await fixture.CauseAsync(draft.Build()))?.Name, Is.EqualTo(cause));
    }

    [Test]
    public void A_digest_that_repeats_an_algorithm_costs_one_hash()
    {
        var body = new byte[64 * 1024];
        var digest = RequestDraft.DigestOf(body);

        // The shortest of many runs, which is hardly ever disturbed: sixteen hashes would take sixteen times as long.
        Assert.That(Shortest(string.Join(',', Enumerable.Repeat(digest, 16))), Is.LessThan(4 * Shortest(digest)));

        TimeSpan Shortest(string header) => Enumerable.Range(0, 50).Min(_ =>
        {
            var start = TimeProvider.System.GetTimestamp();
            Assert.That(BodyDigest.Check(header, body), Is.Null);
            return TimeProvider.System.GetElapsedTime(start);
        });
    }

    [Test]
    public async Task Retry_After_is_rounded_up_to_whole_seconds()
    {
        var fixture = new SigningFixture();
        for (var index = 0; index < 6; index++)
            await fixture.CauseAsync((fixture.Draft with { KeyId = $"k{index}.copernica.com" }).Build());
        fixture.Time.Advance(TimeSpan.FromSeconds(0.75));

        var result = await fixture.AuthenticateAsync((fixture.Draft with { KeyId = "k5.copernica.com" }).Build());

        Assert.That(result, Is.InstanceOf<Authentication.KeyUnavailable>().With.Property("RetryAfter").EqualTo(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public void Names_of_keys_may_be_as_long_as_DNS_allows()
    {
        var label = new string('a', 63);

        Assert.That(KeyId.TryParse($"{label}.copernica.com", out _));
        Assert.That(KeyId.TryParse($"{label}a.copernica.com", out _), Is.False);
        Assert.That(KeyId.TryParse($"{label}.{label}.{label}.{label[..61]}", out _), "253 characters");
        Assert.That(KeyId.TryParse($"{label}.{label}.{label}.{label[..62]}", out _), Is.False);
        Assert.That(KeyId.TryParse($"copernica.{label}a", out _), Is.False);
        Assert.That(KeyId.TryParse("one.copernica.com\n", out _), Is.False);
    }

    private static void Replace(Dictionary<string, string> headers, string old, string other) =>
        headers["Signature"] = headers["Signature"].Replace(old, other, StringComparison.Ordinal);
}
