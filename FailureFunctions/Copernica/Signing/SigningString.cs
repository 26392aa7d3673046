using System.Buffers;
using System.Text;

namespace FailureFunctions.Copernica.Signing;

/// <summary>
/// What is signed (draft-cavage-http-signatures-10, section 2.3): a line <c>name: value</c> per covered header, the name in
/// lower case, the value trimmed, with <c>\n</c> between lines and none at the end.
/// </summary>
internal static class SigningString
{
    /// <summary>The method and target of the request, as a line among the headers.</summary>
    public const string RequestTarget = "(request-target)";

    /// <summary>When the signature was made, as a line among the headers.</summary>
    public const string Created = "(created)";

    /// <summary>Until when the signature counts, as a line among the headers.</summary>
    public const string Expires = "(expires)";

    /// <summary>Puts it together, in UTF-8.</summary>
    /// <param name="names">The covered names in lower case.</param>
    /// <param name="valueOf">Gives the value of each; null for one that is absent.</param>
    /// <param name="output">Receives it.</param>
    /// <returns>Whether every name has a value.</returns>
    public static bool TryWrite(IReadOnlyList<string> names, Func<string, string?> valueOf, IBufferWriter<byte> output)
    {
        for (var index = 0; index < names.Count; index++)
        {
            var name = names[index];
            if (valueOf(name) is not { } value)
                return false;
            if (index > 0)
                Encoding.UTF8.GetBytes("\n", output);
            Encoding.UTF8.GetBytes(name, output);
            Encoding.UTF8.GetBytes(": ", output);
            Encoding.UTF8.GetBytes(value.AsSpan().Trim(" \t\r\n"), output);
        }

        return true;
    }
}
