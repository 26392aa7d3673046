using System.Globalization;
using System.Text.Json;
using FailureFunctions.Classification;
using FailureFunctions.Copernica;
using FailureFunctions.Recording;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Tests.Recording;

/// <summary>Failures made as the app makes them: read, classified, identified.</summary>
internal static class StorageSamples
{
    public const string Account = "account_1234";

    // Dear to build, and without state that a caller can change.
    private static readonly ReplyClassifier Classifier = new();

    /// <summary>The failure that a body reports, received at <see cref="Samples.Now"/>.</summary>
    public static Failure Failure(string body, string account = Account) =>
        new FailureFactory(Classifier, Options.Create(new CopernicaOptions()), new FixedTime(Samples.Now)).Create(account, Samples.Notification(body), null);

    /// <summary>A failure of one recipient, whatever characters it has.</summary>
    public static Failure FailureOf(string recipient, string id = "m1", long time = 1717416451, string account = Account, params (string Name, object Value)[] more)
    {
        var fields = new Dictionary<string, object>
        {
            ["id"] = id,
            ["type"] = "failure",
            ["time"] = time.ToString(CultureInfo.InvariantCulture),
            ["recipient"] = recipient,
        };
        foreach (var (name, value) in more)
            fields[name] = value;
        return Failure(JsonSerializer.Serialize(fields), account);
    }

    /// <summary>A recipient that no other test has.</summary>
    public static string NewRecipient() => $"{Guid.NewGuid():N}@example.nl";
}
