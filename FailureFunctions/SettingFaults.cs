using Microsoft.Extensions.Options;

namespace FailureFunctions;

/// <summary>What is wrong with the settings, as the validation at start reports it.</summary>
internal static class SettingFaults
{
    /// <summary>A line for each wrong setting; none when the exception is about something else.</summary>
    public static IReadOnlyList<string> Of(Exception exception) => exception switch
    {
        OptionsValidationException one => [.. one.Failures],
        // One for each group of settings that has a fault.
        AggregateException all when all.InnerExceptions.All(inner => inner is OptionsValidationException) => [.. all.InnerExceptions.SelectMany(Of)],
        _ => [],
    };
}
