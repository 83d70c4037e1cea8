using System.Globalization;
using Bunit;
using Concentric.Attachments;
using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Components.Records.Fields;
using Concentric.Dashboard.Components.Shared;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Rules;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Card = Concentric.Dashboard.Components.Records.Attachments;

namespace Concentric.Tests.Components.Records;

/// <summary>A step in a dialog: what is refused stays typed, what is saved is said, and what moved meanwhile is told apart.</summary>
public sealed class StepDialogTests : IAsyncLifetime
{
    private readonly List<string> sent = [];
    private RecordPagesContext context = null!;
    private string? typed;
    private int readAgain;

    public StepDialogTests() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    private static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    private IReadOnlyList<PageMessage> Said => context.Services.GetRequiredService<PageMessages>().Shown;

    public async ValueTask InitializeAsync() => context = await RecordPagesContext.CreateAsync();

    public ValueTask DisposeAsync() => context.DisposeAsync();

    [Fact]
    public async Task WhatIsSaved_IsSaid_TheRecordIsReadAnew_AndTheDialogCloses()
    {
        await OpenAsync(_ => { });
        context.Dialog.Find("[name=Reason]").Change("No parts");
        await context.SendActionAsync();
        Assert.Equal(["No parts"], sent);
        Assert.Equal("Put off. Next: handle.", Said.Single().Text);
        Assert.Equal(1, readAgain);
        context.Dialog.WaitForAssertion(() => Assert.Empty(context.Dialog.FindAll("form")));
    }

    [Fact]
    public async Task WhatIsRefused_StandsBesideItsField_AndStaysTyped()
    {
        await OpenAsync(_ => throw new RefusedException([new("Reason", "x", Rule.Required, [])]));
        context.Dialog.Find("[name=Reason]").Change("x");
        await context.SendActionAsync();
        Assert.Equal("Reason “x”: Please fill it in.", RecordPagesContext.ErrorOf(context.Dialog, "Reason"));
        Assert.Equal("x", context.Dialog.Find("[name=Reason]").GetAttribute("value"));
        Assert.Empty(Said);
        Assert.Equal(0, readAgain);
    }

    [Fact]
    public async Task WhatSomebodyElseChangedOrTookAway_IsSaid_AndNothingTypedIsLost()
    {
        Exception[] faults = [new EditedMeanwhileException("petition", 1, 1, 2), new RecordNotFoundException("petition", 1)];
        string[] words = ["Somebody else changed this record", "Not saved: this record is archived"];
        for (var at = 0; at < faults.Length; at++)
        {
            var fault = faults[at];
            await OpenAsync(_ => throw fault);
            context.Dialog.Find("[name=Reason]").Change("No parts");
            await context.SendActionAsync();
            Assert.StartsWith(words[at], context.Dialog.Find("[role=alert]").TextContent.Trim());
            Assert.Equal("No parts", context.Dialog.Find("[name=Reason]").GetAttribute("value"));
            Assert.Equal(at + 1, readAgain);
            await context.Dialog.FindAll("button").First(button => button.TextContent.Trim() == "Cancel").ClickAsync(new());
            context.Dialog.WaitForAssertion(() => Assert.Empty(context.Dialog.FindAll("form")));
        }
    }

    [Fact]
    public async Task Archiving_AsksForAReason_AndIsTakenBackFromItsMessage()
    {
        var (archived, restored) = (new List<ArchiveRecord>(), new List<RestoreRecord>());
        RecordHead head = new(7, 3, "Lamp", null, TestStore.Xinsheng, true);
        var action = context.Render<ArchiveAction>(shown => shown.Add(one => one.Head, head).AddCascadingValue(Record)
            .Add(one => one.Archive, (_, record, _) =>
            {
                archived.Add(record);
                return Task.FromResult(new Saved(7, 4));
            })
            .Add(one => one.Restore, (_, record, _) =>
            {
                restored.Add(record);
                return Task.FromResult(new Saved(7, 5));
            }));
        Assert.Equal(["archive"], action.FindAll("[data-action]").Select(one => one.GetAttribute("data-action")));
        await context.OpenActionAsync(action, "archive");
        context.Dialog.Find("[name=Reason]").Change("entered twice");
        await context.SendActionAsync();
        Assert.Equal(new ArchiveRecord(7, 3, "entered twice"), archived.Single());
        // By the version that the archiving made.
        await Said.Single().Undo!();
        Assert.Equal(new RestoreRecord(7, 4), restored.Single());

        action.Render(shown => shown.Add(one => one.Head, head with { ArchivedAt = TestStore.Start.UtcDateTime }));
        Assert.Equal(["restore"], action.FindAll("[data-action]").Select(one => one.GetAttribute("data-action")));
    }

    [Fact]
    public async Task Files_BeforeSaving_AreThereForTheirPersonOnly_AndAreTakenOut()
    {
        await using var own = await RecordPagesContext.CreateAsync(new("worker", Role.Worker, [TestStore.Xinsheng], 1));
        Assert.Equal(1, (await own.Store.AccountAsync("worker", Role.Worker, TestStore.Xinsheng)).UserId);
        var form = new UnsavedForm("hazard", Guid.NewGuid());
        var files = own.Render<UnsavedFiles>(shown => shown.Add(one => one.Form, form));
        Assert.Equal("0", files.Find("section").GetAttribute("data-unsaved"));
        using (var content = new MemoryStream(Documents.Pdf()))
            await own.Store.Get<WaitingAttachments>()
                .AddAsync(new("worker", Role.Worker, [TestStore.Xinsheng], 1), form, "plan.pdf", content, Stop);
        await files.InvokeAsync(files.Instance.ReadAgainAsync);
        Assert.StartsWith("plan.pdf", files.Find(".file-name").TextContent.Trim());
        await files.Find("[aria-label='Remove plan.pdf']").ClickAsync(new());
        Assert.Empty(files.FindAll("li [data-type]"));
    }

    [Fact]
    public async Task FilesOfARecord_AreLinks_AndOnlyWhoMayChangeItAddsOrRemoves()
    {
        var caller = TestStore.WorkerOfXinsheng;
        var hazard = await context.Store.AddAsync(Make.Hazard());
        var key = new RecordKey("hazard", hazard.Id);
        using (var content = new MemoryStream(Documents.Pdf()))
            await context.Store.Get<AttachmentCommands>().AddAsync(caller, key, "plan.pdf", content, Stop);
        var mine = Files(true);
        Assert.Equal("plan.pdf", mine.Find("[data-attachment] a").GetAttribute("download"));
        Assert.NotNull(mine.Find("input[type=file]"));
        var read = Files(false);
        Assert.Single(read.FindAll("[data-attachment] a"));
        Assert.Empty(read.FindAll("input[type=file], button"));
        await mine.Find("[aria-label='Remove plan.pdf']").ClickAsync(new());
        await mine.Find("button.danger").ClickAsync(new());
        Assert.Equal(1, readAgain);
        Assert.Empty(await context.Store.Get<AttachmentQueries>().ListAsync(caller, key, Stop));
        // A card for a reader of a record without files would say nothing.
        Assert.Empty(Files(false).Markup.Trim());

        IRenderedComponent<Card> Files(bool mayChange) => context.Render<Card>(shown => shown.Add(one => one.Key, key)
            .Add(one => one.Version, hazard.Version).Add(one => one.MayChange, mayChange).AddCascadingValue(Record));
    }

    [Fact]
    public async Task History_IsReadWhenItIsOpened_AndAgainWithANewVersion()
    {
        var hazard = await context.Store.AddAsync(Make.Hazard());
        var history = context.Render<RecordHistory>(shown => shown.Add(one => one.Kind, "hazard").Add(one => one.Id, hazard.Id)
            .Add(one => one.Version, 1));
        Assert.Empty(history.FindAll("[role=listitem]"));
        history.Find("details").TriggerEvent("ontoggle", EventArgs.Empty);
        history.WaitForAssertion(() => Assert.Single(history.FindAll("[role=listitem]")));
        await using (var db = context.Store.Open())
        {
            (await db.Hazards.FindAsync([hazard.Id], Stop))!.Place = "North gate";
            await db.SaveChangesAsync(Stop);
        }

        history.Render(shown => shown.Add(one => one.Version, 2));
        history.WaitForAssertion(() => Assert.Equal(2, history.FindAll("[role=listitem]").Count));
        Assert.Equal("North gate", history.Find("ins").TextContent);
        history.Find("details").TriggerEvent("ontoggle", EventArgs.Empty);
    }

    private RecordContext Record => new("petition", 1, 1, () =>
    {
        readAgain++;
        return Task.CompletedTask;
    }, "Petition 2026-0001", () => "Next: handle.");

    private async Task OpenAsync(Action<string?> send)
    {
        var action = context.Render<ActionForm>(shown => shown.Add(one => one.Key, "extend").Add(one => one.Text, "Extend")
            .Add(one => one.Done, "Put off").AddCascadingValue(Record)
            .Add(one => one.OnSend, (_, _) =>
            {
                send(typed);
                sent.Add(typed!);
                return Task.CompletedTask;
            })
            .Add(one => one.ChildContent, fields =>
            {
                fields.OpenComponent<TextField>(0);
                fields.AddComponentParameter(1, nameof(TextField.Name), "Reason");
                fields.AddComponentParameter(2, nameof(TextField.ValueChanged),
                    EventCallback.Factory.Create<string?>(this, text => typed = text));
                fields.CloseComponent();
            }));
        await context.OpenActionAsync(action, "extend");
    }
}
