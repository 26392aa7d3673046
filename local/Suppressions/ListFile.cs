using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace FailureFunctions.Local.Suppressions;

/// <summary>A part that the app takes in one call.</summary>
/// <param name="FirstLine">The line of the file at which it begins, its header not counted.</param>
/// <param name="HeaderLines">How many lines the part has before that.</param>
internal sealed record Part(string Text, int FirstLine, int HeaderLines)
{
    public int LineInFile(int line) => Math.Max(1, FirstLine + line - 1 - HeaderLines);

    public int LineOf(int lineInFile) => Math.Max(1, lineInFile - FirstLine + 1 + HeaderLines);
}

/// <summary>A file of addresses, CSV or NDJSON. A cell must not have line breaks; the app takes none.</summary>
internal sealed class ListFile
{
    /// <summary>What the app takes in one call: docs/suppression.md.</summary>
    public const int MostLines = 5_000;

    // Less than the 4 MiB that the app takes.
    private const int MostBytes = 4_000_000;

    private readonly string[] _lines;

    private ListFile(string path, byte[] content)
    {
        IsCsv = !path.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase) && !path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);
        Hash = Convert.ToHexStringLower(SHA256.HashData(content));
        _lines = Encoding.UTF8.GetString(content).TrimStart('\uFEFF').TrimEnd('\r', '\n').Split('\n');
        WrongLine = WrongLineOf(content);
    }

    public bool IsCsv { get; }

    public string Hash { get; }

    public int Lines => _lines.Length;

    /// <summary>The first line that is not UTF-8; null if there is none.</summary>
    public int? WrongLine { get; }

    public static async Task<ListFile> ReadAsync(string path, CancellationToken cancellationToken) =>
        new(path, await File.ReadAllBytesAsync(path, cancellationToken));

    /// <param name="from">The line of the file to begin with.</param>
    public IEnumerable<Part> Parts(int from)
    {
        var header = IsCsv ? 1 : 0;
        var first = Math.Max(from - 1, header);
        // One without addresses too, so that the app says what is wrong.
        if (first >= _lines.Length && from == 1)
            yield return new Part(_lines[0] + "\n", FirstLine: 1, HeaderLines: 0);
        while (first < _lines.Length)
        {
            var text = new StringBuilder(IsCsv ? _lines[0] + "\n" : "");
            var next = first;
            for (var bytes = 0; next < _lines.Length && next - first < MostLines; next++)
            {
                bytes += Encoding.UTF8.GetByteCount(_lines[next]) + 1;
                if (bytes > MostBytes && next > first)
                    break;
                text.Append(_lines[next]).Append('\n');
            }
            yield return new Part(text.ToString(), first + 1, header);
            first = next;
        }
    }

    private static int? WrongLineOf(ReadOnlySpan<byte> content)
    {
        var line = 1;
        foreach (var bytes in content.Split((byte)'\n'))
        {
            if (!Utf8.IsValid(content[bytes]))
                return line;
            line++;
        }
        return null;
    }
}
