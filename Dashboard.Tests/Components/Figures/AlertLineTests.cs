using Concentric.Alerts;
using Concentric.Dashboard.Components.Shared;
using Concentric.Dashboard.Features.Alerts;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Components.Figures;

/// <summary>What the list of rules says of now: well only where that is known to be so.</summary>
public sealed class AlertLineTests
{
    [Theory]
    [InlineData(0, "Well", Tone.Good)]
    [InlineData(0, "Well Bad", Tone.Bad)]
    [InlineData(0, "Well Unknown", Tone.Good)]
    [InlineData(0, "Unknown Unknown", Tone.Warn)]
    [InlineData(1, "Unknown Unknown", Tone.Warn)]
    [InlineData(1, "Unknown Well", Tone.Bad)]
    [InlineData(0, "", Tone.Warn)]
    [InlineData(0, null, Tone.Quiet)]
    public void Now_IsWellOnlyWhereThatIsKnown(int open, string? standings, Tone tone)
    {
        var readings = standings?.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((text, i) => ((int?)i, new AlertReading(
            Enum.GetValues<AlertStanding>().Single(one => one.ToString() == text), AlertGap.None, 1, 1, null, null,
            new(TestStore.Today, TestStore.Today)))).ToList();
        var rule = new AlertRule { MetricKey = "petitions.overdue", SetBy = "刘主任", Scope = AlertScope.EachCommunity };
        var line = new AlertLine(new(rule, [], true, open, null, 0, true), readings);
        Assert.Equal(tone, line.StateTone());
        Assert.DoesNotContain("Alert.", line.State());
    }
}
