using System.Buffers;
using System.Globalization;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Suppression;
using FailureFunctions.Tables;

namespace FailureFunctions.Functions.Http;

/// <summary>The body of a request about the suppression list.</summary>
internal interface ISuppressionRequest
{
    /// <summary>Such a body, for people.</summary>
    static abstract string Example { get; }

    void Check(FieldErrors errors);
}

/// <summary>Whom to look up.</summary>
internal sealed record LookupRequest : ISuppressionRequest
{
    public static string Example => """{"recipient":"…"}""";

    public string? Recipient { get; init; }

    public void Check(FieldErrors errors) => errors.Recipient("recipient", Recipient);
}

/// <summary>Whom to check before a mailing.</summary>
internal sealed record CheckRequest : ISuppressionRequest
{
    public const int Most = 1_000;

    /// <summary>The longest body, in bytes: room for <see cref="Most"/> addresses of the longest kind.</summary>
    public const int LongestBody = 4 * 1024 * 1024;

    public static string Example => """{"recipients":["…"]}""";

    public IReadOnlyList<string?>? Recipients { get; init; }

    public void Check(FieldErrors errors)
    {
        if (Recipients is not { Count: > 0 and <= Most } recipients)
        {
            errors.Add("recipients", $"is required: 1 to {Most} addresses");
            return;
        }
        for (var i = 0; i < recipients.Count; i++)
            errors.Recipient($"recipients[{i}]", recipients[i]);
    }
}

/// <summary>Who decides, and why.</summary>
internal abstract record DecisionFields
{
    public string? Recipient { get; init; }

    public string? Actor { get; init; }

    public string? Note { get; init; }

    /// <summary>The version that the caller has seen; null for any.</summary>
    public int? Version { get; init; }
}

internal sealed record AddRequest : DecisionFields, ISuppressionRequest
{
    public static string Example => """{"recipient":"…","actor":"…"}""";

    public void Check(FieldErrors errors)
    {
        errors.Address("recipient", Recipient);
        errors.Decision(this);
    }
}

internal sealed record ReleaseRequest : DecisionFields, ISuppressionRequest
{
    public static string Example => AddRequest.Example;

    public void Check(FieldErrors errors)
    {
        errors.Recipient("recipient", Recipient);
        errors.Decision(this);
    }
}

/// <summary>A decision to protect a recipient or a domain, or not any longer.</summary>
internal sealed record ProtectRequest : DecisionFields, ISuppressionRequest
{
    public static string Example => AddRequest.Example;

    public string? Domain { get; init; }

    /// <summary>False ends the protection.</summary>
    public bool? Protected { get; init; }

    public DecisionKind Kind => Protected is false ? DecisionKind.Unprotect : DecisionKind.Protect;

    public void Check(FieldErrors errors)
    {
        if (Recipient is not null && Domain is not null)
            errors.Add("domain", "must not be given together with recipient: send two requests");
        else if (Domain is not null)
            errors.Domain("domain", Domain);
        else
            errors.Address("recipient", Recipient);
        errors.Decision(this);
    }
}

/// <summary>What is wrong with a request. No error repeats what was sent: it may be an address.</summary>
internal sealed class FieldErrors
{
    /// <summary>As many are reported.</summary>
    public const int Most = 100;

    /// <summary>RFC 5321 (section 4.5.3.1.3): a path has 256, of which two are its brackets.</summary>
    public const int LongestAddress = 254;

    private const int LongestActor = 64;
    private const int LongestNote = 500;

    // Of RFC 5322 (section 3.2.3), which need quotes: with one of them, it is mostly two addresses.
    private static readonly SearchValues<char> Specials = SearchValues.Create("()<>[]:;@\\,\"");

    private readonly List<FieldError> _errors = [];

    public IReadOnlyList<FieldError> Reported => _errors;

    public int Count { get; private set; }

    public void Add(string field, string message)
    {
        if (Count++ < Most)
            _errors.Add(new FieldError(field, message));
    }

    /// <summary>Anything that a failure may have been reported of, a valid address or not: a person may look it up and release it.</summary>
    public void Recipient(string field, string? text)
    {
        if (RecipientKey.Of(FailureNotification.RecipientOf(text)).Value.Length == 0)
            Add(field, "is required: an address");
        else if (text!.Length > FieldLimits.Recipient)
            Add(field, $"is longer than {FieldLimits.Recipient} characters");
    }

    /// <summary>An address that mail can be sent to.</summary>
    public void Address(string field, string? text)
    {
        var key = RecipientKey.Of(FailureNotification.RecipientOf(text));
        if (key.Value.Length == 0)
            Add(field, "is required: an address");
        else if (key.Value.Length > LongestAddress)
            Add(field, $"is longer than {LongestAddress} characters");
        else if (!IsAddress(key))
            Add(field, "is not one address: a local part, an at sign and a domain, without blanks and invisible characters");
    }

    public void Domain(string field, string? text)
    {
        if (ProtectedDomains.DomainOf(text ?? "") is not { } domain || !IsDomain(domain))
            Add(field, "is not a domain: such as example.nl");
    }

    public void Decision(DecisionFields sent)
    {
        Actor(sent.Actor, sent.Note);
        if (sent.Version < 0)
            Add("version", "must be the version of an earlier answer");
    }

    public void Actor(string? actor, string? note)
    {
        if (string.IsNullOrWhiteSpace(actor))
            Add("actor", "is required: who decides, a person or a system");
        Who(actor, note);
    }

    public void Who(string? actor, string? note)
    {
        Text("actor", actor, LongestActor);
        Text("note", note, LongestNote);
    }

    private void Text(string field, string? text, int longest)
    {
        if (text?.Length > longest)
            Add(field, $"is longer than {longest} characters");
        else if (text?.Any(char.IsControl) is true)
            Add(field, "must not contain control characters or line breaks");
    }

    private static bool IsAddress(RecipientKey key)
    {
        var local = key.Value.AsSpan(0, Math.Max(0, key.Value.LastIndexOf('@')));
        var isQuoted = local is ['"', _, .., '"'];
        return local.Length > 0 && (isQuoted || !local.ContainsAny(Specials)) && !key.Value.Any(IsUnseen) && key.Domain is { } domain && IsDomain(domain);
    }

    // They come with what is copied from a page or a spreadsheet. Those that join letters are part of some languages.
    private static bool IsUnseen(char letter) => char.IsWhiteSpace(letter) || char.IsControl(letter)
        || (char.GetUnicodeCategory(letter) is UnicodeCategory.Format && letter is not ('\u200C' or '\u200D'));

    private static bool IsDomain(string domain) =>
        domain.Length < LongestAddress && !domain.EndsWith('.') && Uri.CheckHostName(domain.Trim('[', ']').Replace("ipv6:", "", StringComparison.Ordinal)) is not UriHostNameType.Unknown;
}
