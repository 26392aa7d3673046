using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text;

namespace FailureFunctions.Local.Send;

/// <param name="What">What it is about, where several are sent; null otherwise.</param>
internal sealed record SentBody(string ContentType, byte[] Body, string? What = null);

/// <summary>What the command line asks for.</summary>
internal sealed record SendOptions
{
    private static readonly string[] Known = ["--url", "--key", "--new-key", "--key-id", "--account", "--file", "--content-type", "--sample"];

    public static string Usage => $"""
        Sends a notification, signed as Copernica signs, and shows the answer.

          dotnet run --project local/Send -- --url URL [--key FILE] [--key-id NAME] [--account ACCOUNT]
              [name=value … | --file FILE [--content-type TYPE] | --sample [N]]
              sends fields, a file, a sample (1 by default), or with --sample alone one of each kind
              ({string.Join(", ", SampleBodies.OneOfEach)}):
        {string.Join('\n', Enumerable.Range(1, SampleBodies.Count).Select(number => $"      {number}  {SampleBodies.Describe(number)}"))}

          dotnet run --project local/Send -- --new-key FILE [--key-id NAME]
              makes a key for a deployed app and prints the setting with which the app trusts it

        URL is the webhook's, with its function key: https://failures.example.com/api/failures?code=…
        Without --key the key is that of local/Run. NAME is {LocalKey.KeyId} and ACCOUNT is {LocalKey.Account} by default.
        """;

    public Uri? Url { get; private init; }

    public string? KeyPath { get; private init; }

    public string? NewKeyPath { get; private init; }

    public string KeyId { get; private init; } = LocalKey.KeyId;

    public string Account { get; private init; } = LocalKey.Account;

    /// <summary>What is sent, in this order.</summary>
    public IReadOnlyList<SentBody> Bodies { get; private init; } = [];

    /// <summary>Reads the command line.</summary>
    /// <param name="args">Its words.</param>
    /// <param name="options">What they ask for.</param>
    /// <param name="error">What is wrong with them.</param>
    public static bool TryParse(string[] args, [NotNullWhen(true)] out SendOptions? options, [NotNullWhen(false)] out string? error)
    {
        options = null;
        var values = new Dictionary<string, string>();
        var fields = new List<string>();
        for (var index = 0; index < args.Length; index++)
        {
            var word = args[index];
            error = !word.StartsWith("--", StringComparison.Ordinal) ? null
                : !Known.Contains(word) ? $"{word} is not known; there are {string.Join(", ", Known)}."
                : word == "--sample" && (index + 1 == args.Length || args[index + 1].StartsWith("--", StringComparison.Ordinal)) ? values.TryAdd(word, "") ? null : $"{word} is given twice."
                : index + 1 == args.Length ? $"{word} lacks its value."
                : !values.TryAdd(word, args[++index]) ? $"{word} is given twice."
                : null;
            if (error is not null)
                return false;
            if (!word.StartsWith("--", StringComparison.Ordinal))
                fields.Add(word);
        }

        options = new SendOptions
        {
            KeyPath = values.GetValueOrDefault("--key"),
            NewKeyPath = values.GetValueOrDefault("--new-key"),
            KeyId = values.GetValueOrDefault("--key-id", LocalKey.KeyId),
            Account = values.GetValueOrDefault("--account", LocalKey.Account),
        };
        error = options.NewKeyPath is not null ? null : Complete(ref options, values, fields);
        return error is null;
    }

    private static string? Complete(ref SendOptions options, Dictionary<string, string> values, List<string> fields)
    {
        if (!values.TryGetValue("--url", out var address))
            return "--url is missing: the webhook's address, with its function key.";
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || (url.Scheme != "http" && url.Scheme != "https"))
            return $"--url: \"{address}\" is no http or https address; write one such as http://localhost:7071/api/failures.";
        if ((fields.Count > 0 ? 1 : 0) + (values.ContainsKey("--file") ? 1 : 0) + (values.ContainsKey("--sample") ? 1 : 0) > 1)
            return "Give either fields, or --file, or --sample.";
        if (ReadBodies(values, fields, out var bodies) is { } error)
            return error;
        var contentType = values.GetValueOrDefault("--content-type");
        options = options with { Url = url, Bodies = contentType is null ? bodies : [.. bodies.Select(body => body with { ContentType = contentType })] };
        return null;
    }

    private static string? ReadBodies(Dictionary<string, string> values, List<string> fields, out IReadOnlyList<SentBody> bodies)
    {
        const string form = "application/x-www-form-urlencoded";
        bodies = [];
        if (values.TryGetValue("--file", out var path))
        {
            try
            {
                bodies = [new SentBody(path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? "application/json" : form, File.ReadAllBytes(path))];
                return null;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
            {
                return $"--file: {path} cannot be read: {failure.Message}";
            }
        }

        if (fields.Count > 0)
        {
            if (fields.Find(field => field.IndexOf('=', StringComparison.Ordinal) < 1) is { } wrong)
                return $"\"{wrong}\" is no field; write name=value.";
            bodies = [new SentBody(form, Encoding.ASCII.GetBytes(string.Join('&', fields.Select(Encode))))];
            return null;
        }

        var sample = values.GetValueOrDefault("--sample", "1");
        if (sample.Length == 0)
        {
            bodies = [.. SampleBodies.OneOfEach.Select(each => Sample(each) with { What = SampleBodies.Describe(each) })];
            return null;
        }

        if (!int.TryParse(sample, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1 || number > SampleBodies.Count)
            return $"--sample: \"{sample}\" is none; there are 1 to {SampleBodies.Count}.";
        bodies = [Sample(number)];
        return null;
    }

    private static SentBody Sample(int number)
    {
        var (contentType, body) = SampleBodies.Get(number);
        return new SentBody(contentType, body);
    }

    private static string Encode(string field)
    {
        var parts = field.Split('=', 2);
        return $"{WebUtility.UrlEncode(parts[0])}={WebUtility.UrlEncode(parts[1])}";
    }
}
