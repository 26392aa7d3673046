namespace FailureFunctions.Observability;

/// <summary>The fields of a text such as <c>Authorization=AAD;ClientId=…</c>.</summary>
internal static class ConnectionFields
{
    /// <summary>Reads the fields; a part without <c>=</c> is a field without a value, and of two of the same name the first counts.</summary>
    public static Dictionary<string, string> Parse(string text)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            fields.TryAdd(at < 0 ? part : part[..at].TrimEnd(), at < 0 ? "" : part[(at + 1)..].TrimStart());
        }
        return fields;
    }
}
