namespace FailureFunctions.Infra.Webhook;

/// <summary>What the command ends with, so that a script can tell what to fix from what to try again.</summary>
public enum ExitCode
{
    /// <summary>All went well.</summary>
    Done = 0,

    /// <summary>Copernica refused, or answered what cannot be understood.</summary>
    Refused = 1,

    /// <summary>The command, a setting or the state file is wrong; nothing was sent.</summary>
    WrongCommand = 2,

    /// <summary>No answer for now: unreachable, timed out, too many calls, an error on the other side.</summary>
    TryLater = 3,

    /// <summary>Something is missing and was not recorded, or could not be compared: too recent, unreadable, no log.</summary>
    Missing = 4,
}
