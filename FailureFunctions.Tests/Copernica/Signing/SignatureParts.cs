namespace FailureFunctions.Tests.Copernica.Signing;

/// <summary>The parameters of a Signature header, to be spelt in some way.</summary>
internal sealed record SignatureParts(
    string KeyId, string? Algorithm, string Headers, string Signature, string? Created = null, string? Expires = null)
{
    public string AsDocumented() => Joined(",");

    public string Joined(string separator) => string.Join(separator, All().Select(part => $"{part.Name}=\"{part.Value}\""));

    public IEnumerable<(string Name, string Value)> All()
    {
        yield return ("keyId", KeyId);
        if (Algorithm is not null)
            yield return ("algorithm", Algorithm);
        if (Created is not null)
            yield return ("created", Created);
        if (Expires is not null)
            yield return ("expires", Expires);
        yield return ("headers", Headers);
        yield return ("signature", Signature);
    }
}
