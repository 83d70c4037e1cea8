using Bunit;
using Concentric.Dashboard.Components.Shared;
using MudBlazor.Services;

namespace Concentric.Tests.Components.Shared;

public sealed class PageNoticeTests : ComponentTest
{
    public PageNoticeTests() => Services.AddMudServices();

    [Theory]
    [InlineData(Tone.Accent, false)]
    [InlineData(Tone.Good, true)]
    [InlineData(Tone.Warn, true)]
    [InlineData(Tone.Bad, true)]
    public void ItsRootHasToneAndRole_AndASignThatIsNotRead(Tone tone, bool hasSign)
    {
        var notice = Render<PageNotice>(parameters => parameters.Add(shown => shown.Tone, tone).AddChildContent("Archived")
            .AddUnmatched("role", "status").Add(shown => shown.Class, "wide"));
        var root = notice.Find("[role=status]");
        Assert.Superset(new HashSet<string> { "notice", "wide", tone.ToString().ToLowerInvariant() }, root.ClassList.ToHashSet());
        Assert.Equal("Archived", root.TextContent.Trim());
        Assert.Equal(hasSign, root.QuerySelector("svg[aria-hidden=true]") is not null);
    }

    [Fact]
    public void WhatAnswersIt_StandsBehindWhatIsSaid()
    {
        var notice = Render<PageNotice>(parameters => parameters.AddChildContent("Stopped.")
            .Add(shown => shown.Actions, "<button>Again</button>"));
        Assert.EndsWith("Again", notice.Find(".notice").TextContent.Trim());
        Assert.NotNull(notice.Find(".notice-actions button"));
    }
}
