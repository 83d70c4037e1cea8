using System.Globalization;
using CsCheck;

namespace Concentric.Tests.Core.Demo;

/// <summary>
/// The demo store is laid out backwards from the day it is made, so every day, with its weekends, holidays and make-up days behind it, is
/// another store. What is tested for some days elsewhere holds for any day and time of day; <c>CsCheck_Time=600</c> tries hundreds.
/// </summary>
public class DemoDaysTests
{
    private const int Days = 4;
    private const int MinutesOfADay = 24 * 60;

    /// <summary>The built-in calendar begins in 2024; the year behind a store has to lie in it.</summary>
    private static readonly DateTime First = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
    private static readonly DateTime Last = new(2032, 12, 31, 0, 0, 0, DateTimeKind.Unspecified);

    [Fact]
    public Task OnAnyDay_TheFiguresAreThoseOfTheReferenceCase_AndTheRecordsKeepTheRules() =>
        Gen.Select(Gen.Int[0, (Last - First).Days], Gen.Int[0, MinutesOfADay - 1]).SampleAsync(
            async (day, minute) =>
            {
                var instant = First.AddDays(day).AddMinutes(minute).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
                await using var stores = new DemoStores();
                await new ReferenceFiguresTests(stores).EveryFigure_IsThatOfTheReferenceCase(instant);
                var records = new DemoRecordsTests(stores);
                await records.EveryRecord_KeepsTheRules(instant);
                await records.EveryDay_LiesWithinTheYear(instant);
                await records.OnAnyDay_ThereIsSomethingToShow(instant);
            },
            iter: Check.Time > 0 ? -1 : Days, writeLine: TestContext.Current.TestOutputHelper!.WriteLine);
}
