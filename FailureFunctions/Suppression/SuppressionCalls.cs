using FailureFunctions.Dependencies;
using FailureFunctions.Recording;
using FailureFunctions.Tables;

namespace FailureFunctions.Suppression;

/// <summary>The calls of the list with their time limits. No notification waits for them.</summary>
internal static class SuppressionCalls
{
    // Of many at once, on tables or a machine that are busy.
    private static readonly TimeSpan OneRow = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ManyRows = TimeSpan.FromSeconds(20);

    public static readonly Dependency ReadEntry = Table("suppression-read", OneRow);
    public static readonly Dependency Check = Table("suppression-check", TimeSpan.FromSeconds(60));
    public static readonly Dependency ReadFailures = Dependency.TableInBackground("failures-read", TableNames.Failures, OneRow);
    public static readonly Dependency Reclassify = Dependency.TableInBackground("failures-reclassify", TableNames.Failures, ManyRows);
    public static readonly Dependency WriteEntry = Table("suppression-write", OneRow);
    public static readonly Dependency MarkEntry = Table("suppression-mark", OneRow);
    public static readonly Dependency ListEntries = Table("suppression-list", ManyRows);
    public static readonly Dependency AddDue = Table("suppression-due-add", OneRow);
    public static readonly Dependency ListDue = Table("suppression-due-list", ManyRows);
    public static readonly Dependency RemoveDue = Table("suppression-due-remove", ManyRows);
    public static readonly Dependency ReadDomains = Table("suppression-domains-read", OneRow);
    public static readonly Dependency WriteDomain = Table("suppression-domain-write", OneRow);
    public static readonly Dependency Announce = Dependency.TopicInBackground("announce", SuppressionEvent.Topic, TimeSpan.FromSeconds(10));

    public static readonly Dependency Receive = Dependency.Subscription("receive-failures", FailureEvent.Topic, SuppressionSubscription.Name, TimeSpan.FromSeconds(10));
    public static readonly Dependency Settle = Dependency.Subscription("settle-failures", FailureEvent.Topic, SuppressionSubscription.Name, TimeSpan.FromSeconds(10));

    /// <summary>The longest from reading failures to having written what follows from them.</summary>
    public static TimeSpan Longest => ReadFailures.Limit + ReadDomains.Limit + AddDue.Limit + WriteEntry.Limit;

    private static Dependency Table(string operation, TimeSpan limit) => Dependency.TableInBackground(operation, TableNames.Suppressions, limit);
}
