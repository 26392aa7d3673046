using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FailureFunctions.Copernica.Signing;

namespace FailureFunctions.Tests.Copernica.Signing;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class ValidVariantsTests
{
    private static readonly SigningFixture Fixture = new();

    private static IEnumerable<TestCaseData> Variants() =>
        ValidVariants.Of(Fixture.Draft).Select(variant => new TestCaseData(variant).SetArgDisplayNames(variant.Name));

    [TestCaseSource(nameof(Variants))]
    public async Task Every_variant_of_a_valid_request_is_accepted(RequestCase variant)
    {
        var result = await Fixture.AuthenticateAsync(variant.Request);

        Assert.That(result, Is.InstanceOf<Authentication.Authenticated>(), () => $"{result}");
        var accepted = (Authentication.Authenticated)result;
        Assert.Multiple(() =>
        {
            Assert.That(accepted.Account.ToString(), Is.EqualTo("account_1234"));
            Assert.That(accepted.Signature, Is.Not.Null);
            Assert.That(accepted.SignedDate, Is.EqualTo(SigningFixture.Start).Within(TimeSpan.FromMinutes(4)));
            Assert.That(accepted.SignedDate?.Offset, Is.EqualTo(TimeSpan.Zero));
        });
    }

    [Test]
    public void There_are_enough_variants()
    {
        var names = ValidVariants.Of(Fixture.Draft).Select(variant => variant.Name).ToList();

        TestContext.Out.WriteLine($"{names.Count} variants of valid requests");
        Assert.That(names, Is.Unique);
        Assert.That(names, Has.Count.GreaterThanOrEqualTo(40));
    }
}

/// <summary>The variants of a valid request. All are to be accepted.</summary>
internal static class ValidVariants
{
    /// <param name="draft">A valid request. Its host, account and key are kept; a draft for a live server brings its own.</param>
    public static IEnumerable<RequestCase> Of(RequestDraft draft)
    {
        yield return new("as it is", draft.Build());
        foreach (var (signed, sent) in new[] { ("a, b", "a,b"), ("a,b", "a, b"), ("a, b, c", "a,b, c"), ("a,b,c", "a, b,c") })
        {
            var repeated = draft with { More = new Dictionary<string, string> { ["X-Tag"] = signed }, Covered = [.. draft.Covered.Where(name => name != "X-Nonce"), "X-Tag"] };
            yield return new($"a repeated header, signed as {signed}, joined as {sent}", repeated.Build(headers => headers["X-Tag"] = sent));
        }

        foreach (var (name, format) in SignatureHeaders())
            yield return new($"Signature: {name}", (draft with { Format = format }).Build());
        foreach (var (name, variant) in Drafts(draft).Concat(Digests(draft)).Concat(Dates(draft)).Concat(Hosts(draft)))
            yield return new(name, variant.Build());
        yield return new("headers that are not covered", draft.Build(headers => headers["X-Forwarded-For"] = "203.0.113.7"));
        yield return new("blanks around covered values", draft.Build(headers => headers["X-Nonce"] = $" {headers["X-Nonce"]}\t"));
        yield return new("blanks around the account", draft.Build(headers => headers["X-Copernica-ID"] = $"  {headers["X-Copernica-ID"]} "));
    }

    private static IEnumerable<(string Name, Func<SignatureParts, string> Format)> SignatureHeaders()
    {
        yield return ("blanks for commas", parts => parts.Joined(" "));
        yield return ("commas and blanks", parts => parts.Joined(", "));
        yield return ("blanks before commas", parts => parts.Joined(" ,"));
        yield return ("many blanks", parts => parts.Joined("    "));
        yield return ("tabs", parts => parts.Joined("\t"));
        yield return ("repeated commas", parts => parts.Joined(",,"));
        yield return ("folded lines", parts => parts.Joined(",\r\n "));
        yield return ("one comma lacking, as documented", parts =>
            $"keyId=\"{parts.KeyId}\",algorithm=\"{parts.Algorithm}\" headers=\"{parts.Headers}\",signature=\"{parts.Signature}\"");
        yield return ("blanks around equals signs", parts => parts.AsDocumented().Replace("=\"", " = \"", StringComparison.Ordinal));
        yield return ("blanks around all", parts => $"  {parts.AsDocumented()}  ");
        yield return ("comma at the end", parts => $"{parts.AsDocumented()},");
        yield return ("names in upper case", parts => Named(parts, name => name.ToUpperInvariant()));
        yield return ("names in lower case", parts => Named(parts, name => name.ToLowerInvariant()));
        yield return ("names in title case", parts => Named(parts, name => char.ToUpperInvariant(name[0]) + name[1..]));
        yield return ("scheme before", parts => $"Signature {parts.AsDocumented()}");
        yield return ("unknown parameters", parts => $"version=\"2\",{parts.AsDocumented()},opaque=\"a, b=\\\"c\\\"\"");
        yield return ("unknown parameters without quotes", parts => $"v=1 {parts.AsDocumented()} ttl=300");
        yield return ("an unknown parameter twice", parts => $"{parts.AsDocumented()},x=\"1\",x=\"2\"");
        yield return ("reversed", parts => string.Join(',', parts.All().Reverse().Select(part => $"{part.Name}=\"{part.Value}\"")));
        yield return ("keyId and algorithm without quotes", parts =>
            $"keyId={parts.KeyId},algorithm={parts.Algorithm},headers=\"{parts.Headers}\",signature={parts.Signature}");
        yield return ("escapes", parts => parts.AsDocumented().Replace("rsa-", "r\\s\\a-", StringComparison.Ordinal));
        yield return ("list in upper case", parts => (parts with { Headers = parts.Headers.ToUpperInvariant() }).AsDocumented());
        yield return ("list in lower case", parts => (parts with { Headers = parts.Headers.ToLowerInvariant() }).AsDocumented());
        yield return ("runs of blanks in the list", parts => (parts with { Headers = $" {parts.Headers.Replace(" ", "   ", StringComparison.Ordinal)} " }).AsDocumented());
        yield return ("tabs in the list", parts => (parts with { Headers = parts.Headers.Replace(' ', '\t') }).AsDocumented());
        yield return ("folded list", parts => (parts with { Headers = parts.Headers.Replace(" ", "\r\n\t", StringComparison.Ordinal) }).AsDocumented());
        yield return ("base64 without padding", parts => (parts with { Signature = parts.Signature.TrimEnd('=') }).AsDocumented());
        yield return ("base64 with blanks", parts => (parts with { Signature = parts.Signature.Insert(64, " ").Insert(129, "\t") }).AsDocumented());
        yield return ("folded base64", parts => (parts with { Signature = parts.Signature.Insert(76, "\r\n ") }).AsDocumented());
        yield return ("keyId in upper case", parts => (parts with { KeyId = parts.KeyId.ToUpperInvariant() }).AsDocumented());
        yield return ("keyId with the root's dot", parts => (parts with { KeyId = $"{parts.KeyId}." }).AsDocumented());
        yield return ("blanks around values", parts => (parts with { KeyId = $" {parts.KeyId} ", Algorithm = $" {parts.Algorithm} " }).AsDocumented());
        yield return ("algorithm in upper case", parts => (parts with { Algorithm = parts.Algorithm?.ToUpperInvariant() }).AsDocumented());
    }

    private static string Named(SignatureParts parts, Func<string, string> write) =>
        string.Join(',', parts.All().Select(part => $"{write(part.Name)}=\"{part.Value}\""));

    private static IEnumerable<(string Name, RequestDraft Draft)> Drafts(RequestDraft draft)
    {
        var sha512 = draft with { Hash = HashAlgorithmName.SHA512 };
        var unix = draft.Now.ToUnixTimeSeconds();
        var created = unix.ToString(CultureInfo.InvariantCulture);
        var expires = (unix + 60).ToString(CultureInfo.InvariantCulture);
        yield return ("rsa-sha512", sha512 with { Algorithm = "rsa-sha512" });
        yield return ("hs2019 with SHA-256", draft with { Algorithm = "hs2019" });
        yield return ("hs2019 with SHA-512", sha512 with { Algorithm = "hs2019" });
        yield return ("hs2019 with PSS", sha512 with { Algorithm = "hs2019", Padding = RSASignaturePadding.Pss });
        yield return ("no algorithm, SHA-256", draft with { Algorithm = null });
        yield return ("no algorithm, SHA-512", sha512 with { Algorithm = null });
        yield return ("only the five covered", draft with { Covered = RequestDraft.Required });
        yield return ("covered in reverse", draft with { Covered = [.. draft.Covered.Reverse()] });
        yield return ("an empty header covered", draft with
        {
            More = new Dictionary<string, string> { ["X-Nonce"] = "1", ["X-Empty"] = "" },
            Covered = [.. draft.Covered, "X-Empty"],
        });
        yield return ("created and expires covered", draft with
        {
            Algorithm = "hs2019",
            Created = created,
            Expires = expires,
            Covered = ["(created)", "(expires)", .. draft.Covered],
        });
        yield return ("created covered with hs2019 in upper case and blanks", draft with
        {
            Algorithm = " HS2019 ",
            Created = created,
            Covered = ["(created)", .. draft.Covered],
        });
        yield return ("created and expires not covered", draft with { Created = created, Expires = $"{expires}.5" });
        yield return ("empty body", draft with { Body = [] });
        yield return ("body of all bytes", draft with { Body = [.. Enumerable.Range(0, 256).Select(value => (byte)value)] });
        yield return ("body of 60 KiB", draft with { Body = Encoding.ASCII.GetBytes(new string('a', 60 * 1024)) });
        yield return ("JSON", draft with { ContentType = "application/json; charset=utf-8", Body = "{\"id\":\"é\"}"u8.ToArray() });
        var path = draft.Target.Split('?')[0];
        yield return ("no query", draft with { Target = path });
        yield return ("several keys in the query", draft with { Target = $"{path}?a=1&code=x%2fy%2Bz&b=" });
        yield return ("escapes in mixed case", draft with { Target = $"{path}?code=%7Ea%7eb" });
        foreach (var account in Accounts(draft.Account))
            yield return ($"X-Copernica-ID: {account}", draft with { Account = account });
    }

    private static IEnumerable<string> Accounts(string account)
    {
        var parts = account.Split('-', '_');
        yield return $"{parts[0]}_{parts[1]}";
        yield return $"{parts[0]}-{parts[1]}";
        yield return $"{char.ToUpperInvariant(parts[0][0])}{parts[0][1..]}_{parts[1]}";
        yield return $"{parts[0].ToUpperInvariant()}-{parts[1]}";
        yield return $"{parts[0]}-0{parts[1]}";
    }

    private static IEnumerable<(string Name, RequestDraft Draft)> Digests(RequestDraft draft)
    {
        var sha256 = Convert.ToBase64String(SHA256.HashData(draft.Body));
        var sha512 = Convert.ToBase64String(SHA512.HashData(draft.Body));
        string[] digests =
        [
            $"sha-256={sha256}",
            $"Sha-256={sha256}",
            $"SHA256={sha256}",
            $"SHA-512={sha512}",
            $"SHA512={sha512}",
            $"sha-512={sha512}",
            $"SHA-256={sha256.TrimEnd('=')}",
            $"SHA-512={sha512.TrimEnd('=')}",
            $"SHA-256={sha256},SHA-512={sha512}",
            $"SHA-512={sha512} , SHA-256={sha256}",
            $"MD5=HUXZLQLMuI/KZ5KDcJPcOA==,SHA-256={sha256}",
            $"SHA-256={sha256},adler32=03da0195,SHA=thvDyvhfIqlvFe+A9MYgxAfm1q5=",
            $"unixsum=30637, SHA-256={sha256},",
            $"a=1,SHA-256={sha256}",
            $" SHA-256 = {sha256} ",
        ];
        return digests.Select(digest => ($"Digest: {digest}", draft with { Digest = digest }));
    }

    private static IEnumerable<(string Name, RequestDraft Draft)> Dates(RequestDraft draft)
    {
        var now = draft.Now;
        string[] dates =
        [
            now.ToString("dddd, dd-MMM-yy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture),
            now.ToString("ddd MMM ", CultureInfo.InvariantCulture) + $"{now.Day,2}" + now.ToString(" HH:mm:ss yyyy", CultureInfo.InvariantCulture),
            now.ToString("ddd, d MMM yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture),
            now.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture),
            now.ToOffset(TimeSpan.FromHours(2)).ToString("ddd, dd MMM yyyy HH:mm:ss '+0200'", CultureInfo.InvariantCulture),
            now.ToString("ddd, dd MMM yyyy HH:mm:ss 'UTC'", CultureInfo.InvariantCulture),
            RequestDraft.DateOf(now.AddMinutes(-4)),
            RequestDraft.DateOf(now.AddMinutes(4)),
            $" {RequestDraft.DateOf(now)}\t",
        ];
        return dates.Select(date => ($"Date: {date}", draft with { Date = date }));
    }

    private static IEnumerable<(string Name, RequestDraft Draft)> Hosts(RequestDraft draft)
    {
        yield return ("Host in upper case", draft with { Host = draft.Host.ToUpperInvariant() });
        if (draft.Host.Contains(':', StringComparison.Ordinal))
            yield break;
        yield return ("Host with the default port", draft with { Host = $"{draft.Host}:443" });
        yield return ("Host with the root's dot", draft with { Host = $"{draft.Host}." });
    }
}
