using FailureFunctions.Smtp;

namespace FailureFunctions.Classification;

/// <summary>
/// Enhanced codes that say nothing, since the sender's server made them up of the digits of the reply code when the
/// remote server gave none: 550 becomes 5.5.0, which RFC 3463 would read as a protocol fault.
/// Source: MailerQ 5.13, "SMTP reply codes".
/// </summary>
internal static class DerivedCodes
{
    /// <summary>Whether an enhanced code is merely the digits of the reply code, written with points.</summary>
    /// <returns>
    /// Whether it is derived. Without a reply code nothing tells; then a code in the pattern of the bare 5.5.0 (550) is
    /// taken as it is.
    /// </returns>
    public static bool IsDerived(EnhancedStatusCode extended, ReplyCode? code) =>
        code is { } reply
        && extended.Class == reply.Class
        && extended.Subject == reply.Value / 10 % 10
        && extended.Detail == reply.Value % 10;
}
