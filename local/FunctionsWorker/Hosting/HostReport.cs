namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>What the host itself tells the one who started it.</summary>
internal sealed class HostReport(TextWriter output, TextWriter errors)
{
    public void Started(IEnumerable<string> functions, Uri? address)
    {
        output.WriteLine();
        output.WriteLine("Functions:");
        foreach (var line in functions)
            output.WriteLine($"        {line}");
        output.WriteLine();
        output.WriteLine($"Functions host ready on {address?.GetLeftPart(UriPartial.Authority)}");
        output.Flush();
    }

    public void Note(string text) => output.WriteLine(text);

    public void Failed(string text) => errors.WriteLine($"The Functions host cannot start. {text}");
}
