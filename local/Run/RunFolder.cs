namespace FailureFunctions.Local.Run;

/// <summary>The folder of a run: tables, signing key and log. One run uses it at a time.</summary>
internal sealed class RunFolder : IAsyncDisposable
{
    // EWOULDBLOCK on Linux and macOS, ERROR_SHARING_VIOLATION on Windows.
    private static readonly int[] LockedByAnother = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream _lock;

    private RunFolder(string path, FileStream theLock)
    {
        (Path, _lock) = (path, theLock);
        LogFile = System.IO.Path.Combine(path, "run.log");
        TablesFolder = Directory.CreateDirectory(System.IO.Path.Combine(path, "azurite")).FullName;
        Log = TextWriter.Synchronized(new StreamWriter(LogFile) { AutoFlush = true });
    }

    public string Path { get; }

    public string TablesFolder { get; }

    public string LogFile { get; }

    /// <summary>The log of this run, empty at first; for all threads.</summary>
    public TextWriter Log { get; }

    /// <summary>Makes the folder when it is missing, and keeps other runs out of it.</summary>
    /// <exception cref="RunFolderException">Another run uses the folder, or it cannot be written to.</exception>
    public static RunFolder Open(string path)
    {
        FileStream? theLock = null;
        try
        {
            Directory.CreateDirectory(path);
            theLock = new FileStream(System.IO.Path.Combine(path, "run.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new RunFolder(path, theLock);
        }
        catch (IOException exception) when (theLock is null && LockedByAnother.Contains(exception.HResult))
        {
            throw new RunFolderException($"Another run uses the folder {path}. Stop it, or name another folder with --folder.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            theLock?.Dispose();
            throw new RunFolderException($"The folder {path} cannot be used: {exception.Message} Make the folder writable, or name another one with --folder.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Log.DisposeAsync();
        await _lock.DisposeAsync();
    }
}

/// <summary>The folder cannot be used.</summary>
/// <param name="message">What is wrong and what to do about it.</param>
internal sealed class RunFolderException(string message) : Exception(message);
