using System.Text;
using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Signing;

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

    public static IEnumerable<RequestCase> Of(RequestDraft draft) => [.. OfHeaders(draft), .. OfTargets(draft), .. OfBodies(draft)];

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
