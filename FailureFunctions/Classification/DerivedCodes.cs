using FailureFunctions.Smtp;

namespace FailureFunctions.Classification;

/// <summary>
/// Enhanced codes that say nothing, since the sender's server made them of the digits of the reply code: 550 becomes 5.5.0,
/// which RFC 3463 would read as a protocol fault. Source: MailerQ 5.13, "SMTP reply codes".
/// </summary>
internal static class DerivedCodes
{
    /// <returns>False without a reply code: then nothing tells.</returns>
    public static bool IsDerived(EnhancedStatusCode extended, ReplyCode? code) =>
        code is { } reply && extended.Class == reply.Class && extended.Subject == reply.Value / 10 % 10 && extended.Detail == reply.Value % 10;
}
