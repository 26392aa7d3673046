using FailureFunctions.Local.ServiceBusEmulator.Configuration;

namespace FailureFunctions.Local.ServiceBusEmulator.Tests;

public sealed class ConfigurationTests
{
    [Test]
    public void Defaults_are_those_of_Microsofts_emulator()
    {
        var queue = EmulatorConfiguration.Parse(Queue("""{ "Name": "q" }""")).Queues.Single();

        Assert.That(queue.Settings.LockDuration, Is.EqualTo(TimeSpan.FromMinutes(1)));
        Assert.That(queue.Settings.DefaultMessageTimeToLive, Is.EqualTo(TimeSpan.FromHours(1)));
        Assert.That(queue.Settings.MaxDeliveryCount, Is.EqualTo(3));
        Assert.That(queue.Settings.DuplicateDetectionWindow, Is.Null);
        Assert.That(queue.Settings.DeadLetteringOnMessageExpiration, Is.False);
    }

    [Test]
    public void All_settings_of_a_queue_are_read()
    {
        var configuration = EmulatorConfiguration.Parse(Queue("""
            { "Name": "q", "Properties": {
              "DeadLetteringOnMessageExpiration": true, "DefaultMessageTimeToLive": "P1DT2H", "DuplicateDetectionHistoryTimeWindow": "PT2M",
              "ForwardDeadLetteredMessagesTo": "", "ForwardTo": "", "LockDuration": "PT5M", "MaxDeliveryCount": 7,
              "RequiresDuplicateDetection": true, "RequiresSession": false } }
            """));

        var settings = configuration.Queues.Single().Settings;
        Assert.That(settings.LockDuration, Is.EqualTo(TimeSpan.FromMinutes(5)));
        Assert.That(settings.DefaultMessageTimeToLive, Is.EqualTo(TimeSpan.FromHours(26)));
        Assert.That(settings.MaxDeliveryCount, Is.EqualTo(7));
        Assert.That(settings.DuplicateDetectionWindow, Is.EqualTo(TimeSpan.FromMinutes(2)));
        Assert.That(settings.DeadLetteringOnMessageExpiration, Is.True);
        Assert.That(configuration.Warnings, Is.Empty);
    }

    [Test]
    public void The_sample_gives_no_warning() =>
        Assert.That(EmulatorConfiguration.Parse(Sample.Configuration).Warnings, Is.Empty);

    [Test]
    public void A_key_that_is_not_known_is_named_in_a_warning() =>
        Assert.That(
            EmulatorConfiguration.Parse(Queue("""{ "Name": "q", "Properties": { "LockDurations": "PT1M" } }""")).Warnings,
            Is.EqualTo(new[] { "$.UserConfig.Namespaces[0].Queues[0].Properties.LockDurations: this key is not known and has no effect." }));

    [TestCase("""{ "Name": "q", "Properties": { "RequiresSession": true } }""", ".Properties.RequiresSession: sessions are not supported by this emulator")]
    [TestCase("""{ "Name": "q", "Properties": { "ForwardTo": "other" } }""", ".Properties.ForwardTo: forwarding is not supported by this emulator")]
    [TestCase("""{ "Name": "q", "Properties": { "ForwardDeadLetteredMessagesTo": "o" } }""", ".Properties.ForwardDeadLetteredMessagesTo: forwarding is not supported")]
    [TestCase("""{ "Name": "q", "Properties": { "LockDuration": "1 minute" } }""", ".Properties.LockDuration: '1 minute' is not an ISO 8601 duration such as PT1M.")]
    [TestCase("""{ "Name": "q", "Properties": { "LockDuration": "PT6M" } }""", ".Properties.LockDuration: 'PT6M' is not between PT1S and PT5M.")]
    [TestCase("""{ "Name": "q", "Properties": { "LockDuration": 60 } }""", ".Properties.LockDuration: text is expected here, not number.")]
    [TestCase("""{ "Name": "q", "Properties": { "MaxDeliveryCount": 0 } }""", ".Properties.MaxDeliveryCount: a whole number from 1 to 2000 is expected here, not 0.")]
    [TestCase("""{ "Name": "q", "Properties": { "RequiresDuplicateDetection": "yes" } }""", ".Properties.RequiresDuplicateDetection: true or false is expected here, not text.")]
    [TestCase("""{ "Name": "q", "Properties": [] }""", ".Properties: an object is expected here, not array.")]
    [TestCase("""{ "Name": "" }""", ".Name: this text is missing or empty.")]
    [TestCase("""{ "Name": "bad name" }""", ".Name: 'bad name' is not an entity name")]
    public void A_fault_in_a_queue_is_named_with_its_path(string queue, string message) =>
        Assert.That(
            () => EmulatorConfiguration.Parse(Queue(queue)),
            Throws.TypeOf<ConfigurationException>().With.Message.StartsWith($"$.UserConfig.Namespaces[0].Queues[0]{message}"));

    [TestCase("""{ "FilterType": "Sql", "SqlFilter": { "SqlExpression": "a = " } }""", ".SqlFilter.SqlExpression: the filter cannot be read: a property name")]
    [TestCase("""{ "FilterType": "Sql" }""", ".SqlFilter: this object is missing.")]
    [TestCase("""{ "FilterType": "True" }""", ".FilterType: 'True' is neither Correlation nor Sql.")]
    [TestCase("""{ "FilterType": "Correlation", "CorrelationFilter": {} }""", ".CorrelationFilter: a correlation filter needs at least one condition.")]
    [TestCase("""{ "FilterType": "Correlation", "CorrelationFilter": { "Properties": { "a": [] } } }""", ".CorrelationFilter.Properties.a: text, a number, true or false")]
    [TestCase("""{ "FilterType": "Sql", "SqlFilter": { "SqlExpression": "1=1" }, "Action": { "SqlExpression": "SET a = 1" } }""", ".Action: rule actions are not supported")]
    public void A_fault_in_a_rule_is_named_with_its_path(string properties, string message) =>
        Assert.That(
            () => EmulatorConfiguration.Parse($$"""{ "UserConfig": { "Namespaces": [ { "Name": "n", "Topics": [ { "Name": "t", "Subscriptions": [ { "Name": "s", "Rules": [ { "Name": "r", "Properties": {{properties}} } ] } ] } ] } ] } }"""),
            Throws.TypeOf<ConfigurationException>().With.Message.StartsWith($"$.UserConfig.Namespaces[0].Topics[0].Subscriptions[0].Rules[0].Properties{message}"));

    [TestCase("", "$: this is not JSON")]
    [TestCase("[]", "$: an object is expected here, not array.")]
    [TestCase("{}", "$.UserConfig: this object is missing.")]
    [TestCase("""{ "UserConfig": { "Namespaces": [] } }""", "$.UserConfig.Namespaces: exactly one namespace is expected here, not 0.")]
    [TestCase("""{ "UserConfig": { "Namespaces": [ { "Queues": [ { "Name": "a" } ], "Topics": [ { "Name": "A" } ] } ] } }""", "$.UserConfig.Namespaces[0].Topics[0].Name: 'A' is used twice.")]
    public void A_fault_in_the_whole_is_named_with_its_path(string json, string message) =>
        Assert.That(() => EmulatorConfiguration.Parse(json), Throws.TypeOf<ConfigurationException>().With.Message.StartsWith(message));

    [Test]
    public void A_file_that_is_not_there_is_named() =>
        Assert.That(() => EmulatorConfiguration.ReadFile("no-such-file.json"), Throws.TypeOf<ConfigurationException>().With.Message.Contains("no-such-file.json"));

    private static string Queue(string queue) => $$"""{ "UserConfig": { "Namespaces": [ { "Name": "n", "Queues": [ {{queue}} ] } ] } }""";
}
