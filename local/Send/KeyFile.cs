using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace FailureFunctions.Local.Send;

/// <summary>A private RSA key in a file, in PEM.</summary>
public static class KeyFile
{
    /// <summary>Makes a key of 2048 bits and writes it to a new file, which only its owner may read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">The key.</param>
    /// <param name="error">What is wrong, as a sentence that starts with the path.</param>
    /// <returns>Whether the file was written.</returns>
    public static bool TryCreate(string path, [NotNullWhen(true)] out RSA? key, [NotNullWhen(false)] out string? error)
    {
        key = null;
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var writer = new StreamWriter(path, options);
            key = RSA.Create(2048);
            writer.WriteLine(key.ExportPkcs8PrivateKeyPem());
            error = null;
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            error = $"{path} already exists.";
            return false;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            error = $"{path} cannot be written: {failure.Message}";
            return false;
        }
    }

    /// <summary>Reads a key.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">The key.</param>
    /// <param name="error">What is wrong, as a sentence that starts with the path.</param>
    /// <returns>Whether the file holds a private RSA key.</returns>
    public static bool TryRead(string path, [NotNullWhen(true)] out RSA? key, [NotNullWhen(false)] out string? error)
    {
        key = null;
        var rsa = RSA.Create();
        try
        {
            var pem = File.ReadAllText(path);
            if (!PemEncoding.TryFind(pem, out var fields))
                error = $"{path} is not a PEM file.";
            else if (!pem[fields.Label].EndsWith("PRIVATE KEY", StringComparison.Ordinal))
                error = $"{path} holds a {pem[fields.Label]}; signing takes the private key.";
            else
            {
                rsa.ImportFromPem(pem);
                key = rsa;
                error = null;
                return true;
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            error = File.Exists(path) ? $"{path} cannot be read: {failure.Message}" : $"{path} does not exist.";
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            error = $"{path} holds no RSA key that can be read; encrypted keys and other kinds cannot.";
        }

        rsa.Dispose();
        return false;
    }
}
