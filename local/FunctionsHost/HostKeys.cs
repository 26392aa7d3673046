using System.Buffers.Text;
using System.Security.Cryptography;

namespace FailureFunctions.Local.FunctionsHost;

/// <summary>The keys that callers must send as <c>x-functions-key</c> or <c>?code=</c>.</summary>
/// <param name="Function">Opens functions of level Function.</param>
/// <param name="Master">Opens everything, <c>/admin</c> included.</param>
public sealed record HostKeys(string Function, string Master)
{
    /// <summary>New random keys.</summary>
    public static HostKeys Generate() => new(Key(), Key());

    // Without characters that a URL escapes, so that a key can be pasted behind ?code=.
    private static string Key() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(40));
}
