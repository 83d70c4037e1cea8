using Concentric.Calendar;
using Concentric.Hazards;
using Concentric.Lists;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Hazards;

public class HazardEscalationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Today is Wednesday 18 March 2026; five working days before it is Wednesday the 11th.</summary>
    [Theory]
    [InlineData(5, "2026-03-11")]
    [InlineData(0, "2026-03-18")]
    [InlineData(2, "2026-03-16")]
    [InlineData(3, "2026-03-13")]
    public void GeneralHazard_IsEscalated_AfterSoManyWorkingDays(int days, string firstNotEscalated)
    {
        var settings = new HazardSettings(EscalateAfterWorkingDays: days);
        var calendar = WorkingCalendar.WeekdaysOnly;
        var before = settings.EscalatedBefore(TestStore.Today, calendar);
        Assert.Equal(DateOnly.Parse(firstNotEscalated, System.Globalization.CultureInfo.InvariantCulture), before);
        Assert.True(calendar.WorkingDaysBetween(before, TestStore.Today) <= days);
        Assert.True(calendar.WorkingDaysBetween(before.AddDays(-1), TestStore.Today) > days);
    }

    [Fact]
    public async Task ListAndPage_AgreeOnWhatIsEscalated()
    {
        await using var store = await TestStore.CreateAsync();
        var today = TestStore.Today;
        Hazard Open(HazardSeverity severity, DateOnly due) =>
            Make.Hazard(foundOn: today.AddDays(-40), with: made => (made.Severity, made.DueOn) = (severity, due));
        var escalated = new[] { Open(HazardSeverity.Major, today.AddDays(-1)), Open(HazardSeverity.General, new(2026, 3, 10)) };
        var others = new[]
        {
            Open(HazardSeverity.Major, today), Open(HazardSeverity.General, new(2026, 3, 11)),
            Make.Hazard(foundOn: today.AddDays(-40), with: made => (made.Severity, made.RectifiedOn) = (HazardSeverity.Major, today)),
        };
        await store.AddAsync([.. escalated, .. others]);

        var list = HazardRecords.Kind.List;
        var page = await store.Get<ListQueries>().ReadAsync(list, TestStore.Leader, new(View: "escalated"), Cancellation);
        Assert.Equal(escalated.Select(hazard => hazard.Id).Order(), page.Rows.Select(row => row.Id).Order());
        var queries = store.Get<HazardQueries>();
        Assert.Equal((1, 1), await queries.CountEscalatedAsync(TestStore.Leader, Cancellation));
        Assert.Equal((0, 0), await queries.CountEscalatedAsync(TestStore.WorkerOfXinshun, Cancellation));
        foreach (var hazard in escalated.Concat(others))
            Assert.Equal(escalated.Contains(hazard),
                (await queries.FindAsync(TestStore.Leader, hazard.Id, Cancellation))!.EscalatedTo is not null);
    }
}
