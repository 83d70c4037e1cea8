using System.Globalization;
using Concentric.Dashboard.Features.Figures;
using Concentric.Overview;
using Concentric.Tests.Components.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Components.Figures;

/// <summary>A change of secretaries stands at its own day on a trend of months and of weeks, in the same words.</summary>
public sealed class PostingEventsTests : ComponentTest
{
    private static readonly PostingMark[] Marks = [new(new(2026, 3, 16), 2, true), new(new(2026, 1, 1), 1, false)];

    [Fact]
    public void TheyStandWhereTheirDayIs_AndReadTheSame()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("zh-CN");
        var (months, weeks) = (PostingEvents.OfMonths(Marks, new(2025, 12, 1)), PostingEvents.OfWeeks(Marks, new(2026, 1, 1)));
        Assert.Equal([3 + (15 / 31.0), 1], months.Select(mark => mark.Position));
        Assert.Equal([74 / 7.0, 0], weeks.Select(mark => mark.Position));
        Assert.Equal(["书记岗位交流 · 3月16日", "新书记到任 · 1月1日"], months.Select(mark => mark.Note));
        Assert.Equal(months.Select(mark => mark.Note), weeks.Select(mark => mark.Note));
    }
}
