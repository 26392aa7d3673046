namespace FailureFunctions.Local.ServiceBusEmulator.Configuration;

/// <summary>The configuration cannot be used; the message begins with the JSON path of the fault.</summary>
public sealed class ConfigurationException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="path">Where in the JSON the fault lies, for example <c>$.UserConfig.Namespaces[0].Topics[1].Name</c>.</param>
    /// <param name="problem">What is wrong and what to fix.</param>
    public ConfigurationException(string path, string problem)
        : base($"{path}: {problem}") => Path = path;

    /// <summary>Where in the JSON the fault lies.</summary>
    public string Path { get; }
}
