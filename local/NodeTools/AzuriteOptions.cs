namespace FailureFunctions.Local.NodeTools;

/// <summary>How <see cref="AzuriteServer"/> runs the table service.</summary>
public sealed record AzuriteOptions
{
    /// <summary>The folder that keeps the tables, made when missing; <see langword="null"/> (default) keeps them in memory.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The TCP port on 127.0.0.1; 0 (default) takes a free one. Azurite's own default is 10002.</summary>
    public int Port { get; init; }

    /// <summary>How long Azurite may take to start. Default 60 s, which leaves room for a busy machine.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Receives a line before something that takes long, such as installing the packages.</summary>
    public Action<string>? Report { get; init; }
}
