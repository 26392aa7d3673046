using System.Text;
using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Signing;
using static FailureFunctions.Copernica.Signing.AuthenticationFailure;

namespace FailureFunctions.Tests.Copernica.Signing;

/// <summary>Requests that were altered after they had been signed: headers, target, method, body.</summary>
internal static class AlteredHeaders
{
    private static readonly (string Name, AuthenticationFailure Missing)[] Required =
    [
        ("Host", AuthenticationFailure.HostMissing),
        ("Date", AuthenticationFailure.DateMissing),
        ("X-Copernica-ID", AuthenticationFailure.AccountMissing),
        ("Digest", AuthenticationFailure.DigestMissing),
        ("Signature", AuthenticationFailure.SignatureMissing),
        ("X-Nonce", AuthenticationFailure.CoveredHeaderMissing),
        ("Content-Type", AuthenticationFailure.CoveredHeaderMissing),
    ];

    public static IEnumerable<RequestCase> Of(RequestDraft draft) => [.. OfHeaders(draft), .. OfCommas(draft), .. OfTargets(draft), .. OfBodies(draft)];

    private static IEnumerable<RequestCase> OfHeaders(RequestDraft draft)
    {
        foreach (var (name, missing) in Required)
        {
            yield return new($"{name} missing", draft.Build(headers => headers.Remove(name)), missing);
            yield return new($"{name} empty", draft.Build(headers => headers[name] = ""));
            yield return new($"{name} blank", draft.Build(headers => headers[name] = " \t "));
            yield return new($"{name} doubled", draft.Build(headers => headers[name] = $"{headers[name]}, {headers[name]}"));
            yield return new($"{name} cut short", draft.Build(headers => headers[name] = headers[name][..^1]));
            yield return new($"{name} with a character more", draft.Build(headers => headers[name] += "x"));
            yield return new($"{name} with a nul", draft.Build(headers => headers[name] += "\0"));
            yield return new($"{name} beyond ASCII", draft.Build(headers => headers[name] = $"é{headers[name]}"));
            yield return new($"{name} very long", draft.Build(headers => headers[name] += new string('a', 5000)));
            var length = draft.Build().Headers[name]!.Length;
            foreach (var position in Enumerable.Range(0, 8).Select(step => step * (length - 1) / 7).Distinct())
                yield return new($"{name} altered by a bit at {position}", draft.Build(headers => headers[name] = Flip(headers[name], position)));
        }
    }

    private static IEnumerable<RequestCase> OfCommas(RequestDraft draft)
    {
        var repeated = draft with { More = new Dictionary<string, string> { ["X-Nonce"] = "a, b c" } };
        foreach (var sent in new[] { "a b c", "ab c", "a,, b c", "b c, a", "a, b, c", "a, bc", "a; b c", ",a, b c", "a, b c," })
            yield return Mismatch($"X-Nonce a, b c sent as {sent}", repeated.Build(headers => headers["X-Nonce"] = sent));
        yield return new("Date without the blank after its comma", draft.Build(headers => headers["Date"] = headers["Date"].Replace(", ", ",", StringComparison.Ordinal)));
        var target = draft with { Target = $"{draft.Target}&x=1,2" };
        yield return Mismatch("a blank in the target", target.Build() with { Target = $"{draft.Target}&x=1, 2" });
    }

    private static IEnumerable<RequestCase> OfTargets(RequestDraft draft)
    {
        var request = draft.Build();
        var path = draft.Target.Split('?')[0];
        string[] targets =
        [
            path, $"{path}?", $"{path}/{draft.Target[path.Length..]}", $"{draft.Target}&", $"{draft.Target}&x=1",
            $"{path}?code=other", $"{draft.Target}#", $"/x{draft.Target}", draft.Target.ToUpperInvariant(), "", "/", "*",
            $"{draft.Target}%20", $"{draft.Target}\n(request-target): post {draft.Target}",
        ];
        foreach (var target in targets)
            yield return Mismatch($"target {target}", request with { Target = target });
        foreach (var method in new[] { "GET", "PUT", "POST ", "", "PATCH", "DELETE" })
            yield return Mismatch($"method {method}", request with { Method = method });
    }

    private static IEnumerable<RequestCase> OfBodies(RequestDraft draft)
    {
        var request = draft.Build();
        for (var bit = 0; bit < 8; bit++)
        {
            var body = draft.Body.ToArray();
            body[bit * (body.Length - 1) / 7] ^= (byte)(1 << bit);
            yield return Changed($"body altered by bit {bit}", body);
        }

        yield return Changed("body emptied", []);
        yield return Changed("body cut short", draft.Body[..^1]);
        yield return Changed("body with a byte more", [.. draft.Body, 0]);
        yield return Changed("body with a line break more", [.. draft.Body, (byte)'\n']);
        yield return Changed("body doubled", [.. draft.Body, .. draft.Body]);
        yield return Changed("another body", Encoding.UTF8.GetBytes("id=1&type=failure&recipient=ceo@example.com&state=rcptto&code=550"));

        RequestCase Changed(string name, byte[] body) =>
            new(name, request with { Body = body, Headers = WithLength(request.Headers, body.Length) }, AuthenticationFailure.DigestMismatch);
    }

    private static WebhookHeaders WithLength(WebhookHeaders headers, int length) => new(headers.Fields.Select(header =>
        header.Key == "content-length" ? KeyValuePair.Create(header.Key, $"{length}") : header));

    private static RequestCase Mismatch(string name, WebhookRequest request) =>
        new(name, request, AuthenticationFailure.SignatureMismatch);

    /// <summary>Flips the lowest bit of a character.</summary>
    public static string Flip(string text, int position) =>
        string.Concat(text.AsSpan(0, position), [(char)(text[position] ^ 1)], text.AsSpan(position + 1));
}

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
            yield return new($"{name} missing", Written(draft, part => part.Name == name ? null : Plain(part)), missing);
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

        RequestCase Each(string title, string name, Func<(string Name, string Value), string> write, AuthenticationFailure? expected = null) =>
            new(title, Written(draft, part => part.Name == name ? write(part) : Plain(part)), expected);
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
        yield return new("(expires) covered with rsa-sha256",
            (draft with { Expires = $"{now}", Covered = ["(expires)", .. draft.Covered] }).Build(), AlgorithmUnacceptable);
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

    private static WebhookRequest Written(RequestDraft draft, Func<(string Name, string Value), string?> write) =>
        (draft with { Format = parts => string.Join(',', parts.All().Select(write).OfType<string>()) }).Build();
}
