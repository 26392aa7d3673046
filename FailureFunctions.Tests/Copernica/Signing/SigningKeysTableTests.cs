using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using Azure.Data.Tables;
using FailureFunctions.Copernica.Signing;
using FailureFunctions.Dependencies;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Recording;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FailureFunctions.Tests.Copernica.Signing;

/// <summary>Each test has a key name of its own.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SigningKeysTableTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider _time = new(Now);
    private readonly SigningFixture.ListLogger<SigningKeysTable> _logger = new();
    private readonly KeyId _keyId = KeyId.TryParse($"k{Guid.NewGuid():N}.copernica.com", out var keyId) ? keyId : default;

    public void Dispose() => _services.Dispose();

    [Test]
    public async Task Keys_come_back_as_they_were_with_the_hashes_they_are_restricted_to()
    {
        var restricted = SigningKey.FromDer(TestKey.Forgers.PublicKeyInfo, HashAlgorithmName.SHA512)!;
        var kept = new SharedKey(_keyId, new KeyLookup.Found([FakeKeyResolver.ToKey(TestKey.Genuine), restricted]), Now.AddDays(-3), Now.AddHours(-1), Now.AddMinutes(-1));

        await Table().KeepAsync(kept);

        var read = (await Table().ReadAsync()).Single(key => key.KeyId == _keyId);
        Assert.That(read with { Keys = kept.Keys }, Is.EqualTo(kept));
        Assert.That(read.Keys.Keys.Zip(kept.Keys.Keys, (one, other) => one.IsSameAs(other)), Is.EqualTo(new[] { true, true }));
    }

    [Test]
    public async Task A_key_that_was_removed_is_gone()
    {
        await Table().KeepAsync(Key());
        await Table().RemoveAsync(_keyId);
        await Table().RemoveAsync(_keyId);

        Assert.That((await Table().ReadAsync()).Select(key => key.KeyId), Has.None.EqualTo(_keyId));
        Assert.That(_logger.Entries, Is.Empty);
    }

    [Test]
    public async Task A_key_that_nobody_trusts_any_more_is_removed_at_the_next_reading()
    {
        await Table().KeepAsync(Key(Now.AddDays(-1).AddSeconds(-1)));

        await Table().ReadAsync();

        Assert.That(async () => await RowAsync(), Is.Null.After(10_000, 20));
    }

    [TestCase(Column.Records, "nonsense")]
    [TestCase(Column.Records, 7)]
    [TestCase(Column.LastSeenAt, "yesterday")]
    [TestCase(Column.FreshUntil, null)]
    public async Task A_row_that_cannot_be_read_is_passed_over(string column, object? value)
    {
        await Table().KeepAsync(Key());
        var row = (await RowAsync())!;
        if (value is null)
            row.Remove(column);
        else
            row[column] = value;
        await SharedAzurite.Client.GetTableClient(TableNames.SigningKeys).UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);

        Assert.That((await Table().ReadAsync()).Select(key => key.KeyId), Has.None.EqualTo(_keyId));
    }

    [Test]
    public async Task A_row_that_does_not_say_when_its_trust_ends_is_removed_at_the_next_reading()
    {
        await Table().KeepAsync(Key());
        var row = (await RowAsync())!;
        row.Remove(Column.ExpiresAt);
        await SharedAzurite.Client.GetTableClient(TableNames.SigningKeys).UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);

        await Table().ReadAsync();

        Assert.That(async () => await RowAsync(), Is.Null.After(10_000, 20));
    }

    [Test]
    public async Task A_row_whose_key_is_not_a_name_is_passed_over()
    {
        var row = SigningKeysTable.RowOf(Key());
        row.RowKey = $"{Guid.NewGuid():N}";
        await SharedAzurite.Client.GetTableClient(TableNames.SigningKeys).CreateIfNotExistsAsync();
        await SharedAzurite.Client.GetTableClient(TableNames.SigningKeys).AddEntityAsync(row);

        Assert.That((await Table().ReadAsync()).Select(key => key.KeyId), Has.None.EqualTo(default(KeyId)));
        Assert.That(_logger.Entries, Is.Empty);
    }

    [Test]
    public void A_row_has_the_moments_of_its_key()
    {
        var row = SigningKeysTable.RowOf(Key(Now.AddHours(-2)));

        Assert.That(
            (row.PartitionKey, row.RowKey, row[Column.FirstSeenAt], row[Column.LastSeenAt], row[Column.FreshUntil], row[Column.ExpiresAt]),
            Is.EqualTo(("key", _keyId.Name, Now.AddDays(-3), Now.AddHours(-2), Now.AddHours(1), Now.AddHours(22))));
    }

    [Test]
    public async Task Without_the_table_nothing_is_shared_and_nothing_thrown()
    {
        var options = new TableClientOptions { Retry = { MaxRetries = 0 } };
        var unreachable = Table(new TableServiceClient(
            "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:1/a;", options));

        await unreachable.KeepAsync(Key());
        await unreachable.RemoveAsync(_keyId);

        Assert.That(await unreachable.ReadAsync(), Is.Empty);
        Assert.That(_logger.Entries, Has.Count.EqualTo(3).And.All.StartsWith("NotShared: "));
    }

    private SharedKey Key(DateTimeOffset? seenAt = null) =>
        new(_keyId, new KeyLookup.Found([FakeKeyResolver.ToKey(TestKey.Genuine)]), Now.AddDays(-3), seenAt ?? Now, Now.AddHours(1));

    private SigningKeysTable Table(TableServiceClient? service = null) => new(
        service ?? SharedAzurite.Client,
        new DependencyCalls(_services.GetRequiredService<IMeterFactory>(), new FailureActivities(), _time, pipelines: null),
        _time,
        _logger);

    private async Task<TableEntity?> RowAsync() =>
        (await SharedAzurite.Client.FindAsync(TableNames.SigningKeys, $"RowKey eq '{_keyId}'")).SingleOrDefault();
}
