using Azure.Data.Tables;
using FailureFunctions.Quarantine;
using FailureFunctions.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace FailureFunctions.Tests.Quarantine;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class QuarantineServicesTests
{
    [Test]
    public async Task One_table_is_created_at_start_filled_erased_and_expired()
    {
        var client = new TableServiceClient("UseDevelopmentStorage=true");
        await using var services = new ServiceCollection()
            .AddSingleton(client).AddSingleton(new MaintenanceTables(client)).AddSingleton(TimeProvider.System).AddQuarantine().BuildServiceProvider();

        var table = services.GetRequiredService<QuarantineTable>();

        Assert.That(services.GetRequiredService<IQuarantine>(), Is.SameAs(table));
        Assert.That(services.GetServices<IErasableTable>(), Is.EqualTo(new[] { table }));
        Assert.That(services.GetServices<IExpiringTable>().Select(expiring => expiring.Name), Is.EqualTo(new[] { TableNames.Rejected, RowSets.Notices }));
        Assert.That(services.GetServices<IExpiringTable>().First(), Is.SameAs(table));
        Assert.That(services.GetServices<CreatedTable>(), Is.EqualTo(new[] { table.Created }));
    }
}
