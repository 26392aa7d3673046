using System.Reflection;
using FailureFunctions.Functions;
using Microsoft.Azure.Functions.Worker;

namespace FailureFunctions.Tests.Functions;

/// <summary>Who may call what: a key that Copernica has must not open what shows and replays.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class AdminFunctionsTests
{
    [Test]
    public void Rejected_notifications_need_the_master_key_and_a_route_that_the_host_does_not_reserve()
    {
        var triggers = typeof(RejectedNotifications).GetMethods().SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>().ToArray();

        Assert.That(triggers, Has.Length.EqualTo(2));
        Assert.That(triggers.Select(trigger => trigger.AuthLevel), Has.All.EqualTo(AuthorizationLevel.Admin));
        Assert.That(triggers.Select(trigger => trigger.Route), Has.All.StartsWith("rejected-notifications"));
    }
}
