using System.Text.Json.Nodes;

namespace FailureFunctions.Infra.Tests;

/// <summary>Parameters that are missing, wrong or contradictory are refused before anything is made, by name, with the hint.</summary>
internal sealed class ParameterTests
{
    [TestCase("privateNetworking: a Standard Service Bus namespace has no private endpoints; set serviceBusSku to Premium")]
    [TestCase("serviceBusMessagingUnits: a Standard Service Bus namespace has no messaging units; set it to 1")]
    [TestCase("alwaysReadyInstances: more than maximumInstanceCount")]
    [TestCase("networkAddressPrefix: too small for two subnets of 64 addresses")]
    [TestCase("copernicaAccounts: write each as kind and number, such as account_1234")]
    [TestCase("webhookHostName: write the host alone, without scheme and path")]
    [TestCase("ownershipFiles: write each as name=content")]
    [TestCase("zoneRedundant: storage in one zone is lost with it; set storageSku")]
    [TestCase("allowedAddresses: write each as a range, such as 203.0.113.7/32")]
    [TestCase("hostHeader: only a proxy hands on a host; set webhookHostName")]
    public void Contradictory_parameters_are_refused_by_name_with_the_mend(string refusal) =>
        Assert.That(Templates.Refusals, Has.Exactly(1).Contains(refusal));

    [TestCase("AZURE_ENV_NAME")]
    [TestCase("AZURE_LOCATION")]
    [TestCase("COPERNICA_ACCOUNTS")]
    public void A_parameter_that_must_be_set_is_asked_for_by_name(string variable) => Assert.That(
        Templates.WithoutEnvironment.Select(diagnostic => diagnostic.Message),
        Has.One.Contains($"Environment variable \"{variable}\" does not exist"));

    [Test]
    public void Every_parameter_says_what_it_is_and_can_be_set_from_the_environment()
    {
        var parameters = Templates.Main.Template!["parameters"]!.AsObject();
        var file = Repository.Read("infra", "main.bicepparam");

        Assert.That(parameters.Select(parameter => parameter.Value!["metadata"]?["description"]?.GetValue<string>()), Has.All.Not.Empty);
        Assert.That(parameters.Select(parameter => parameter.Key), Has.All.Matches<string>(name =>
            file.Contains($"param {name} = ", StringComparison.Ordinal)));
    }

    [TestCase("serviceBusSku", new[] { "Standard", "Premium" })]
    [TestCase("copernicaSignature", new[] { "Required", "Optional", "Off" })]
    [TestCase("storageSku", new[] { "Standard_LRS", "Standard_ZRS", "Standard_GRS", "Standard_GZRS" })]
    public void A_choice_has_its_allowed_values(string parameter, string[] values) => Assert.That(
        Parameter(parameter)["allowedValues"]!.AsArray().Select(value => value!.GetValue<string>()), Is.EqualTo(values));

    [TestCase("maximumInstanceCount", 40, 1000)]
    [TestCase("alwaysReadyInstances", 0, 1000)]
    [TestCase("perInstanceConcurrency", 1, 1000)]
    [TestCase("logRetentionDays", 30, 730)]
    [TestCase("logDailyCapGb", 1, 1000)]
    public void A_number_has_its_bounds(string parameter, int least, int most)
    {
        Assert.That(Parameter(parameter)["minValue"]!.GetValue<int>(), Is.EqualTo(least));
        Assert.That(Parameter(parameter)["maxValue"]!.GetValue<int>(), Is.EqualTo(most));
    }

    private static JsonNode Parameter(string name) => Templates.Main.Template!["parameters"]![name]!;
}
