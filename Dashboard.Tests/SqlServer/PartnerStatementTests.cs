using Concentric.CoBuilders;
using Concentric.Communities;
using Concentric.Lists;
using Concentric.Programmes;
using Concentric.Projects;
using Concentric.Tests.TestData;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.SqlServer;

/// <summary>Every statement of the pages on co-builders, projects, volunteers and activities, for SQL Server.</summary>
public sealed class PartnerStatementTests(DashboardSqlServer server) : IClassFixture<DashboardSqlServer>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task CoBuildersAndContributions() => MirrorsAsync("partners.co-builders", async store =>
    {
        var (units, gifts) = (store.Get<CoBuilderCommands>(), store.Get<ContributionCommands>());
        var unit = await units.RecordAsync(TestStore.Administrator, new(new("惠民超市", CoBuilderKind.Enterprise, TestStore.Today), Guid.NewGuid()), Stop);
        var project = await AddProjectAsync(store);
        var details = new ContributionDetails(TestStore.Xinsheng, unit.Id, TestStore.Today, "材料") { AmountFen = 1, ProjectId = project.Id, ProgrammeId = project.StrandId };
        var gift = await gifts.RecordAsync(TestStore.WorkerOfXinsheng, new(details, Guid.NewGuid()), Stop);
        gift = await gifts.CorrectAsync(TestStore.WorkerOfXinsheng, new(gift.Id, gift.Version, details with { AmountFen = 2 }), Stop);
        await store.Get<ContributionQueries>().FindAsync(TestStore.WorkerOfXinsheng, gift.Id, Stop);
        await store.Get<CoBuilderQueries>().FindAsync(TestStore.WorkerOfXinsheng, unit.Id, Stop);
        await store.Get<ProjectQueries>().OfferedAsync(TestStore.WorkerOfXinsheng, Stop);
        await store.Get<ProgrammeDirectory>().AllAsync(ProgrammeKind.Strand, Stop);
        await ReadAsync(store, CoBuilderList.List);
        await ReadAsync(store, ContributionList.List);
        gift = await gifts.ArchiveAsync(TestStore.WorkerOfXinsheng, new(gift.Id, gift.Version, "重复"), Stop);
        await gifts.RestoreAsync(TestStore.WorkerOfXinsheng, new(gift.Id, gift.Version), Stop);
        unit = await units.CorrectAsync(TestStore.Administrator, new(unit.Id, unit.Version, new("惠民大超市", CoBuilderKind.Enterprise, TestStore.Today)), Stop);
        await units.ArchiveAsync(TestStore.Administrator, new(unit.Id, unit.Version, "重复"), Stop);
    });

    private Task MirrorsAsync(string source, Func<TestStore, Task> run) => server.MirrorsAsync(source, run, services => services.AddSingleton<CommunityDirectory>());

    /// <summary>The list with each of its views, with a search and sorted by each of its columns.</summary>
    private static async Task ReadAsync<T>(TestStore store, RecordList<T> list)
        where T : Concentric.Data.Record
    {
        var lists = store.Get<ListQueries>();
        foreach (var view in list.ViewKeys.Append(ListRequest.Archived)) await lists.ReadAsync(list, TestStore.WorkerOfXinsheng, new("词", view), Stop);
        foreach (var sort in list.Sorts) await lists.ReadAsync(list, TestStore.Administrator, new(Sort: sort), Stop);
    }

    private static async Task<Project> AddProjectAsync(TestStore store)
    {
        var strand = await store.AddAsync(new Programme { Key = "roads", Name = "爱心路", NameEn = "Roads", Kind = ProgrammeKind.Strand });
        return await store.AddAsync(new Project { CommunityId = TestStore.Xinsheng, Title = "道路修补", StrandId = strand.Id, StartedOn = TestStore.Today });
    }
}
