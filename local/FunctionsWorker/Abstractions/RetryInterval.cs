using System.Globalization;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>A pause between retries as the attributes write it.</summary>
internal static class RetryInterval
{
    public static TimeSpan Parse(string text, string parameterName) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval) && interval >= TimeSpan.Zero
            ? interval
            : throw new ArgumentOutOfRangeException(parameterName, text, "A pause is a time span such as 00:00:10, not negative.");
}
