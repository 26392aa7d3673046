using System.Reflection;
using FailureFunctions.Functions;
using Microsoft.Azure.Functions.Worker;

namespace FailureFunctions.Tests.Functions;

/// <summary>Who may call what: a key that Copernica has must not open what shows and replays.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class AdminFunctionsTests
{
    [TestCase(typeof(ListRejectedNotifications))]
    [TestCase(typeof(ReplayRejectedNotification))]
    public void Rejected_notifications_need_the_master_key_and_a_route_that_the_host_does_not_keep_for_itself(Type function)
    {
        var trigger = function.GetMethods().SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).Single(attribute => attribute is not null)!;

        Assert.That(trigger.AuthLevel, Is.EqualTo(AuthorizationLevel.Admin));
        Assert.That(trigger.Route, Does.StartWith("rejected-notifications"));
    }
}
