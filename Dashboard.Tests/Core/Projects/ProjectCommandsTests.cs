using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Lists;
using Concentric.Profiles;
using Concentric.Programmes;
using Concentric.Projects;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Projects;

public class ProjectCommandsTests
{
    private static readonly DateOnly Day = TestStore.Today.AddDays(-10);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FromProposedToDone_AndBack_TheTimelineTellsWhoAndWhen()
    {
        await using var store = await TestStore.CreateAsync();
        var (commands, at) = await ProposeAsync(store);
        at = await commands.ReachAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, ProjectStage.Agreed, Day.AddDays(1)),
            Cancellation);
        at = await commands.ReachAsync(TestStore.Administrator, new(at.Id, at.Version, ProjectStage.Building, Day.AddDays(2), "开工"),
            Cancellation);
        at = await commands.ReachAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, ProjectStage.Done), Cancellation);
        var view = await ReadAsync(store, at.Id);
        Assert.Equal((ProjectStage.Done, TestStore.Today), (view.Project.Stage, view.Project.DoneOn));
        Assert.Equal(["王芳", "王芳", "管理员", "王芳"], view.Project.Stages.Select(entry => entry.By));

        at = await commands.ReachAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, ProjectStage.Building, Note: "质量不合格"),
            Cancellation);
        Assert.Null((await ReadAsync(store, at.Id)).Project.DoneOn);
    }

    [Fact]
    public async Task StagesAreNotSkipped_AndOnlyANoteExplainsTheWayBackOrAStop()
    {
        await using var store = await TestStore.CreateAsync();
        var (commands, at) = await ProposeAsync(store);
        Assert.Equal(["Stage NotReachable", "HappenedOn InFuture"],
            await RefusedAsync(new(at.Id, at.Version, ProjectStage.Done, TestStore.Today.AddDays(1))));
        Assert.Equal(["HappenedOn BeforeLastStep", "Note Required"],
            await RefusedAsync(new(at.Id, at.Version, ProjectStage.Stopped, Day.AddDays(-1), " ")));
        at = await commands.ReachAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, ProjectStage.Stopped, Note: "资金不足"),
            Cancellation);
        Assert.Equal(["Stage NotReachable", "Note Required"], await RefusedAsync(new(at.Id, at.Version, ProjectStage.Agreed)));
        at = await commands.ReachAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, ProjectStage.Proposed, Note: "资金到位"),
            Cancellation);
        Assert.Equal(ProjectStage.Agreed, (await ReadAsync(store, at.Id)).Project.Next);

        async Task<IEnumerable<string>> RefusedAsync(ReachStage input) =>
            (await Assert.ThrowsAsync<RefusedException>(() => commands.ReachAsync(TestStore.WorkerOfXinsheng, input,
                Cancellation))).Violations.Select(violation => $"{violation.Field} {violation.Rule}");
    }

    [Fact]
    public async Task ACorrectedStage_StaysBetweenItsNeighbours_AndMovesTheFirstDay()
    {
        await using var store = await TestStore.CreateAsync();
        var (commands, at) = await ProposeAsync(store);
        at = await commands.ReachAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, ProjectStage.Agreed, Day.AddDays(4)),
            Cancellation);
        var stages = (await ReadAsync(store, at.Id)).Project.Stages;
        var late = await Assert.ThrowsAsync<RefusedException>(() =>
            commands.CorrectStageAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, stages[0].Id, Day.AddDays(5), null),
                Cancellation));
        Assert.Equal(Rule.AfterNextStep, Assert.Single(late.Violations).Rule);
        var unknown = await Assert.ThrowsAsync<RefusedException>(() =>
            commands.CorrectStageAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, 999, Day, null), Cancellation));
        Assert.Equal(Rule.Unknown, Assert.Single(unknown.Violations).Rule);
        var moved = await Assert.ThrowsAsync<RefusedException>(() => StartAsync(Day.AddDays(5)));
        Assert.Equal(("started-on", Rule.AfterNextStep), (Assert.Single(moved.Violations).Field, moved.Violations[0].Rule));
        at = await StartAsync(Day.AddDays(3));
        Assert.Equal(Day.AddDays(3), (await ReadAsync(store, at.Id)).Project.Stages[0].ReachedOn);
        at = await commands.CorrectStageAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, stages[0].Id, Day.AddDays(4), "当天提出"),
            Cancellation);
        var project = (await ReadAsync(store, at.Id)).Project;
        Assert.Equal((Day.AddDays(4), "当天提出"), (project.StartedOn, project.Stages[0].Note));

        Task<Saved> StartAsync(DateOnly on) => commands.CorrectAsync(
            TestStore.WorkerOfXinsheng, new(at.Id, at.Version, new FieldValues<Project> { [x => x.StartedOn] = on }), Cancellation);
    }

    [Fact]
    public async Task AStrandIsWanted_NotAnyProgramme()
    {
        await using var store = await TestStore.CreateAsync();
        var brand = await store.AddAsync(new Programme { Key = "fairs", Name = "赶大集", NameEn = "Fairs", Kind = ProgrammeKind.Brand });
        foreach (var (id, rule) in new (long?, Rule)[] { (null, Rule.Required), (brand.Id, Rule.Unknown) })
        {
            var values = Make.ProjectValues(id);
            var entering = () => store.Get<ProjectCommands>().EnterAsync(TestStore.WorkerOfXinsheng, values, null, Cancellation);
            var refused = await Assert.ThrowsAsync<RefusedException>(entering);
            Assert.Equal(("strand", rule), (Assert.Single(refused.Violations).Field, refused.Violations[0].Rule));
        }
    }

    [Fact]
    public async Task ThePage_GathersOutputsOfItsAgreementsToo_AndWhatWasGivenForIt()
    {
        await using var store = await TestStore.CreateAsync(services => services.AddSingleton<Concentric.Ledgers.CommunityDirectory>());
        var (_, at) = await ProposeAsync(store);
        var worker = TestStore.WorkerOfXinsheng;
        var made = await store.Get<RecordCommands<Agreement>>()
            .EnterAsync(worker, Make.AgreementValues().With(x => x.AgreedOn, Day).With(x => x.ProjectId, at.Id), null, Cancellation);
        var outputs = store.Get<RecordCommands<Output>>();
        await outputs.EnterAsync(worker, Make.OutputValues().With(x => x.RecordedOn, Day)
            .With(x => x.ProjectId, at.Id), null, Cancellation);
        await outputs.EnterAsync(worker, Make.OutputValues(OutputKind.PortsAgreed, 40_000).With(x => x.RecordedOn, Day)
            .With(x => x.AgreementId, made.Id), null, Cancellation);
        await outputs.EnterAsync(worker, Make.OutputValues(OutputKind.PortsAgreed, 2_000).With(x => x.RecordedOn, Day), null, Cancellation);
        var unit = await store.AddAsync(new CoBuilder { Name = "惠民超市", NameEn = "Supermarket", JoinedOn = Day });
        await store.Get<RecordCommands<Contribution>>()
            .EnterAsync(worker, Make.ContributionValues(unit.Id, 70_000).With(x => x.ProjectId, at.Id)
                .With(x => x.GivenOn, Day), null, Cancellation);

        var view = await ReadAsync(store, at.Id);
        Assert.Equal([new(OutputKind.Road, 1_500), new(OutputKind.PortsAgreed, 40_000)], view.Totals);
        Assert.Equal((made.Id, 70_000, 1, 2),
            (Assert.Single(view.Agreements).Id, view.AmountFen, view.ContributionCount, view.Outputs.Count));
        var listed = await store.Get<ListQueries>()
            .ReadAsync(OutputRecords.Kind.List, worker, new() { Filters = new Dictionary<string, string> { ["project"] = "道路" } },
                Cancellation);
        Assert.Equal(2, listed.Total);
    }

    [Fact]
    public async Task AnotherCommunity_FindsNothing()
    {
        await using var store = await TestStore.CreateAsync();
        var (commands, at) = await ProposeAsync(store);
        Assert.Null(await store.Get<ProjectQueries>().FindAsync(TestStore.WorkerOfXinshun, at.Id, Cancellation));
        await Assert.ThrowsAsync<RecordNotFoundException>(() =>
            commands.ReachAsync(TestStore.WorkerOfXinshun, new(at.Id, at.Version, ProjectStage.Agreed), Cancellation));
        await using var db = store.Open();
        Assert.Empty(await Project.References.OfferAsync(db, TestStore.WorkerOfXinshun, Cancellation));
        Assert.False((await store.Get<ProjectQueries>().FindAsync(TestStore.Leader, at.Id, Cancellation))!.MayWrite);
    }

    private static async Task<(ProjectCommands Commands, Saved At)> ProposeAsync(TestStore store)
    {
        var strand = await store.AddAsync(new Programme { Key = "roads", Name = "爱心路", NameEn = "Roads", Kind = ProgrammeKind.Strand });
        var commands = store.Get<ProjectCommands>();
        var values = Make.ProjectValues(strand.Id, startedOn: Day);
        return (commands, await commands.EnterAsync(TestStore.WorkerOfXinsheng, values, null, Cancellation));
    }

    private static async Task<ProjectView> ReadAsync(TestStore store, long id) =>
        (await store.Get<ProjectQueries>().FindAsync(TestStore.WorkerOfXinsheng, id, Cancellation))!;
}
