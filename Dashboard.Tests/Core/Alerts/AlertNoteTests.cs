using System.Globalization;
using Concentric.Alerts;
using Concentric.Data;
using Concentric.Metrics;
using Concentric.Notices;
using Concentric.Time;

namespace Concentric.Tests.Core.Alerts;

/// <summary>A note keeps its numbers in full: it has room for those of any metric, and is read as it was written.</summary>
public sealed class AlertNoteTests
{
    /// <summary>As long as a number can be: a sign, 17 digits and an exponent of three.</summary>
    private const double Longest = -1.2345678901234567E-300;

    private static readonly Period Days = new(new(2026, 2, 18), new(2026, 3, 17));

    [Theory]
    [InlineData(Longest)]
    [InlineData(-12_345_678.901234567)]
    [InlineData(double.MinValue)]
    public void TheLongestNote_FitsTheTitleOfANotice_AndIsReadAsItWasWritten(double number)
    {
        Assert.True(number is not Longest || number.ToString("R", CultureInfo.InvariantCulture).Length == 24);
        foreach (var note in All(new(number, number, number, number, Days)))
        {
            var written = note.Write();
            Assert.True(written.Length <= TextLimits.Title, $"{written.Length}: {written}");
            Assert.Equal(note, AlertNote.Read(written));
        }
    }

    /// <summary>The sentence is kept nowhere, but a robot's message holds so many characters: at least 25 of the longest fit.</summary>
    [Theory]
    [InlineData("zh-CN", "西王庄街道馨盛园第二社区居民委员会")]
    [InlineData("en", "Xinsheng Garden Second Residents’ Committee")]
    public void TheSentence_StaysShort_WithTheLongestNamesAndFigures(string language, string place)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        foreach (var note in All(new(12_345_678.004999, 12_345_678.005001, 99_999_999.995, 12_345_678.005, Days)))
        {
            foreach (var kind in new[] { NoticeKind.AlertBegan, NoticeKind.AlertOver })
            {
                var told = note.Tell(kind, place, culture);
                Assert.True(told.Length <= TextLimits.Description / 25, $"{told.Length}: {told}");
            }
        }
    }

    private static IEnumerable<AlertNote> All(AlertFigures figures) =>
        from metric in new MetricCatalogue(MetricOptions.Default).All
        from condition in Enum.GetValues<AlertCondition>()
        from side in Enum.GetValues<AlertSide>()
        select new AlertNote(new(metric.Key, condition, side, condition == AlertCondition.PastLimit ? 100_000_000_000 : null, null,
            condition is AlertCondition.OffTarget or AlertCondition.Silent ? 365 : null), figures);
}
