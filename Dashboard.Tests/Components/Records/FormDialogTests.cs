using System.Globalization;
using Bunit;
using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Features.Hazards;
using Concentric.Rules;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Components.Records;

/// <summary>Escape closes every dialog, and none loses by it what was typed without asking.</summary>
public sealed class FormDialogTests : IAsyncLifetime
{
    private RecordPagesContext context = null!;
    private bool isOpen = true;

    public FormDialogTests() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    private bool IsAsking => context.Dialog.FindAll("[data-asks]").Count == 1;

    public async ValueTask InitializeAsync() => context = await RecordPagesContext.CreateAsync();

    public ValueTask DisposeAsync() => context.DisposeAsync();

    [Fact]
    public void WithNothingTyped_EscapeCloses()
    {
        Show(isTyped: false);
        Escape();
        context.Dialog.WaitForAssertion(() => Assert.False(isOpen));
    }

    [Fact]
    public void WithSomethingTyped_EscapeAsks_AndASecondOneGoesBack()
    {
        Show(isTyped: true);
        Escape();
        context.Dialog.WaitForAssertion(() => Assert.True(IsAsking));
        Assert.True(isOpen);
        Escape();
        context.Dialog.WaitForAssertion(() => Assert.False(IsAsking));
        Escape();
        context.Dialog.WaitForElement("[data-keep]").Click();
        Assert.False(IsAsking);
        Assert.True(isOpen);
        Escape();
        context.Dialog.WaitForElement("[data-lose]").Click();
        Assert.False(isOpen);
    }

    [Fact]
    public void WhatRuns_IsNotStoppedByEscape()
    {
        var closed = 0;
        var dialog = Show(isTyped: false, isBusy: true);
        dialog.Render(shown => shown.Add(one => one.IsOpenChanged, _ => closed++));
        Escape();
        dialog.Render(shown => shown.Add(one => one.IsBusy, false));
        Escape();
        // By the second alone: the two are answered in their order.
        context.Dialog.WaitForAssertion(() => Assert.True(closed > 0));
        Assert.Equal(1, closed);
    }

    /// <summary>Its button would stop what runs; once that is over, nothing is lost by closing.</summary>
    [Theory]
    [InlineData("form", true)]
    [InlineData(null, false)]
    public void OnceItIsSent_TheQuestionGoes_AndStaysAway(string? form, bool isBusy)
    {
        var dialog = Show(isTyped: true);
        Escape();
        context.Dialog.WaitForElement("[data-lose]");
        dialog.Render(shown => shown.Add(one => one.Form, form).Add(one => one.IsBusy, isBusy));
        context.Dialog.WaitForAssertion(() => Assert.False(IsAsking));
        // Refused: the form is there again, and nobody has pressed Escape since.
        dialog.Render(shown => shown.Add(one => one.Form, "form").Add(one => one.IsBusy, false));
        Assert.False(IsAsking);
    }

    [Fact]
    public async Task AStepOnItsWay_IsNotClosed_AndItsRefusalIsTold()
    {
        var sending = new TaskCompletionSource();
        var step = context.Render<ActionForm>(shown => shown.Add(one => one.Key, "step").Add(one => one.Text, "Step")
            .Add(one => one.OnSend, (_, _) => sending.Task));
        await context.OpenActionAsync(step, "step");
        var sent = context.SendActionAsync();
        context.Dialog.WaitForAssertion(() => Assert.Equal(2, context.Dialog.FindAll(".mud-dialog-actions button[disabled]").Count));
        Escape();
        sending.SetException(new RefusedException([new("Reason", "x", Rule.Required, [])]));
        await sent;
        context.Dialog.WaitForAssertion(() => Assert.Contains("fill it in", context.Dialog.Find(".problems").TextContent));
        Assert.Empty(context.Dialog.FindAll(".mud-dialog-actions button[disabled]"));
    }

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [InlineData(false, true, true)]
    public async Task AStep_IsClosedByEscape_AndAsksWhereItsTextBelongsToNoRecord(bool isTyped, bool isOfNone, bool closes)
    {
        context.JSInterop.Setup<bool>("concentricDrafts.isTyped", _ => true).SetResult(isTyped);
        _ = context.Dialog;
        var step = context.Render<ActionForm>(shown =>
        {
            if (!isOfNone) shown.AddCascadingValue(new RecordContext("hazard", 1, 1, () => Task.CompletedTask, "Hazard", () => null));
            shown.Add(one => one.Key, "step").Add(one => one.Text, "Step").Add(one => one.OnSend, (_, _) => Task.CompletedTask)
                .Add(one => one.ChildContent, "<textarea></textarea>");
        });
        await context.OpenActionAsync(step, "step");
        Escape();
        if (closes) context.Dialog.WaitForAssertion(() => Assert.Empty(context.Dialog.FindAll("textarea")));
        else context.Dialog.WaitForAssertion(() => Assert.True(IsAsking));
    }

    [Fact]
    public async Task AStepWithChosenRecords_IsClosedByEscape_AndAsksWhereAReasonWasTyped()
    {
        await context.Store.AddAsync(Make.Hazard());
        context.SetRendererInfo(new("Server", true));
        _ = context.Dialog;
        var typed = context.JSInterop.Setup<bool>("concentricDrafts.isTyped", _ => true).SetResult(true);
        var page = context.Render<HazardsPage>();
        page.Find("th.pick input").Change(true);
        page.Find("[data-bulk=archive]").Click();
        context.Dialog.WaitForElement("#bulk-form");
        Escape();
        context.Dialog.WaitForElement("[data-lose]").Click();
        context.Dialog.WaitForAssertion(() => Assert.Empty(context.Dialog.FindAll("#bulk-form")));
        Assert.Equal("bulk-form", typed.Invocations.Single().Arguments[0]);
        var cleared = Assert.Single(context.JSInterop.Invocations["concentricDrafts.clear"]).Arguments[0];
        Assert.EndsWith("/hazard/bulk/archive", (string)cleared!, StringComparison.Ordinal);
    }

    /// <summary>A dialog of another sort would need its own answer to Escape.</summary>
    [Fact]
    public void EveryDialog_IsOneOfTheTwo_WithTheSameOptions()
    {
        var dialogs = Directory.EnumerateFiles(Path.Combine(Repository.Root, "Dashboard"), "*.razor", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetFileNameWithoutExtension(file), Text: File.ReadAllText(file)))
            .Where(file => file.Text.Contains("<MudDialog ", StringComparison.Ordinal)).ToList();
        Assert.Equal(["ActionForm", "FormDialog"], dialogs.Select(file => file.Name).Order(StringComparer.Ordinal));
        Assert.Contains("ShowAsync(null, FormDialog.Options)", dialogs.Single(file => file.Name == "ActionForm").Text,
            StringComparison.Ordinal);
        // MudBlazor would close without asking.
        Assert.Equal((false, false), (FormDialog.Options.CloseOnEscapeKey, FormDialog.Options.BackdropClick));
        Assert.All(dialogs, file => Assert.Contains("<DialogEscape ", file.Text, StringComparison.Ordinal));
    }

    private IRenderedComponent<FormDialog> Show(bool isTyped, bool isBusy = false)
    {
        context.JSInterop.Setup<bool>("concentricDrafts.isTyped", _ => true).SetResult(isTyped);
        _ = context.Dialog;
        var dialog = context.Render<FormDialog>(shown => shown.Add(one => one.IsOpen, true)
            .Add(one => one.IsOpenChanged, open => isOpen = open).Add(one => one.Title, "Step").Add(one => one.Form, "form")
            .Add(one => one.IsBusy, isBusy).Add(one => one.ChildContent, "<textarea></textarea>")
            .Add(one => one.Actions, "<button></button>"));
        context.Dialog.WaitForElement("textarea");
        return dialog;
    }

    /// <summary>As the page's script answers the key.</summary>
    private void Escape() => context.Dialog.Find("[data-escape]").Click();
}
