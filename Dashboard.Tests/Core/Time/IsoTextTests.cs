using System.Globalization;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.Extensions.Time.Testing;

namespace Concentric.Tests.Core.Time;

public sealed class IsoTextTests
{
    private static readonly string[] ByHand = ["\"yyyy-MM-dd\"", "\"yyyy-MM-dd HH:mm\"", "\"yyyy-MM-dd HH:mm:ss\""];

    /// <summary>Who writes days and moments otherwise, and why.</summary>
    private static readonly string[] Others =
    [
        // The clock itself, and what it writes.
        "Dashboard.Core/Time/IsoText.cs", "Dashboard.Core/Time/OfficeClock.cs",
        // What a sheet's cell shows: in no zone.
        "Dashboard.Core/Imports/Files/SheetCell.cs", "Dashboard.Core/Exports/Evaluations/EvaluationBook.cs",
        // The help of a verb tells how a day is written.
        "Dashboard/Verbs/ExportVerb.cs",
    ];

    /// <summary>In Thailand it is the year 2569.</summary>
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en-US")]
    [InlineData("th-TH")]
    public void DaysAndMoments_AreTheSameInEveryLanguage(string culture)
    {
        var own = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new(culture);
        try
        {
            Assert.Equal("2026-03-18", TestStore.Today.ToIso());
            Assert.True(IsoText.TryDay("2026-03-18", out var day));
            Assert.Equal((TestStore.Today, TestStore.Today), (day, IsoText.Day("2026-03-18")));
            var clock = new OfficeClock(new FakeTimeProvider(), TestStore.Zone);
            var utc = new DateTime(2026, 3, 17, 16, 5, 9, DateTimeKind.Utc);
            Assert.Equal(("2026-03-18 00:05", "2026-03-18 00:05:09"), (clock.Moment(utc), clock.ExactMoment(utc)));
        }
        finally
        {
            CultureInfo.CurrentCulture = own;
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-3-18")]
    [InlineData("2026/03/18")]
    [InlineData("2026-02-30")]
    [InlineData(" 2026-03-18")]
    [InlineData("２０２６-03-18")]
    public void WhatIsNoSuchDay_IsNotRead(string? text) => Assert.False(IsoText.TryDay(text, out _));

    [Fact]
    public void TheyAreWrittenInOnePlace() => Assert.Equal(Others.Order(), Repository.SourceFiles().Concat(Repository.RazorFiles())
        .Where(file => !file.StartsWith("Dashboard.Tests/", StringComparison.Ordinal)
            && !file.StartsWith("Benchmarks/", StringComparison.Ordinal)
            && File.ReadAllText(Path.Combine(Repository.Root, file)) is var text
            && Array.Exists(ByHand, format => text.Contains(format, StringComparison.Ordinal)))
        .Order());
}
