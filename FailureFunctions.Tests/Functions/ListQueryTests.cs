using System.Text;
using System.Text.Json.Nodes;
using FailureFunctions.Functions;
using FailureFunctions.Quarantine;
using FailureFunctions.Receiving;
using Moq;

namespace FailureFunctions.Tests.Functions;

/// <summary>The query of the list of rejected notifications. Its values are tested end to end.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ListQueryTests : IDisposable
{
    private const string Known = "the parameters are from, to, cause, replayed, limit and after";

    private readonly FunctionWorld _world = new();

    public void Dispose() => _world.Dispose();

    [TestCase("form=2024-06-01", "form")]
    [TestCase("replayed=false&causes=unreadable", "causes")]
    [TestCase("replayed[]=false", "query")]
    [TestCase("replayed", "query")]
    [TestCase("jan%40example.nl=1", "query")]
    public async Task An_unknown_parameter_is_named_unless_it_may_be_an_address(string query, string field)
    {
        var (status, answer) = await ListAsync(query);

        Assert.That((status, (string?)answer["type"]), Is.EqualTo((400, "urn:problem-type:failurefunctions:invalid-query")));
        Assert.That(answer["errors"]!.ToJsonString(), Is.EqualTo($$"""[{"field":"{{field}}","message":"is unknown: {{Known}}"}]"""));
        Assert.That(answer.ToJsonString(), Does.Not.Contain("jan"));
        _world.Quarantine.VerifyNoOtherCalls();
    }

    [TestCase("")]
    [TestCase("FROM=2024-06-01&to=2024-06-05&cause=unreadable&replayed=false&limit=1&after=2024-06-05/a")]
    [TestCase("code=key&clientId=default", Description = "the key and its name, which the host reads")]
    public async Task Every_documented_parameter_is_known(string query)
    {
        _world.Quarantine.Setup(table => table.ListAsync(It.IsAny<RejectedNotificationQuery>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(new RejectedNotificationPage([], null));

        Assert.That((await ListAsync(query)).Status, Is.EqualTo(200));
    }

    private async Task<(int Status, JsonNode Answer)> ListAsync(string query)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, $"http://localhost/api/rejected-notifications?{query}") { Content = new ByteArrayContent([]) };
        var list = new RejectedNotifications(_world.Get<RejectionReplay>(), TimeProvider.System, _world);
        var answer = await list.ListAsync(await FakeRequest.OfAsync(_world.Context.Object, message));
        return ((int)answer.StatusCode, JsonNode.Parse(Encoding.UTF8.GetString(((MemoryStream)answer.Body).ToArray()))!);
    }
}
