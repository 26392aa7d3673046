using Azure;
using FailureFunctions.Links;
using FailureFunctions.Recording;
using FailureFunctions.Tests.Dependencies;

namespace FailureFunctions.Tests.Suppression;

/// <summary>The index by message and tag, which the updater writes.</summary>
internal sealed partial class UpdaterTests
{
    [Test]
    public async Task Every_message_is_in_the_index_before_it_is_completed_and_one_that_cannot_be_comes_again()
    {
        var silent = await _world.FailAsync(recipient: $"silent-{_world.Recipient}");
        var (refused, other) = (await _world.FailAsync(), await _world.FailAsync(recipient: $"other-{_world.Recipient}"));
        var silentOther = await _world.FailAsync(recipient: $"silent-other-{_world.Recipient}");
        _notices.Add(silent, changesNothing: true);
        _notices.Add(silentOther, changesNothing: true);
        _notices.Add(refused);
        _notices.Add(other);

        await RunAsync(links: new Refusing(_world.Links, refused.EventId));

        Assert.That(_notices.Waiting.Select(notice => notice.Link!.EventId), Is.EqualTo([refused.EventId]));
        Assert.That(
            await FoundAsync(silent, other, silentOther, refused), Is.EqualTo([silent.EventId, other.EventId, silentOther.EventId]));
        await RunAsync();
        Assert.That(_notices.Waiting, Is.Empty);
        Assert.That(await FoundAsync(refused), Is.EqualTo([refused.EventId]));
    }

    private async Task<IEnumerable<EventId>> FoundAsync(params Failure[] failures)
    {
        var search = new FailureSearch(_world.Links, _world.Failures, TestCalls.Unlimited);
        var found = new List<EventId>();
        foreach (var failure in failures)
            found.AddRange((await search.OfMessageAsync(failure.MessageId, from: null, FailureSearch.Most, CancellationToken.None))
                .Failures.Select(one => one.EventId).Where(id => id == failure.EventId));
        return found;
    }

    /// <summary>An index that does not take one event.</summary>
    private sealed class Refusing(LinkTable links, EventId refused) : IFailureLinks
    {
        public async Task<IReadOnlyDictionary<EventId, Exception>> AddAsync(IReadOnlyCollection<FailureLink> added, CancellationToken cancellationToken)
        {
            await links.AddAsync([.. added.Where(link => link.EventId != refused)], cancellationToken);
            return added.Where(link => link.EventId == refused).ToDictionary(link => link.EventId, _ => (Exception)new RequestFailedException(400, "refused"));
        }
    }
}
