using Bunit;
using Concentric.Dashboard.Components.Records.Fields;
using Concentric.Tests.TestData;
using MudBlazor;

namespace Concentric.Tests.Components.Fields;

public sealed class DayFieldTests : FieldTest
{
    [Theory]
    [InlineData("2026-03-18")]
    [InlineData("2026/3/18")]
    [InlineData("2026年3月18日")]
    [InlineData("20260318")]
    public void ADay_IsReadAsTheOfficeWritesIt(string typed)
    {
        DateOnly? told = null;
        var field = Day(null, day => told = day);
        field.Find("#form-HeldOn").Change(typed);
        Assert.Equal(TestStore.Today, told);
        Assert.Empty(ErrorsOf(field));
    }

    [Theory]
    [InlineData("3/4/2026")]
    [InlineData("2026-02-30")]
    [InlineData("tomorrow")]
    public void WhatIsNoDay_StaysTyped_AndIsTold(string typed)
    {
        var told = new List<DateOnly?>();
        var field = Day(TestStore.Today, told.Add);
        field.Find("#form-HeldOn").Change(typed);
        Assert.Equal([null], told);
        Assert.Equal(typed, field.Find("#form-HeldOn").GetAttribute("value"));
        Assert.Equal([$"Held on “{typed}”: Give a day, as in 2026-03-18."], ErrorsOf(field));
        Assert.True(Form.HasUnreadable);
    }

    [Fact]
    public void Calendar_OpensOnTheDay_TakesThePressedOne_AndCloses()
    {
        DateOnly? told = null;
        var page = Render<MudPopoverProvider>();
        var field = Day(TestStore.Today, day => told = day);
        Assert.Empty(page.FindAll(".mud-picker-calendar-day"));
        field.Find("button[aria-label='Open the calendar for Held on']").Click();
        Assert.Equal("18", page.Find(".mud-picker-calendar-day.mud-selected").TextContent.Trim());
        // The week begins on Monday.
        Assert.StartsWith("M", page.Find(".mud-picker-calendar-header-day .mud-day-label").TextContent.Trim());
        page.FindAll("button.mud-picker-calendar-day:not(.mud-hidden)").First(day => day.TextContent.Trim() == "20").Click();
        Assert.Equal(new DateOnly(2026, 3, 20), told);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".mud-picker-calendar-day")));
    }

    [Fact]
    public void Escape_ClosesTheCalendar_AndChangesNothing()
    {
        var told = new List<DateOnly?>();
        var page = Render<MudPopoverProvider>();
        var field = Day(TestStore.Today, told.Add);
        field.Find("button[aria-label]").Click();
        page.Find(".day-popover [tabindex], .day-popover div").KeyDown("Escape");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".mud-picker-calendar-day")));
        Assert.Empty(told);
    }

    private IRenderedComponent<DayField> Day(DateOnly? value, Action<DateOnly?> told) => Show<DayField>(shown => shown
        .Add(field => field.Name, "HeldOn").Add(field => field.Value, value).Add(field => field.ValueChanged, told));
}
