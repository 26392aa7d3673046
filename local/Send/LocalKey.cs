using System.Security.Cryptography;

namespace FailureFunctions.Local.Send;

/// <summary>
/// The key that <c>local/Run</c> and <c>local/Send</c> share, so that a running Run accepts what Send signs: a file in the
/// repository's <c>.local</c> folder, which git ignores.
/// </summary>
public static class LocalKey
{
    /// <summary>The name of the key, below the domain that the app expects.</summary>
    public const string KeyId = "local._domainkey.copernica.com";

    /// <summary>The account that it signs for.</summary>
    public const string Account = "account_1234";

    /// <summary>Where the key is in a folder.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, "copernica.pem");

    /// <summary>The folder in which local runs keep what they need again.</summary>
    /// <exception cref="LocalKeyException">The program does not run from inside the repository.</exception>
    public static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "FailureFunctions.sln")))
                return Path.Combine(folder.FullName, ".local");
        throw new LocalKeyException("Run this from inside the repository.");
    }

    /// <summary>Reads the key; makes it when it does not exist.</summary>
    /// <param name="folder">Where it is kept; made when missing.</param>
    /// <exception cref="LocalKeyException">The key can be neither read nor made.</exception>
    public static RSA Load(string folder)
    {
        var path = PathIn(folder);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new LocalKeyException($"The folder of the signing key, {folder}, cannot be used: {failure.Message} Make it writable.");
        }

        if (KeyFile.TryCreate(path, out var key, out var error))
            return key;
        if (!File.Exists(path))
            throw new LocalKeyException($"The signing key {error} Make the folder writable.");
        return KeyFile.TryRead(path, out key, out error)
            ? key
            : throw new LocalKeyException($"The signing key {error} Delete the file to have a new one made.");
    }
}

/// <summary>The shared key cannot be used.</summary>
/// <param name="message">What is wrong and what to do about it. The caller adds how to use another key.</param>
public sealed class LocalKeyException(string message) : Exception(message);
