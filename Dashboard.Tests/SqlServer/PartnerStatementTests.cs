using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.Profiles;
using Concentric.Programmes;
using Concentric.Projects;
using Concentric.Tests.TestData;
using Concentric.Volunteers;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.SqlServer;

/// <summary>Every statement of the pages on co-builders, projects, volunteers and activities, for SQL Server.</summary>
public sealed class PartnerStatementTests(DashboardSqlServer server) : IClassFixture<DashboardSqlServer>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task CoBuildersAndContributions() => MirrorsAsync("partners.co-builders", async store =>
    {
        var (units, gifts) = (store.Get<RecordCommands<CoBuilder>>(), store.Get<RecordCommands<Contribution>>());
        var unit = await units.EnterAsync(TestStore.Administrator, Make.CoBuilderValues("惠民超市"), Guid.NewGuid(), Stop);
        var project = await AddProjectAsync(store);
        var values = Make.ContributionValues(unit.Id, 1).With(x => x.ProjectId, project.Id).With(x => x.ProgrammeId, project.StrandId);
        var gift = await gifts.EnterAsync(TestStore.WorkerOfXinsheng, values, Guid.NewGuid(), Stop);
        gift = await gifts.CorrectAsync(TestStore.WorkerOfXinsheng, new(gift.Id, gift.Version, new() { [x => x.AmountFen] = 2 }), Stop);
        var queries = store.Get<RecordQueries<Contribution>>();
        await queries.FindAsync(TestStore.WorkerOfXinsheng, gift.Id, Stop);
        await queries.OfferAsync(TestStore.WorkerOfXinsheng, Stop);
        await store.Get<CoBuilderQueries>().FindAsync(TestStore.WorkerOfXinsheng, unit.Id, Stop);
        await store.Get<RecordQueries<CoBuilder>>().FindAsync(TestStore.Administrator, unit.Id, Stop);
        await store.Get<RecordQueries<CoBuilder>>().OfferAsync(TestStore.Administrator, Stop);
        await store.Get<CoBuilderDirectory>().PresentAsync(Stop);
        await store.Get<ProgrammeDirectory>().AllAsync(ProgrammeKind.Strand, Stop);
        await ReadAsync(store, CoBuilderRecords.Kind.List);
        await ReadAsync(store, ContributionRecords.Kind.List);
        gift = await gifts.ArchiveAsync(TestStore.WorkerOfXinsheng, new(gift.Id, gift.Version, "重复"), Stop);
        await gifts.RestoreAsync(TestStore.WorkerOfXinsheng, new(gift.Id, gift.Version), Stop);
        unit = await units.CorrectAsync(TestStore.Administrator, new(unit.Id, unit.Version, new() { [x => x.Name] = "惠民大超市" }), Stop);
        var heir = await units.EnterAsync(TestStore.Administrator, Make.CoBuilderValues("惠民商城"), Guid.NewGuid(), Stop);
        FieldValues<CoBuilder> merged = new() { [x => x.LeftOn] = TestStore.Today, [x => x.MergedIntoId] = heir.Id };
        unit = await units.CorrectAsync(TestStore.Administrator, new(unit.Id, unit.Version, merged), Stop);
        unit = await units.ArchiveAsync(TestStore.Administrator, new(unit.Id, unit.Version, "重复"), Stop);
        await units.RestoreAsync(TestStore.Administrator, new(unit.Id, unit.Version), Stop);
    });

    [Fact]
    public Task ProjectsAgreementsAndOutputs() => MirrorsAsync("partners.projects", async store =>
    {
        var worker = TestStore.WorkerOfXinsheng;
        var (projects, agreements, outputs) = (store.Get<ProjectCommands>(), store.Get<RecordCommands<Agreement>>(),
            store.Get<RecordCommands<Output>>());
        var strand = (await AddProjectAsync(store)).StrandId;
        var project = await projects.EnterAsync(worker, Make.ProjectValues(strand), Guid.NewGuid(), Stop);
        project = await projects.ReachAsync(worker, new(project.Id, project.Version, ProjectStage.Agreed), Stop);
        project = await projects.CorrectAsync(worker, new(project.Id, project.Version, Make.ProjectValues(strand, "小路")), Stop);
        var view = await store.Get<ProjectQueries>().FindAsync(worker, project.Id, Stop);
        project = await projects.CorrectStageAsync(worker,
            new(project.Id, project.Version, view!.Project.Stages[^1].Id, TestStore.Today, "议定"), Stop);
        var made = await agreements.EnterAsync(worker, Make.AgreementValues().With(x => x.ProjectId, project.Id), Guid.NewGuid(), Stop);
        made = await agreements.CorrectAsync(worker, new(made.Id, made.Version, new() { [x => x.Title] = "新协议" }), Stop);
        await agreements.ArchiveAsync(worker, new(made.Id, made.Version, "重复"), Stop);
        made = await agreements.RestoreAsync(worker, new(made.Id, made.Version + 1), Stop);
        var measured = Make.OutputValues(OutputKind.PortsAgreed, 1_000).With(x => x.AgreementId, made.Id).With(x => x.ProgrammeId, strand);
        var output = await outputs.EnterAsync(worker, measured, Guid.NewGuid(), Stop);
        output = await outputs.CorrectAsync(worker,
            new(output.Id, output.Version, new() { [x => x.AgreementId] = null, [x => x.ProjectId] = project.Id }), Stop);
        await store.Get<RecordQueries<Output>>().FindAsync(worker, output.Id, Stop);
        await store.Get<RecordQueries<Output>>().OfferAsync(worker, Stop);
        await store.Get<AgreementQueries>().FindAsync(worker, made.Id, Stop);
        await store.Get<RecordQueries<Agreement>>().OfferAsync(worker, Stop);
        output = await outputs.ArchiveAsync(worker, new(output.Id, output.Version, "重复"), Stop);
        await outputs.RestoreAsync(worker, new(output.Id, output.Version), Stop);
        project = await projects.ArchiveAsync(worker, new(project.Id, project.Version, "重复"), Stop);
        await projects.RestoreAsync(worker, new(project.Id, project.Version), Stop);
        await ReadAsync(store, ProjectRecords.Kind.List);
        await ReadAsync(store, AgreementRecords.Kind.List);
        await ReadAsync(store, OutputRecords.Kind.List);
    });

    [Fact]
    public Task VolunteersPostsAndClaims() => MirrorsAsync("partners.volunteers", async store =>
    {
        var worker = TestStore.WorkerOfXinsheng;
        var (volunteers, posts, claims) = (store.Get<RecordCommands<Volunteer>>(), store.Get<RecordCommands<VolunteerPost>>(),
            store.Get<VolunteerClaimCommands>());
        var volunteer = await volunteers.EnterAsync(worker, Make.VolunteerValues(phone: "13812345678"), Guid.NewGuid(), Stop);
        volunteer = await volunteers.CorrectAsync(worker, new(volunteer.Id, volunteer.Version, new() { [x => x.Name] = "张建军" }), Stop);
        volunteer = await volunteers.ArchiveAsync(worker, new(volunteer.Id, volunteer.Version, "重复"), Stop);
        volunteer = await volunteers.RestoreAsync(worker, new(volunteer.Id, volunteer.Version), Stop);
        await store.Get<RecordQueries<Volunteer>>().FindAsync(worker, volunteer.Id, Stop);
        var post = await posts.EnterAsync(worker, Make.PostValues(), Guid.NewGuid(), Stop);
        post = await posts.CorrectAsync(TestStore.Administrator,
            new(post.Id, post.Version, new() { [x => x.CommunityId] = TestStore.Xinshun }), Stop);
        post = await posts.CorrectAsync(TestStore.Administrator,
            new(post.Id, post.Version, new() { [x => x.CommunityId] = TestStore.Xinsheng }), Stop);
        post = await posts.ArchiveAsync(worker, new(post.Id, post.Version, "重复"), Stop);
        post = await posts.RestoreAsync(worker, new(post.Id, post.Version), Stop);
        await store.Get<RecordQueries<VolunteerPost>>().FindAsync(worker, post.Id, Stop);
        var claim = await claims.ClaimByNameAsync(worker, new(post.Id, "张建军", "13812345678", TestStore.Today.AddDays(-2), Guid.NewGuid()),
            Stop);
        claim = await claims.EndAsync(worker, new(claim.Id, claim.Version), Stop);
        var days = new FieldValues<VolunteerClaim> { [x => x.ClaimedOn] = TestStore.Today.AddDays(-1), [x => x.EndedOn] = null };
        claim = await claims.CorrectAsync(worker, new(claim.Id, claim.Version, days), Stop);
        claim = await claims.ArchiveAsync(worker, new(claim.Id, claim.Version, "误登"), Stop);
        await claims.ClaimAsync(worker, new(post.Id, volunteer.Id), Stop);
        var queries = store.Get<VolunteerQueries>();
        await queries.FindAsync(worker, volunteer.Id, Stop);
        await queries.FindPostAsync(worker, post.Id, Stop);
        await store.Get<RecordQueries<VolunteerClaim>>().FindAsync(worker, claim.Id, Stop);
        await queries.OfferedAsync(worker, Stop);
        await ReadAsync(store, VolunteerRecords.Kind.List);
        await ReadAsync(store, VolunteerPostRecords.Kind.List);
        await ReadAsync(store, VolunteerClaimRecords.Kind.List);
    });

    [Fact]
    public Task Activities() => MirrorsAsync("partners.activities", async store =>
    {
        var at = await store.Get<ActivityCommands>().EnterAsync(TestStore.WorkerOfXinsheng, Make.ActivityValues(), null, Stop);
        var queries = store.Get<RecordQueries<Activity>>();
        await queries.FindAsync(TestStore.WorkerOfXinsheng, at.Id, Stop);
        await queries.OfferAsync(TestStore.WorkerOfXinsheng, Stop);
        await queries.SuggestAsync(TestStore.WorkerOfXinsheng, Stop);
        await ReadAsync(store, ActivityRecords.Kind.List);
    });

    private Task MirrorsAsync(string source, Func<TestStore, Task> run) =>
        server.MirrorsAsync(source, run, services => services.AddSingleton<CommunityDirectory>());

    /// <summary>The list with each of its views, with a search and sorted by each of its columns.</summary>
    private static async Task ReadAsync<T>(TestStore store, RecordList<T> list)
        where T : Concentric.Data.Record
    {
        var lists = store.Get<ListQueries>();
        foreach (var view in list.ViewKeys.Append(ListRequest.Archived))
            await lists.ReadAsync(list, TestStore.WorkerOfXinsheng, new("词", view), Stop);
        foreach (var sort in list.Sorts) await lists.ReadAsync(list, TestStore.Administrator, new(Sort: sort), Stop);
    }

    private static async Task<Project> AddProjectAsync(TestStore store)
    {
        var strand = await store.AddAsync(new Programme { Key = "roads", Name = "爱心路", NameEn = "Roads", Kind = ProgrammeKind.Strand });
        return await store.AddAsync(new Project
        {
            CommunityId = TestStore.Xinsheng,
            Title = "道路修补",
            StrandId = strand.Id,
            StartedOn = TestStore.Today
        });
    }
}
