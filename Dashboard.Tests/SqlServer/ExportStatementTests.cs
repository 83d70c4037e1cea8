using System.Globalization;
using Concentric.Communities;
using Concentric.Exports;
using Concentric.Exports.StreetSummary;
using Concentric.Metrics;
using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.SqlServer;

/// <summary>What workbooks are read with, compiled for SQL Server.</summary>
public sealed class ExportStatementTests(DashboardSqlServer server) : IClassFixture<DashboardSqlServer>
{
    private static readonly OfficeClock Clock = new(TimeProvider.System, TestStore.Zone);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StreetSummaryCompiles()
    {
        var sent = await server.CompilesAsync("street summary", async factory =>
        {
            var template = new StreetSummaryTemplate(factory, new MetricCatalogue(new MetricOptions()), new StreetOffice("街道", "Street"), Clock);
            foreach (var communities in new IReadOnlyList<int>?[] { null, [1, 2] })
            {
                var question = new ExportQuestion(Period.MonthOf(TestStore.Today), PeriodKind.Month, communities, CultureInfo.GetCultureInfo("en"), "x");
                await template.WriteAsync(question, Stream.Null, null, Stop);
            }
        });
        Assert.Contains(sent, command => command.Text.Contains("ORDER BY [p].[Number]", StringComparison.Ordinal));
    }
}
