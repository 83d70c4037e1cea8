using Bunit;
using Concentric.Dashboard.Features.Administration;
using Concentric.Dashboard.Features.Overview;
using Concentric.Dashboard.Features.Search;
using Concentric.Data;
using Concentric.Metrics;
using Concentric.Search;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Components.Shared;

/// <summary>What narrows a page, and what asks back: links for what the address holds, buttons for the rest.</summary>
public sealed class SliceControlsTests : ComponentTest
{
    private static readonly Community[] Both =
    [
        new() { Id = 1, Code = "xinsheng", Name = "馨盛园", NameEn = "Xinsheng Garden" },
        new() { Id = 2, Code = "xinshun", Name = "馨顺园", NameEn = "Xinshun Garden" },
        new() { Id = 3, Code = "binhe", Name = "滨河里", NameEn = "Binhe Lane" },
    ];

    private string Address => Services.GetRequiredService<NavigationManager>().Uri;

    [Theory]
    [InlineData(null, "All 3 communities", "/?communities=xinsheng")]
    [InlineData(new[] { 1 }, "Xinsheng Garden", "/")]
    [InlineData(new[] { 1, 3 }, "2 of 3 communities", "/?communities=binhe")]
    [InlineData(new[] { 1, 2, 3 }, "All 3 communities", "/?communities=xinsheng")]
    public void Communities_AreSaid_AndPressingOne_AddsItOrTakesItOut(int[]? chosen, string label, string pressed)
    {
        var filter = Render<CommunityFilter>(shown => shown.Add(one => one.Address, new(new()))
            .Add(one => one.Communities, Both).Add(one => one.Chosen, chosen));
        Assert.Equal(label, filter.Find("summary span").TextContent);
        Assert.Equal(pressed, filter.FindAll(".checks a")[1].GetAttribute("href"));
        Assert.Equal(chosen is null or { Length: 3 } ? 1 : chosen.Length, filter.FindAll("[aria-current=true]").Count);
    }

    [Fact]
    public void ASingleCommunity_IsCalledByItsName_AndThereIsNothingToChoose()
    {
        var filter = Render<CommunityFilter>(shown => shown.Add(one => one.Address, new(new()))
            .Add(one => one.Communities, Both[..1]).Add(one => one.Chosen, [1]));
        Assert.Equal("Xinsheng Garden", filter.Find("[data-told]").TextContent.Trim());
        Assert.Empty(filter.FindAll("a, summary"));
    }

    [Fact]
    public void Periods_AreLinks_AndTheRunningOneIsMarked()
    {
        var picker = Period(new(global::Concentric.Time.Period.MonthTo(TestStore.Today), PeriodKind.Month));
        Assert.Equal(["Month", "Quarter", "Year"], picker.FindAll("[role=group] a").Select(link => link.TextContent.Trim()));
        Assert.Equal("Month", picker.Find("[role=group] [aria-current=true]").TextContent.Trim());
        Assert.Equal("Custom", picker.Find("summary span").TextContent);
        Assert.Equal("/?period=last-quarter", picker.FindAll(".past-periods a")[1].GetAttribute("href"));
    }

    [Fact]
    public void APastPeriod_IsCalledByItsName_AndAnyOther_ByItsDays()
    {
        var last = Period(new(global::Concentric.Time.Period.WholeBefore(PeriodKind.Month, TestStore.Today), PeriodKind.Custom));
        Assert.Equal("Last month", last.Find("summary span").TextContent);
        Assert.Equal("Last month", last.Find(".past-periods [aria-current]").TextContent);
        var own = Period(new(new(new(2026, 1, 5), new(2026, 2, 3)), PeriodKind.Custom));
        Assert.Equal("2026-01-05 – 2026-02-03", own.Find("summary span").TextContent);
        Assert.Empty(own.FindAll(".past-periods [aria-current], [role=group] [aria-current]"));
    }

    [Fact]
    public void DaysThatAreTyped_BecomeTheAddress_AndStayWhileThePageIsReadAnew()
    {
        var reading = (Period: new Period(new(2026, 1, 5), new(2026, 2, 3)), Kind: PeriodKind.Custom);
        var picker = Period(reading);
        // The fields come with the box.
        Assert.Empty(picker.FindAll("#period-from"));
        picker.Find("details").TriggerEvent("ontoggle", EventArgs.Empty);
        picker.Find("#period-from").Change("2026年1月1日");
        picker.Render();
        Assert.Equal("2026-01-01", picker.Find("#period-from").GetAttribute("value"));
        picker.Find("form").Submit();
        Assert.EndsWith("/?period=custom&from=2026-01-01&to=2026-02-03", Address, StringComparison.Ordinal);
    }

    [Fact]
    public void Search_IsAPlainForm_WithinTheLimit()
    {
        var box = Render<SearchBox>();
        Assert.Equal(("/search", "get", "_top"), (box.Find("form[role=search]").GetAttribute("action"),
            box.Find("form").GetAttribute("method"), box.Find("form").GetAttribute("target")));
        var input = box.Find("input#search-box[name=q]");
        Assert.Equal($"{SearchQueries.MostText}", input.GetAttribute("maxlength"));
        Assert.Equal(box.Find("form").GetAttribute("aria-label"), box.Find("label[for=search-box]").TextContent);
    }

    [Fact]
    public async Task WhatCantBeUndone_IsAskedBack_InItsOwnPlace()
    {
        var done = 0;
        var button = Render<Confirm>(shown => shown.Add(one => one.Text, "Delete").Add(one => one.Label, "Delete the lamp")
            .Add(one => one.Question, "Delete it?").Add(one => one.OnYes, () => done++));
        Assert.Equal("Delete the lamp", button.Find("button").GetAttribute("aria-label"));
        button.Find("button").Click();
        Assert.Equal(0, done);
        Assert.Equal("Delete it?", button.Find("[role=alertdialog]").GetAttribute("aria-label"));
        await button.FindAll("button")[1].ClickAsync(new());
        Assert.Equal("Delete", button.Find("button").TextContent.Trim());
        Assert.Equal(0, done);
        button.Find("button").Click();
        await button.Find("button.danger").ClickAsync(new());
        Assert.Equal(1, done);
        Assert.Empty(button.FindAll("[role=alertdialog]"));
    }

    [Fact]
    public void Communities_AreAskedOfWhomTheyLimit()
    {
        var chosen = new RightsFields.Chosen { Role = Role.Leader };
        Assert.Empty(Rights(chosen).FindAll("[data-field=key-communities]"));
        Assert.NotEmpty(Rights(chosen, limitsAny: true).FindAll("[data-field=key-communities]"));
        chosen = new() { Role = Role.Worker };
        var fields = Rights(chosen);
        fields.Find("[name='key-communities.2']").Change(true);
        Assert.Equal([2], chosen.Communities);
        Assert.Empty(fields.FindAll("[data-field=key-communities] .field-hint"));
        chosen.Role = Role.Reader;
        Assert.Equal("None chosen means all communities.", Rights(chosen).Find("[data-field=key-communities] .field-hint").TextContent);

        IRenderedComponent<RightsFields> Rights(RightsFields.Chosen rights, bool limitsAny = false) => Render<RightsFields>(shown => shown
            .Add(one => one.Prefix, "key").Add(one => one.Rights, rights).Add(one => one.Communities, Both)
            .Add(one => one.LimitsAnyRole, limitsAny));
    }

    private IRenderedComponent<PeriodPicker> Period((Period Period, PeriodKind Kind) shown) => Render<PeriodPicker>(with => with
        .Add(one => one.Address, new(new())).Add(one => one.Today, TestStore.Today)
        .Add(one => one.Reading, new SliceReading(shown.Kind, shown.Period, null, [])));
}
