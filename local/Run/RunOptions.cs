using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace FailureFunctions.Local.Run;

/// <summary>The command line.</summary>
internal sealed record RunOptions
{
    public const string Usage = """
        Usage: dotnet run --project local/Run [-- [--once] [--port N] [--tables-port N] [--bus-port N] [--folder DIR]]

          --once           post the samples, check what became of them, and end: with 0 when everything arrived
          --port N         where the app listens (7071)
          --tables-port N  where Azurite's tables listen (10002)
          --bus-port N     where the Service Bus emulator listens (5672)
          --folder DIR     where tables, signing key and log are kept (.local)

        A port of 0 is any free one.
        """;

    public bool Once { get; private init; }

    public int Port { get; private init; } = 7071;

    public int TablesPort { get; private init; } = 10002;

    public int BusPort { get; private init; } = 5672;

    /// <summary>Null for the repository's <c>.local</c>.</summary>
    public string? Folder { get; private init; }

    /// <param name="args">The words of the command line.</param>
    /// <param name="options">What they ask for.</param>
    /// <param name="error">What is wrong with them.</param>
    public static bool TryParse(string[] args, [NotNullWhen(true)] out RunOptions? options, [NotNullWhen(false)] out string? error)
    {
        (options, error) = (null, null);
        var parsed = new RunOptions();
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i];
            if (name == "--once")
            {
                parsed = parsed with { Once = true };
                continue;
            }
            if (name is not ("--port" or "--tables-port" or "--bus-port" or "--folder"))
                error = $"{name} is not an option.";
            else if (++i == args.Length)
                error = $"{name} needs a value.";
            else if (name == "--folder" && (args[i].Length == 0 || args[i].Contains('\0', StringComparison.Ordinal)))
                error = $"--folder: \"{args[i]}\" is not a folder; name one, such as .local.";
            else if (name == "--folder")
                parsed = parsed with { Folder = Path.GetFullPath(args[i]) };
            else if (!ushort.TryParse(args[i], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
                error = $"{name}: \"{args[i]}\" is not a port; give a number from 0 to 65535.";
            else
                parsed = name switch
                {
                    "--port" => parsed with { Port = port },
                    "--tables-port" => parsed with { TablesPort = port },
                    _ => parsed with { BusPort = port },
                };
            if (error is not null)
                return false;
        }
        options = parsed;
        return true;
    }
}
