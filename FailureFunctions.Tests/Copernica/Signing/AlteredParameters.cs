using FailureFunctions.Copernica.Signing;
using static FailureFunctions.Copernica.Signing.AuthenticationFailure;

namespace FailureFunctions.Tests.Copernica.Signing;

/// <summary>Requests with a Signature header that was tampered with or never was one.</summary>
internal static class AlteredParameters
{
    public static IEnumerable<RequestCase> Of(RequestDraft draft) =>
        [.. OfEach(draft), .. OfCoverage(draft), .. OfLifetimes(draft), .. OfSyntax(draft)];

    private static IEnumerable<RequestCase> OfEach(RequestDraft draft)
    {
        (string Name, AuthenticationFailure? Missing)[] parameters =
            [("keyId", SignatureMalformed), ("headers", CoverageIncomplete), ("signature", SignatureMalformed)];
        foreach (var (name, missing) in parameters)
            yield return new($"{name} missing", Spelt(draft, part => part.Name == name ? null : Plain(part)), missing);
        foreach (var name in new[] { "keyId", "algorithm", "headers", "signature" })
        {
            yield return Each($"{name} empty", name, part => $"{part.Name}=\"\"");
            yield return Each($"{name} blank", name, part => $"{part.Name}=\" \"");
            yield return Each($"{name} without a value", name, part => $"{part.Name}=");
            yield return Each($"{name} doubled", name, part => $"{Plain(part)},{Plain(part)}", SignatureMalformed);
            yield return Each($"{name} doubled in another case", name, part => $"{Plain(part)},{part.Name.ToUpperInvariant()}=\"x\"", SignatureMalformed);
            yield return Each($"{name} with its quote open", name, part => $"{part.Name}=\"{part.Value}");
            yield return Each($"{name} with an escape at the end", name, part => $"{part.Name}=\"{part.Value}\\\"");
            yield return Each($"{name} in single quotes", name, part => $"{part.Name}='{part.Value}'");
            if (name == "keyId")
                continue;
            yield return Each($"{name} cut short", name, part => $"{part.Name}=\"{part.Value[..^3]}\"");
            var length = draft.Sign().All().First(part => part.Name == name).Value.Length;
            foreach (var position in Enumerable.Range(0, 10).Select(step => step * (length - 1) / 9).Distinct())
                yield return Each($"{name} altered by a bit at {position}", name, part => $"{part.Name}=\"{AlteredHeaders.Flip(part.Value, position)}\"");
        }

        RequestCase Each(string title, string name, Func<(string Name, string Value), string> spell, AuthenticationFailure? expected = null) =>
            new(title, Spelt(draft, part => part.Name == name ? spell(part) : Plain(part)), expected);
    }

    private static IEnumerable<RequestCase> OfCoverage(RequestDraft draft)
    {
        foreach (var name in RequestDraft.Required)
        {
            string[] others = [.. draft.Covered.Where(other => other != name)];
            yield return new($"{name} not covered", (draft with { Covered = others }).Build(), CoverageIncomplete);
            yield return new($"only {name} covered", (draft with { Covered = [name] }).Build(), CoverageIncomplete);
            yield return new($"{name} covered with an empty value", (draft with { ClaimedValue = other => other == name ? "" : null }).Build(), SignatureMismatch);
            yield return new($"{name} covered under a like name", (draft with { Covered = [.. others, $"x-{name.Trim('(', ')')}"] }).Build(), CoverageIncomplete);
            yield return new($"{name} covered twice", (draft with { Covered = [.. draft.Covered, name.ToLowerInvariant()] }).Build(), SignatureMalformed);
            yield return new($"{name} listed though not signed", (draft with { Covered = others, CoveredText = string.Join(' ', draft.Covered) }).Build(), SignatureMismatch);
        }

        yield return new("nothing covered", (draft with { Covered = [] }).Build(), CoverageIncomplete);
        yield return new("all covered with empty values", (draft with { ClaimedValue = _ => "" }).Build(), SignatureMismatch);
        yield return new("an absent header covered", (draft with { Covered = [.. draft.Covered, "X-Absent"] }).Build(), CoveredHeaderMissing);
        yield return new("names separated by commas", (draft with { CoveredText = string.Join(',', draft.Covered) }).Build(), CoverageIncomplete);
        yield return new("another order than was signed", (draft with { CoveredText = string.Join(' ', draft.Covered.Reverse()) }).Build(), SignatureMismatch);
        yield return new("too many names", (draft with { CoveredText = string.Join(' ', draft.Covered.Concat(Enumerable.Range(0, 80).Select(i => $"x-{i}"))) }).Build(), SignatureMalformed);
    }

    private static IEnumerable<RequestCase> OfLifetimes(RequestDraft draft)
    {
        var now = draft.Now.ToUnixTimeSeconds();
        yield return Lived("created in the future", $"{now + 3600}", null, SignatureExpired);
        yield return Lived("expired", null, $"{now - 3600}", SignatureExpired);
        yield return Lived("expired in decimals", null, $"{now - 3600}.75", SignatureExpired);
        yield return Lived("created at the end of time", "99999999999999999999", null, SignatureExpired);
        foreach (var text in new[] { "soon", "-1", "1e99", "0x5f", new string('9', 60), "NaN", "" })
        {
            yield return Lived($"created {text}", text, null, SignatureMalformed);
            yield return Lived($"expires {text}", null, text, SignatureMalformed);
        }

        yield return new("(created) covered with rsa-sha256",
            (draft with { Created = $"{now}", Covered = ["(created)", .. draft.Covered] }).Build(), AlgorithmUnacceptable);
        yield return new("(created) covered and not given",
            (draft with { Algorithm = "hs2019", Covered = ["(created)", .. draft.Covered] }).Build(), CoveredHeaderMissing);

        RequestCase Lived(string name, string? created, string? expires, AuthenticationFailure expected) =>
            new(name, (draft with { Algorithm = "hs2019", Created = created, Expires = expires }).Build(), expected);
    }

    private static IEnumerable<RequestCase> OfSyntax(RequestDraft draft)
    {
        string[] headers =
        [
            ",", "\"", "=", "===", "\\", "Signature", "Basic dXNlcjpwYXNz", "Bearer x.y.z", "null", "{}", "[]", "keyId", "keyId=", "keyId=\"",
            "sig1=:dGVzdA==:;keyid=\"test\"", "\0", "\u2028", new string('"', 4000), new string(',', 4000), new string('=', 4000),
            string.Concat(Enumerable.Repeat("a=b,", 1000)), "keyId=\"\\", "é=\"é\"",
        ];
        foreach (var header in headers)
            yield return new($"Signature is {(header.Length > 40 ? header[..40] : header)}", draft.Build(all => all["Signature"] = header), SignatureMalformed);
        yield return new("Signature too long", draft.Build(all => all["Signature"] += ",x=\"" + new string('x', 9000) + "\""), SignatureMalformed);
    }

    private static string Plain((string Name, string Value) part) => $"{part.Name}=\"{part.Value}\"";

    private static FailureFunctions.Copernica.WebhookRequest Spelt(RequestDraft draft, Func<(string Name, string Value), string?> spell) =>
        (draft with { Spelling = parts => string.Join(',', parts.All().Select(spell).OfType<string>()) }).Build();
}
