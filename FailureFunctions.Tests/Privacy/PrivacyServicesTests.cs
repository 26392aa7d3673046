using Azure.Data.Tables;
using FailureFunctions.Privacy;
using FailureFunctions.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Moq;

namespace FailureFunctions.Tests.Privacy;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class PrivacyServicesTests
{
    [Test]
    public async Task Retention_and_erasure_are_over_all_tables_that_are_registered()
    {
        await using var services = Services(("Retention:Failures", "365"));

        var report = await services.GetRequiredService<RecipientErasure>()
            .EraseAsync(RecipientKey.Of("jan@example.nl"), ErasureContinuation.StartOf(RecipientKey.Of("jan@example.nl")), CancellationToken.None);

        Assert.That(report.Removed.Keys, Is.EqualTo(new[] { "T", "U" }));
        Assert.That(services.GetRequiredService<RetentionOptions>().Failures, Is.EqualTo(TimeSpan.FromDays(365)));
        Assert.That(() => services.GetRequiredService<Retention>(), Throws.Nothing);
    }

    [Test]
    public async Task A_setting_that_does_not_exist_is_refused()
    {
        await using var services = Services(("Retention:Outbox", "365"));

        Assert.That(() => services.GetRequiredService<RetentionOptions>(), Throws.InstanceOf<OptionsValidationException>());
    }

    private static ServiceProvider Services((string Name, string? Value) setting) => new ServiceCollection()
        .AddLogging().AddMetrics().AddSingleton(TimeProvider.System)
        .AddSingleton(new MaintenanceTables(new TableServiceClient("UseDevelopmentStorage=true"))).AddSingleton<TablePasses>()
        .AddSingleton(Table("T")).AddSingleton(Table("U"))
        .AddPrivacy(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(setting.Name, setting.Value)]).Build())
        .BuildServiceProvider();

    private static IErasableTable Table(string name)
    {
        var table = new Mock<IErasableTable>();
        table.SetupGet(erasable => erasable.Name).Returns(name);
        table.Setup(erasable => erasable.EraseAsync(It.IsAny<RecipientKey>(), It.IsAny<string?>(), It.IsAny<CancellationToken>()))
            .Returns(AsyncEnumerable.Empty<SweptPage>());
        return table.Object;
    }
}
