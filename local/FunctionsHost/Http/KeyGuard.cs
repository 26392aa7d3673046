using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace FailureFunctions.Local.FunctionsHost.Http;

internal enum KeyLevel
{
    Anonymous,
    Function,
    Admin,
}

/// <summary>Checks the key of a request; without keys everything is open.</summary>
internal sealed class KeyGuard(HostKeys? keys)
{
    private const string Header = "x-functions-key";
    private const string QueryParameter = "code";

    public bool Allows(HttpRequest request, KeyLevel level)
    {
        if (keys is null || level == KeyLevel.Anonymous)
            return true;

        var header = request.Headers[Header].ToString();
        var key = header.Length > 0 ? header : request.Query[QueryParameter].ToString();
        return IsSame(key, keys.Master) || (level == KeyLevel.Function && IsSame(key, keys.Function));
    }

    private static bool IsSame(string key, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(expected));
}
