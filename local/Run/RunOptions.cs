using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace FailureFunctions.Local.Run;

/// <summary>The command line.</summary>
internal sealed record RunOptions
{
    public const string Usage = """
        Usage: dotnet run --project local/Run [-- [--once] [--port N] [--tables-port N] [--bus-port N]]

          --once           do it all once and end: 0 when everything arrived
          --port N         where the app listens (7071)
          --tables-port N  where Azurite's tables listen (10002)
          --bus-port N     where the Service Bus emulator listens (5672)

        A port of 0 is any free one.
        """;

    public bool Once { get; private init; }

    public int Port { get; private init; } = 7071;

    public int TablesPort { get; private init; } = 10002;

    public int BusPort { get; private init; } = 5672;

    public static bool TryParse(string[] args, [NotNullWhen(true)] out RunOptions? options)
    {
        options = null;
        var parsed = new RunOptions();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--once")
            {
                parsed = parsed with { Once = true };
                continue;
            }
            if (++i == args.Length
                || !ushort.TryParse(args[i], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
                return false;
            switch (args[i - 1])
            {
                case "--port":
                    parsed = parsed with { Port = port };
                    break;
                case "--tables-port":
                    parsed = parsed with { TablesPort = port };
                    break;
                case "--bus-port":
                    parsed = parsed with { BusPort = port };
                    break;
                default:
                    return false;
            }
        }
        options = parsed;
        return true;
    }
}
