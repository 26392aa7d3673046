namespace FailureFunctions.Local.NodeTools;

/// <summary>The last lines that a process wrote, kept for the error message when it fails.</summary>
internal sealed class OutputTail
{
    private const int Kept = 20;
    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();

    public void Add(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;

        lock (_gate)
        {
            _lines.Enqueue(line.TrimEnd());
            if (_lines.Count > Kept)
                _lines.Dequeue();
        }
    }

    public string[] Lines
    {
        get
        {
            lock (_gate)
                return [.. _lines];
        }
    }

    public override string ToString() => string.Join(Environment.NewLine, Lines);
}
