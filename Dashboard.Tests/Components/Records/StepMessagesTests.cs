using System.Globalization;
using System.Text.RegularExpressions;
using Bunit;
using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Components.Shared;
using Concentric.Dashboard.Features.Evaluation;
using Concentric.Dashboard.Features.Hazards;
using Concentric.Dashboard.Features.Meetings;
using Concentric.Dashboard.Features.Petitions;
using Concentric.Dashboard.Features.Projects;
using Concentric.Dashboard.Features.Volunteers;
using Concentric.Dashboard.Features.Wishes;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Evaluation;
using Concentric.Hazards;
using Concentric.Kinds;
using Concentric.Meetings;
using Concentric.Petitions;
using Concentric.Programmes;
using Concentric.Projects;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Concentric.Volunteers;
using Concentric.Wishes;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Components.Records;

/// <summary>After a step the page says which record it was, what was done with it and what comes next.</summary>
public sealed partial class StepMessagesTests : IAsyncLifetime
{
    /// <summary>Forms that are no step of a record, or whose key is given by the page that has them.</summary>
    private static readonly string[] NoSteps = ["plan", "archive", "restore", "instruct", "comment", "undo", "primary-metric", "keep-check"];

    private RecordPagesContext context = null!;

    private static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    private static CurrentUser Admin => TestStore.Administrator;

    public StepMessagesTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    public async ValueTask InitializeAsync() => context = await RecordPagesContext.CreateAsync(Admin);

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    [Fact]
    public async Task EveryStepOfEveryKind_HasItsOwnWords_InBothLanguages()
    {
        HashSet<(string Kind, string Step)> seen = [];
        await WalkAsync((kind, page) => seen.UnionWith(page.FindAll("button[data-action]")
            .Select(button => (kind, button.GetAttribute("data-action")!))));

        var missing = seen.Where(one => !NoSteps.Contains(one.Step))
            .SelectMany(one => new[] { "", "en" }.Select(language => (Key: $"Record.Done.{one.Kind}.{one.Step}", language)))
            .Where(one => UiTexts.Find(one.Key, CultureInfo.GetCultureInfo(one.language)) is null);
        Assert.Equal([], missing);
        // No step is overlooked by the walk: what the pages of records declare was met.
        var features = Path.Combine(Repository.Root, "Dashboard", "Features");
        var declared = Directory.EnumerateFiles(features, "*.razor", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}Evaluation{Path.DirectorySeparatorChar}")
                || file.EndsWith("VolunteerTimePage.razor", StringComparison.Ordinal))
            .SelectMany(file => DeclaredStep().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Distinct();
        Assert.Equal([], declared.Except(seen.Select(one => one.Step)).Except(NoSteps));
    }

    [Fact]
    public async Task APetition_IsNamed_AndWhatComesNext_AndByWhen()
    {
        var at = await context.Store.Get<PetitionCommands>().EnterAsync(Admin, Make.PetitionValues(), null, Stop);
        var page = PageOf<PetitionPage>(at.Id);
        var number = page.Find(".record-title code").TextContent;
        await DoAsync(page, "negotiated");
        Assert.Equal($"Petition {number}: negotiation entered. Next: handle by 2026-03-25.", Said());
        await DoAsync(page, "handled");
        await DoAsync(page, "fedback");
        Assert.Equal($"Petition {number}: feedback entered. Next: close by 2026-03-25.", Said());
        await context.OpenActionAsync(page, "close");
        await RecordPagesContext.ChooseAsync(context.Dialog, "Outcome", PetitionOutcome.Resolved);
        await context.SendActionAsync();
        // As many days as a call-back may take before it is asked about.
        Assert.Equal($"Petition {number} closed. Next: call back by 2026-03-25.", Said());
    }

    [Fact]
    public async Task AHazard_IsVerifiedBySomebodyElse_AndThenNothingIsLeft()
    {
        var commands = context.Store.Get<HazardCommands>();
        var at = await commands.EnterAsync(Admin, Make.HazardValues("配电箱门未锁", TestStore.Today, TestStore.Xinsheng), null, Stop);
        var page = PageOf<HazardPage>(at.Id);
        var number = page.Find(".record-title code").TextContent;
        await context.OpenActionAsync(page, "rectify");
        context.Dialog.Find("[name=RectifiedBy]").Change("安居物业");
        await context.SendActionAsync();
        // Whoever entered it is refused as well.
        Assert.Equal($"Hazard {number} rectified. Next: verify (not by 安居物业, {Admin.Name}).", Said());

        at = await commands.EnterAsync(Admin, Make.HazardValues("堆物", TestStore.Today, TestStore.Xinsheng), null, Stop);
        await commands.RectifyAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, "安居物业", TestStore.Today, null), Stop);
        page = PageOf<HazardPage>(at.Id);
        number = page.Find(".record-title code").TextContent;
        await DoAsync(page, "verify");
        Assert.Equal($"Hazard {number} verified. Nothing more is to be done.", Said());
    }

    [Fact]
    public void ADayThatHasPassed_IsNotToldAsOneToCome()
    {
        var next = new NextStep("rectify", TestStore.Today.AddDays(-1), "安居物业");
        Assert.Equal("Next: rectify (安居物业; was due by 2026-03-17).", NextStep.Say(next, TestStore.Today));
        Assert.Equal("Next: rectify by 2026-03-18 (安居物业).", NextStep.Say(next with { By = TestStore.Today }, TestStore.Today));
        Assert.Null(NextStep.Say(NextStep.Untold, TestStore.Today));
    }

    [Fact]
    public async Task ADecision_SaysWhoIsToKeepIt_AndByWhen()
    {
        var at = await context.Store.Get<RecordCommands<Meeting>>().EnterAsync(Admin, Make.TalkValues("恳谈"), null, Stop);
        var page = PageOf<MeetingPage>(at.Id);
        await context.OpenActionAsync(page, "decide");
        context.Dialog.Find("[name=title]").Change("补种绿地");
        context.Dialog.Find("[name=owner]").Change("安居物业");
        context.Dialog.Find("[name=due-on]").Change("2026-04-01");
        await context.SendActionAsync();
        Assert.Equal("Meeting “恳谈” has a new commitment. Next: complete by 2026-04-01 (安居物业).", Said());
    }

    [Fact]
    public async Task Archived_NamesTheRecord_AndNoNextStep()
    {
        var at = await context.Store.Get<RecordCommands<Wish>>().EnterAsync(Admin, Make.WishValues(), null, Stop);
        var page = PageOf<WishPage>(at.Id);
        var number = page.Find(".record-title code").TextContent;
        await context.OpenActionAsync(page, "archive");
        context.Dialog.Find("[name=Reason]").Change("重复");
        await context.SendActionAsync();
        Assert.Equal($"Wish {number} archived", Said());
    }

    [Fact]
    public async Task WhatIsNotThereAnyMore_IsSaidInTheDialog()
    {
        var form = context.Render<ActionForm>(parameters => parameters.Add(one => one.Key, "accept").Add(one => one.Text, "Accept")
            .Add(one => one.OnSend, (_, _) => throw new RecordNotFoundException("instruction", 1)));
        await DoAsync(form, "accept");
        Assert.StartsWith("Not saved", context.Dialog.Find("form [role=alert]").TextContent);
    }

    [Fact]
    public async Task AStepThatThePageHasNotAnyMore_IsSaidBesideThePage()
    {
        var at = await context.Store.Get<PetitionCommands>().EnterAsync(Admin, Make.PetitionValues(), null, Stop);
        var page = PageOf<PetitionPage>(at.Id);
        await context.OpenActionAsync(page, "negotiated");
        await context.Store.Get<IArchiveCommands<Petition>>().ArchiveAsync(Admin, new(at.Id, at.Version, "重复"), Stop);
        Assert.NotEmpty(context.Dialog.FindAll("form"));
        await context.SendActionAsync();
        Assert.StartsWith("Not saved", Said());
    }

    private async Task DoAsync(IRenderedComponent<IComponent> page, string step)
    {
        await context.OpenActionAsync(page, step);
        await context.SendActionAsync();
    }

    private string Said() => context.Services.GetRequiredService<PageMessages>().Shown[^1].Text;

    private IRenderedComponent<TPage> PageOf<TPage>(long id)
        where TPage : class, IComponent => context.Render<TPage>(parameters => parameters.TryAdd("Id", id));

    /// <summary>Shows a record of each kind with steps in each state that offers others.</summary>
    private async Task WalkAsync(Action<string, IRenderedComponent<IComponent>> look)
    {
        var store = context.Store;
        foreach (var stage in Enum.GetValues<PetitionStage>())
            Look<PetitionPage>("petition", await store.AddAsync(Make.Petition(with: made => made.Stage = stage)));
        // One that was offered, for those who are asked and those who ask.
        Look<PetitionPage>("petition", await store.AddAsync(Make.Petition(with: made =>
            (made.OfferedToId, made.OfferedOn) = (TestStore.Xinshun, TestStore.Today))));
        foreach (var isCalled in new[] { false, true })
            Look<PetitionPage>("petition", await store.AddAsync(Make.Petition(with: made =>
            {
                (made.Stage, made.ClosedOn, made.Outcome) = (PetitionStage.FedBack, TestStore.Today, PetitionOutcome.Resolved);
                if (isCalled) (made.CallBackOn, made.CallBackValid, made.Satisfaction) = (TestStore.Today, true, Satisfaction.Satisfied);
            })));
        var worker = await RecordPagesContext.CreateAsync();
        await using (worker)
        {
            // Who may not skip a stage may only withdraw.
            var open = await worker.Store.AddAsync(Make.Petition());
            look("petition", worker.Render<PetitionPage>(parameters => parameters.Add(shown => shown.Id, open.Id)));
        }

        Look<HazardPage>("hazard", await store.AddAsync(Make.Hazard()));
        Look<HazardPage>("hazard", await store.AddAsync(Make.Hazard(with: made =>
            (made.OfferedToId, made.OfferedOn) = (TestStore.Xinshun, TestStore.Today))));
        Look<HazardPage>("hazard", await store.AddAsync(Make.Hazard(with: made => made.RectifiedOn = TestStore.Today)));
        Look<HazardPage>("hazard", await store.AddAsync(Make.Hazard(with: made =>
            (made.RectifiedOn, made.VerifiedOn) = (TestStore.Today, TestStore.Today))));

        var wishes = store.Get<WishCommands>();
        var wish = await store.Get<RecordCommands<Wish>>().EnterAsync(Admin, Make.WishValues(), null, Stop);
        look("wish", PageOf<WishPage>(wish.Id));
        wish = await wishes.ClaimAsync(Admin, new(wish.Id, wish.Version, new("李大妈", null), TestStore.Today), Stop);
        look("wish", PageOf<WishPage>(wish.Id));
        await wishes.FulfilAsync(Admin, new(wish.Id, wish.Version, TestStore.Today), Stop);
        look("wish", PageOf<WishPage>(wish.Id));

        var strand = await store.AddAsync(new Programme { Key = "roads", Name = "路", NameEn = "Roads", Kind = ProgrammeKind.Strand });
        var projects = store.Get<ProjectCommands>();
        var project = await projects.EnterAsync(Admin, Make.ProjectValues(strand.Id), null, Stop);
        look("project", PageOf<ProjectPage>(project.Id));
        await projects.ReachAsync(Admin, new(project.Id, project.Version, ProjectStage.Stopped, TestStore.Today, "停"), Stop);
        look("project", PageOf<ProjectPage>(project.Id));

        var commitment = await store.Get<RecordCommands<Commitment>>().EnterAsync(Admin, Make.CommitmentValues(), null, Stop);
        look("commitment", PageOf<CommitmentPage>(commitment.Id));
        await store.Get<CommitmentCommands>().CompleteAsync(Admin, new(commitment.Id, commitment.Version, TestStore.Today), Stop);
        look("commitment", PageOf<CommitmentPage>(commitment.Id));
        var meeting = await store.Get<RecordCommands<Meeting>>().EnterAsync(Admin, Make.TalkValues(), null, Stop);
        look("meeting", PageOf<MeetingPage>(meeting.Id));
        var turn = await store.AddAsync(new HostTurn { CommunityId = TestStore.Xinsheng, Month = HostTurn.MonthOf(TestStore.Today) });
        look("host-turn", PageOf<TurnPage>(turn.Id));

        var volunteer = await store.Get<RecordCommands<Volunteer>>().EnterAsync(Admin, Make.VolunteerValues(), null, Stop);
        var post = await store.Get<RecordCommands<VolunteerPost>>().EnterAsync(Admin, Make.PostValues(), null, Stop);
        look("volunteer", PageOf<VolunteerPage>(volunteer.Id));
        look("volunteer-post", PageOf<PostPage>(post.Id));
        var claims = store.Get<VolunteerClaimCommands>();
        var claim = await claims.ClaimAsync(Admin, new(post.Id, volunteer.Id, TestStore.Today, Guid.NewGuid()), Stop);
        look("volunteer-claim", PageOf<ClaimPage>(claim.Id));
        // Somebody else's: whoever entered it does not verify it.
        var time = await store.Get<RecordCommands<VolunteerTime>>().EnterAsync(Admin with { Name = "孙七" },
            Make.VolunteerTimeValues(volunteer.Id), null, Stop);
        look("volunteer-time", PageOf<VolunteerTimePage>(time.Id));

        void Look<TPage>(string kind, EnteredRecord record)
            where TPage : class, IComponent => look(kind, PageOf<TPage>(record.Id));
    }

    [GeneratedRegex("<ActionForm Key=\"([a-z-]+)\"")]
    private static partial Regex DeclaredStep();
}
