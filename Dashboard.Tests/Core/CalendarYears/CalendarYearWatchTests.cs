using Concentric.Calendar;
using Concentric.CalendarYears;
using Concentric.Data;
using Concentric.Notices;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.CalendarYears;

public sealed class CalendarYearWatchTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2026-03-18", new int[0])]
    [InlineData("2026-09-30", new int[0])]
    [InlineData("2026-10-01", new[] { 2027 })]
    [InlineData("2026-12-31", new[] { 2027 })]
    [InlineData("2027-01-01", new[] { 2027 })]
    [InlineData("2027-10-01", new[] { 2027, 2028 })]
    public async Task ANewStore_LacksTheYearThatIsNotAnnounced_FromOctoberBefore(string day, int[] missing)
    {
        await using var store = await BuiltInAsync();
        SetDay(store, day);
        Assert.Equal(missing, (await store.Get<CalendarYearWatch>().MissingAsync(Cancellation)).Select(year => year.Year));
    }

    [Fact]
    public async Task AnEmptyCalendar_LacksThePresentYearAtAnyTime()
    {
        await using var store = await TestStore.CreateAsync();
        Assert.Equal([new MissingCalendarYear(2026, 0)], await store.Get<CalendarYearWatch>().MissingAsync(Cancellation));
    }

    [Fact]
    public async Task OnceItsHolidaysAreEntered_ItIsMissedNoLonger()
    {
        await using var store = await BuiltInAsync();
        SetDay(store, "2026-10-01");
        var watch = store.Get<CalendarYearWatch>();
        for (var day = new DateOnly(2027, 2, 6); ; day = day.AddDays(1))
        {
            var before = Assert.Single(await watch.MissingAsync(Cancellation));
            Assert.True(before.Holidays < CalendarYearWatch.LeastHolidays);
            await store.Get<CalendarCommands>().ChangeDayAsync(TestStore.Administrator, new(day, false, "春节"), Cancellation);
            if (before.Holidays == CalendarYearWatch.LeastHolidays - 1) break;
        }

        Assert.Empty(await watch.MissingAsync(Cancellation));
    }

    [Fact]
    public async Task Administrators_AreToldOnce_AndNobodyElse()
    {
        await using var store = await BuiltInAsync();
        var (administrator, worker) = (await store.AccountAsync("admin", Role.Administrator),
            await store.AccountAsync("worker", Role.Worker, TestStore.Xinsheng));
        var watch = store.Get<CalendarYearWatch>();
        SetDay(store, "2026-09-30");
        Assert.Equal(0, await watch.LookAsync(Cancellation));
        SetDay(store, "2026-10-01");
        Assert.Equal(1, await watch.LookAsync(Cancellation));
        SetDay(store, "2026-10-02");
        Assert.Equal(0, await watch.LookAsync(Cancellation));
        var notice = Assert.Single(await store.NoticesAsync(administrator));
        Assert.Equal((NoticeKind.CalendarMissing, new DateOnly(2027, 1, 1), "2027"), (notice.Kind, notice.Day, notice.Title));
        Assert.Empty(await store.NoticesAsync(worker));
    }

    private static async Task<TestStore> BuiltInAsync()
    {
        var store = await TestStore.CreateAsync();
        await using var db = store.Open();
        await BuiltInCalendar.SeedAsync(db, Cancellation);
        return store;
    }

    private static void SetDay(TestStore store, string day) => store.Time.SetUtcNow(
        new DateTimeOffset(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), new(11, 0), TimeSpan.FromHours(8)));
}
