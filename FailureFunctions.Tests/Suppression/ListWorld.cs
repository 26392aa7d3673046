using System.Collections.Concurrent;
using Azure.Data.Tables;
using FailureFunctions.Classification;
using FailureFunctions.Links;
using FailureFunctions.Recording;
using FailureFunctions.Smtp;
using FailureFunctions.Suppression;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Dependencies;
using FailureFunctions.Tests.Recording;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace FailureFunctions.Tests.Suppression;

/// <summary>The list over real tables, with a clock and a bus of its own.</summary>
internal sealed class ListWorld : ISuppressionPublisher, IDisposable
{
    private int _failures;

    public ListWorld(TableServiceClient? service = null, DateTimeOffset? now = null, ISuppressionRows? rows = null)
    {
        Time = new FakeTimeProvider(now ?? Samples.Now);
        Failures = new FailuresTable(service ?? SharedAzurite.Client, Time);
        Table = new SuppressionTable(service ?? SharedAzurite.Client);
        Domains = new ProtectedDomains(Table, TestCalls.Unlimited, Time);
        Links = new LinkTable(service ?? SharedAzurite.Client, TestCalls.Unlimited, Time);
        List = new SuppressionList(
            rows ?? Table, Failures, Domains, this, TestCalls.Unlimited, Options.Create(new SuppressionOptions()), Time, NullLogger<SuppressionList>.Instance);
    }

    public FakeTimeProvider Time { get; }

    public FailuresTable Failures { get; }

    public SuppressionTable Table { get; }

    public ProtectedDomains Domains { get; }

    public SuppressionList List { get; }

    public LinkTable Links { get; }

    public ConcurrentQueue<SuppressionEntry> Announced { get; } = [];

    /// <summary>Whether the bus refuses announcements.</summary>
    public bool BusIsDown { get; set; }

    public string Recipient { get; } = StorageSamples.NewRecipient();

    public RecipientKey Key => RecipientKey.Of(Recipient);

    public Task PublishAsync(IReadOnlyCollection<SuppressionEntry> entries, CancellationToken cancellationToken)
    {
        if (BusIsDown)
            throw new TimeoutException("No bus.");
        foreach (var entry in entries)
            Announced.Enqueue(entry);
        return Task.CompletedTask;
    }

    /// <summary>A failure that is stored, and occurs now.</summary>
    public async Task<Failure> FailAsync(Reason reason = Reason.MailboxUnknown, string? recipient = null)
    {
        var now = Time.GetUtcNow();
        var failure = StorageSamples.FailureOf(recipient ?? Recipient, $"m{Interlocked.Increment(ref _failures)}", now.ToUnixTimeSeconds()) with
        {
            OccurredAt = now,
            Reply = new DeliveryReply { State = "rcptto" },
            Classification = ReasonTable.Classification(reason, "test", Confidence.High),
        };
        await Failures.AddAsync(failure, CancellationToken.None);
        return failure;
    }

    /// <summary>Recomputes and announces, as for a message.</summary>
    public async Task<SuppressionEntry> UpdateAsync()
    {
        var (entry, _) = await List.RecomputeAsync(Key, CancellationToken.None);
        await List.AnnounceAsync([entry], CancellationToken.None);
        return await FindAsync();
    }

    public Task<SuppressionEntry> FindAsync() => List.FindAsync(Key, CancellationToken.None);

    public Task<DecisionOutcome> DecideAsync(DecisionKind kind, int? expectedVersion = null, string? note = null) =>
        List.DecideAsync(Recipient, new DecisionRequest(kind, "test", note), expectedVersion, CancellationToken.None);

    /// <summary>What the index has of the recipient until a moment.</summary>
    public async Task<IReadOnlyList<DueEntry>> DueAsync(DateTimeOffset? until = null) =>
        [.. (await Table.ListDueAsync(until ?? Time.GetUtcNow().AddDays(1000), CancellationToken.None)).Where(entry => entry.Recipient == Key)];

    public void Dispose() => Domains.Dispose();
}
