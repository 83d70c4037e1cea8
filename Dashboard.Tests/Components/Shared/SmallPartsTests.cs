using System.Globalization;
using Bunit;
using Concentric.Dashboard.Components.Shared;
using Concentric.Dashboard.Components.Shared.Charts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Concentric.Tests.Components.Shared;

/// <summary>Parts that are on many pages, each with what it says.</summary>
public sealed class SmallPartsTests : ComponentTest
{
    [Fact]
    public void NothingToShow_SaysWhatThatMeans_AndLeadsOn()
    {
        var empty = Render<EmptyState>(shown => shown.Add(one => one.Title, "No petitions").Add(one => one.Text, "Enter the first one.")
            .AddChildContent("<a href='/petitions/new'>Enter</a>"));
        Assert.Equal(["No petitions", "Enter the first one.", "Enter"], empty.Find(".empty").Children.Select(part => part.TextContent));
        Assert.Single(Render<EmptyState>(shown => shown.Add(one => one.Title, "No petitions")).Find(".empty").Children);
    }

    [Fact]
    public async Task WhatIsNotThere_IsSaidByThePage_AndAnswers404()
    {
        var general = new GeneralErrorPage { Enabled = true };
        var (context, answer) = (new DefaultHttpContext(), new HeldAnswer());
        context.Features.Set<Microsoft.AspNetCore.Diagnostics.IStatusCodePagesFeature>(general);
        context.Features.Set<IHttpResponseFeature>(answer);
        var page = Render<Missing>(shown => shown.Add(one => one.Title, "There is no such record").AddCascadingValue<HttpContext>(context));
        Assert.Equal("There is no such record", page.Find(".empty-title").TextContent);
        Assert.False(general.Enabled);
        await answer.StartAsync();
        Assert.Equal(404, context.Response.StatusCode);
        // In a circuit there is no answer to give: it says the same.
        Assert.Equal("There is no such record", Render<Missing>(shown => shown.Add(one => one.Title, "There is no such record"))
            .Find(".empty-title").TextContent);
    }

    [Theory]
    [InlineData(Tone.Bad, "tag bad")]
    [InlineData(Tone.Good, "tag good")]
    public void AState_IsAWord_AndAChipOnlyAtTheHeadOfARecord(Tone tone, string classes)
    {
        var plain = Render<StatusTag>(shown => shown.Add(one => one.Text, "overdue").Add(one => one.Tone, tone));
        Assert.Equal((classes, "overdue"), (plain.Find("span").ClassName, plain.Find("span").TextContent));
        Assert.Empty(plain.FindAll(".mud-chip"));
        var chip = Render<StatusTag>(shown => shown.Add(one => one.Text, "overdue").Add(one => one.Tone, tone)
            .AddCascadingValue("IsChip", true));
        Assert.Superset(new HashSet<string>(classes.Split(' ')), chip.Find(".mud-chip").ClassList.ToHashSet());
        Assert.Equal("overdue", chip.Find(".mud-chip").TextContent.Trim());
    }

    [Theory]
    [InlineData(0.375, "width:37.5%")]
    [InlineData(1.4, "width:100%")]
    [InlineData(-1.0, "width:0%")]
    [InlineData(null, "width:0%")]
    public void AMeter_IsNeverLongerThanItsFrame_AndIsWrittenForTheBrowser(double? share, string style)
    {
        // A comma would be no number to the browser.
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de");
        var meter = Render(Meter.Of(share));
        Assert.Equal(style, meter.Find("i").GetAttribute("style"));
        Assert.Equal("true", meter.Find(".meter").GetAttribute("aria-hidden"));
    }

    [Fact]
    public async Task ALongReading_ShowsHowFarItIs_IsStopped_AndReadAgain()
    {
        var again = 0;
        IRenderedComponent<LongReadBar> bar = null!;
        var reading = new CancellableLoad(() => true, () => bar.InvokeAsync(() => bar.Render()), CancellationToken.None);
        bar = Render<LongReadBar>(shown => shown.Add(one => one.Reading, reading).Add(one => one.OnAgain, () => again++));
        Assert.Empty(bar.Markup.Trim());
        var reported = new TaskCompletionSource();
        var run = reading.RunAsync(async (progress, stop) =>
        {
            progress.Report(0.4);
            reported.SetResult();
            await Task.Delay(Timeout.Infinite, stop);
        });
        await reported.Task;
        bar.WaitForAssertion(() => Assert.Equal("Reading the records 40 %", bar.Find("[role=status] span").TextContent.Trim()));
        Assert.Equal("Reading the records", bar.Find("[role=status] [aria-label]").GetAttribute("aria-label"));
        await bar.Find("[data-stop]").ClickAsync(new());
        Assert.False(await run);
        bar.Render();
        Assert.Contains("Stopped before everything was read.", bar.Find("[data-stopped]").TextContent);
        await bar.Find("[data-stopped] button").ClickAsync(new());
        Assert.Equal(1, again);
    }

    [Fact]
    public void Views_AreLinks_OfWhichOneIsThePresent()
    {
        var control = Render<SegmentedControl>(shown => shown.Add(one => one.Label, "Which")
            .Add(one => one.Segments, [new("All", "/list", true), new("Mine", "/list?view=mine", false)]));
        Assert.Equal("Which", control.Find("[role=group]").GetAttribute("aria-label"));
        Assert.Equal(["/list", "/list?view=mine"], control.FindAll("a").Select(link => link.GetAttribute("href")));
        Assert.Equal("All", control.Find("a[aria-current=true]").TextContent.Trim());
    }

    [Fact]
    public void Stages_AreBarsInProportion_WithTheNumberWhereThereIsRoom()
    {
        FunnelStage[] stages = [new("Collected", 100, "100", "3 days", "/petitions"), new("Handled", 10, "10", "1 day", null)];
        var funnel = Render<StageFunnel>(shown => shown.Add(one => one.Stages, stages));
        Assert.Equal(["width:100%", "width:10%"], funnel.FindAll(".stage-bar i").Select(bar => bar.GetAttribute("style")));
        Assert.Equal("/petitions", funnel.Find("li:first-child a").GetAttribute("href"));
        Assert.Empty(funnel.FindAll("li:last-child a"));
        Assert.Equal([null, "left:10%"], funnel.FindAll(".stage-bar b").Select(number => number.GetAttribute("style")));
    }

    [Fact]
    public void ALittleLine_IsHiddenFromReaders_UnlessItHasSomethingToSay()
    {
        Assert.Equal("true", Line(1, null, 3).Find("svg").GetAttribute("aria-hidden"));
        var told = Render(Sparkline.Of([1, 2], "The last month is not over"));
        Assert.Equal(("img", "The last month is not over"), (told.Find("svg").GetAttribute("role"),
            told.Find("svg").GetAttribute("aria-label")));
        Assert.Empty(Line(null, null).FindAll("svg"));
        // A gap is a gap.
        Assert.Equal(2, Line(1, null, 3).Find("path").GetAttribute("d")!.Count(letter => letter == 'M'));
        Assert.Equal("14", Line(5, 5).Find("circle").GetAttribute("cy"));

        IRenderedComponent<IComponent> Line(params double?[] values) => Render(Sparkline.Of(values));
    }

    [Fact]
    public void Drawings_AreNotReadOut()
    {
        Assert.Equal("true", Render<BrandMark>(shown => shown.Add(one => one.Size, 24))
            .Find("svg[width='24']").GetAttribute("aria-hidden"));
        Assert.Equal("true", Render(Glyph.Of("M0 0")).Find("svg").GetAttribute("aria-hidden"));
    }

    private sealed class GeneralErrorPage : Microsoft.AspNetCore.Diagnostics.IStatusCodePagesFeature
    {
        public bool Enabled { get; set; }
    }

    /// <summary>An answer that is sent when the test says so.</summary>
    private sealed class HeldAnswer : HttpResponseFeature
    {
        private readonly List<(Func<object, Task> Do, object State)> starting = [];

        public override void OnStarting(Func<object, Task> callback, object state) => starting.Add((callback, state));

        public async Task StartAsync()
        {
            foreach (var (callback, state) in starting) await callback(state);
        }
    }
}
