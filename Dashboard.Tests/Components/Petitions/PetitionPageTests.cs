using System.Globalization;
using Bunit;
using Concentric.Dashboard.Features.Petitions;
using Concentric.Data;
using Concentric.Petitions;
using Concentric.Tests.Components.Records;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Components.Petitions;

/// <summary>Only what can be done now is offered.</summary>
public sealed class PetitionPageTests
{
    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    public PetitionPageTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    public static TheoryData<Role, PetitionStage, string> Offers => new()
    {
        { Role.Worker, PetitionStage.Collected, "*negotiated withdraw extend transfer share archive" },
        { Role.Worker, PetitionStage.Handled, "*fedback negotiated handled withdraw extend transfer share archive" },
        { Role.Worker, PetitionStage.FedBack, "*close negotiated handled fedback extend transfer share archive" },
        { Role.Administrator, PetitionStage.Collected, "*negotiated handled fedback close extend transfer share archive" },
        { Role.Leader, PetitionStage.Collected, "" },
    };

    [Theory]
    [MemberData(nameof(Offers))]
    public async Task OpenPetition_OffersWhatCanBeDone(Role role, PetitionStage stage, string offered)
    {
        await using var context =
            await RecordPagesContext.CreateAsync(new CurrentUser("王芳", role, role == Role.Worker ? [TestStore.Xinsheng] : null));
        var petition = await context.Store.AddAsync(Make.Petition(with: made => made.Stage = stage));
        Assert.Equal(offered, Actions(context, petition.Id));
    }

    [Theory]
    [InlineData(false, false, "*call-back reopen correct-closing archive")]
    [InlineData(true, true, "reopen correct-closing correct-call-back archive")]
    [InlineData(true, false, "*reopen settle correct-closing correct-call-back archive")]
    public async Task ClosedPetition_OffersWhatCanBeDone(bool isCalled, bool isConfirmed, string offered)
    {
        await using var context = await RecordPagesContext.CreateAsync();
        var petition = await context.Store.AddAsync(Make.Petition(with: made =>
        {
            (made.Stage, made.ClosedOn, made.Outcome) = (PetitionStage.FedBack, TestStore.Today, PetitionOutcome.Resolved);
            if (isCalled)
                (made.CallBackOn, made.CallBackValid, made.CallBackResolved, made.Satisfaction) = (TestStore.Today, true, isConfirmed,
                    Satisfaction.Satisfied);
        }));
        Assert.Equal(offered, Actions(context, petition.Id));
    }

    [Fact]
    public async Task CallBack_WithAnAnswerMissing_IsRefusedBesideTheQuestion()
    {
        await using var context = await RecordPagesContext.CreateAsync();
        var petition =
            await context.Store.AddAsync(Make.Petition(with: made =>
                (made.Stage, made.ClosedOn, made.Outcome) = (PetitionStage.FedBack, TestStore.Today, PetitionOutcome.Resolved)));
        var page = context.Render<PetitionPage>(parameters => parameters.Add(shown => shown.Id, petition.Id));
        await context.OpenActionAsync(page, "call-back");
        await RecordPagesContext.ChooseAsync(context.Dialog, "CallBackValid", true);
        await RecordPagesContext.ChooseAsync(context.Dialog, "CallBackResolved", true);
        await context.SendActionAsync();
        Assert.NotEmpty(context.Dialog.Find("[data-field=CallBackResponded] .field-error").TextContent);
        Assert.NotEmpty(context.Dialog.Find("[data-field=Satisfaction] .field-error").TextContent);
        Assert.Empty(context.Dialog.FindAll("[data-field=CallBackResolved] .field-error"));
        Assert.Equal("Not yet", page.Find("[data-finding=confirmed] b").TextContent);

        await RecordPagesContext.ChooseAsync(context.Dialog, "CallBackResponded", true);
        await RecordPagesContext.ChooseAsync(context.Dialog, "Satisfaction", Satisfaction.MostlySatisfied);
        await context.SendActionAsync();
        Assert.Equal("Resolved, Mostly satisfied", page.Find("[data-finding=confirmed] b").TextContent);
    }

    [Fact]
    public async Task Reopened_ShowsEveryRoundAsItWas()
    {
        await using var context = await RecordPagesContext.CreateAsync();
        var petition = await context.Store.AddAsync(Make.Petition(receivedOn: TestStore.Today.AddDays(-20), with: made =>
        {
            (made.Stage, made.ClosedOn, made.FirstClosedOn, made.Outcome) = (PetitionStage.FedBack, TestStore.Today.AddDays(-10),
                TestStore.Today.AddDays(-10), PetitionOutcome.Unresolved);
            (made.CallBackOn, made.CallBackValid, made.Satisfaction) = (TestStore.Today.AddDays(-9), true, Satisfaction.Dissatisfied);
        }));
        var page = context.Render<PetitionPage>(parameters => parameters.Add(shown => shown.Id, petition.Id));
        Assert.Empty(page.FindAll("[data-related=rounds]"));

        await context.OpenActionAsync(page, "reopen");
        context.Dialog.Find("[data-field=Reason] textarea").Change("没有解决");
        await context.SendActionAsync();
        Assert.Equal(["Round 1", "2026-02-26", "2026-03-05", "2026-03-08", "Unresolved", "2026-03-09", "Not resolved, Dissatisfied"],
            Cells(1));
        Assert.Equal(["Round 2", "2026-03-18", "2026-03-25", "—", "—", "—", "—"], Cells(2));

        IEnumerable<string> Cells(int round) =>
            page.FindAll($"[data-related=rounds] [data-round='{round}'] td").Select(cell => cell.TextContent.Trim());
    }

    [Fact]
    public async Task Timeline_TellsOldAndNewDueDates_SkipsAndOutcomes()
    {
        await using var context = await RecordPagesContext.CreateAsync(TestStore.Administrator);
        var commands = context.Store.Get<PetitionCommands>();
        var admin = TestStore.Administrator;
        var at = await commands.EnterAsync(admin, Make.PetitionValues(), null, Cancellation);
        at = await commands.ExtendAsync(admin, new(at.Id, at.Version, new(2026, 4, 1), "等配件"), Cancellation);
        at = await commands.HandleAsync(admin, new(at.Id, at.Version, SkipReason: "紧急抢修"), Cancellation);
        at = await commands.FeedBackAsync(admin, new(at.Id, at.Version), Cancellation);
        at = await commands.CloseAsync(admin, new(at.Id, at.Version, PetitionOutcome.Explained), Cancellation);
        var page = context.Render<PetitionPage>(parameters => parameters.Add(shown => shown.Id, at.Id));
        var timeline = page.Find(".timeline").TextContent;
        Assert.Contains("2026-03-25 → 2026-04-01", timeline);
        Assert.Contains("紧急抢修", timeline);
        Assert.Contains("Explained", timeline);
        Assert.Contains("skipped", page.Find("[data-stage=Negotiated]").ClassList);
        Assert.Equal("Explained", page.Find("[data-finding=resolved] b").TextContent);
    }

    [Fact]
    public async Task Timeline_TellsToWhomItWasGiven_WithWhomItIsShared_AndWhatTheResidentSaid()
    {
        await using var context = await RecordPagesContext.CreateAsync(TestStore.Administrator);
        var commands = context.Store.Get<PetitionCommands>();
        var admin = TestStore.Administrator;
        var at = await commands.EnterAsync(admin, Make.PetitionValues(), null, Cancellation);
        at = await commands.ShareAsync(admin, new(at.Id, at.Version, [TestStore.Binhe]), Cancellation);
        at = await commands.TransferAsync(admin, new(at.Id, at.Version, "归口", "安居物业", null, TestStore.Xinshun), Cancellation);
        at = await commands.ShareAsync(admin, new(at.Id, at.Version, []), Cancellation);
        at = await commands.CloseAsync(admin, new(at.Id, at.Version, PetitionOutcome.Withdrawn, Note: "居民撤回"), Cancellation);
        at = await commands.CallBackAsync(admin, new(at.Id, at.Version, null), Cancellation);
        at = await commands.CallBackAsync(admin, new(at.Id, at.Version, new(true, false, Satisfaction.Dissatisfied)), Cancellation);
        var page = context.Render<PetitionPage>(parameters => parameters.Add(shown => shown.Id, at.Id));
        var details = page.FindAll(".timeline-head").Select(line => line.QuerySelector(".muted")?.TextContent).Reverse().ToList();
        Assert.Equal("Xinsheng Garden, Binhe Lane", details[1]);
        Assert.Equal("→ Xinshun Garden, 安居物业", details[2]);
        Assert.Equal("no longer shared", details[3]);
        Assert.Equal("Nobody reached, or not all answered", details[5]);
        Assert.Equal("Not resolved, Dissatisfied", details[6]);
    }

    private static string Actions(RecordPagesContext context, long id)
    {
        var page = context.Render<PetitionPage>(parameters => parameters.Add(shown => shown.Id, id));
        return string.Join(' ', page.FindAll("[data-action]")
            .Select(action => (action.ClassList.Contains("mud-button-filled") ? "*" : "") + action.GetAttribute("data-action")));
    }
}
