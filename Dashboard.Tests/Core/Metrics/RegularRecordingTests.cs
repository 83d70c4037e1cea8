using Concentric.Meetings;
using Concentric.Metrics;
using Concentric.Tests.Core.Metrics.CubeVerification;
using Concentric.Tests.TestData;
using Concentric.Time;
using Record = Concentric.Data.Record;

namespace Concentric.Tests.Core.Metrics;

/// <summary>A period is covered when the kind's regular recording in these communities had begun, not when one old record exists.</summary>
public sealed class RegularRecordingTests : IAsyncLifetime
{
    private static readonly DateOnly Today = TestStore.Today;
    private static readonly PeriodOnDay Year = new(Period.YearTo(Today), PeriodKind.Year, Today);

    private LiveCube live = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => live = await LiveCube.CreateAsync();

    public ValueTask DisposeAsync() => live.DisposeAsync();

    [Fact]
    public async Task OneOldRecord_MakesNoYearComparable()
    {
        await MonthlyAsync(10, new(2025, 5, 1), day => Make.Petition(receivedOn: day));
        await live.Store.AddAsync(Make.Petition(receivedOn: new(2024, 12, 26)));
        await live.StartAsync(Cancellation);
        Assert.Equal(new DateOnly(2025, 5, 1), Since("petition"));
        Assert.Null(Compared("petitions.received"));
        Assert.Null(Compared("petitions.on-time-rate"));
        Assert.Null(Compared("overdue.items"));
    }

    [Fact]
    public async Task StraysOfThreeYears_DoNotEither_EvenOfAKindOfWhichThereIsLittle()
    {
        await MonthlyAsync(1, new(2025, 5, 1), day => Make.Hazard(foundOn: day));
        await live.Store.AddAsync(Make.Hazard(foundOn: new(2022, 3, 3)), Make.Hazard(foundOn: new(2023, 7, 7)),
            Make.Hazard(foundOn: new(2025, 1, 2)));
        await live.StartAsync(Cancellation);
        Assert.Equal(new DateOnly(2025, 5, 1), Since("hazard"));
        Assert.Null(Compared("hazards.found"));
    }

    [Fact]
    public async Task AHandfulOfOldOnes_InTheMonthBefore_DoesNotMakeTheMonth()
    {
        await MonthlyAsync(40, new(2025, 2, 1), day => Make.Petition(receivedOn: day));
        for (var i = 0; i < 5; i++) await live.Store.AddAsync(Make.Petition(receivedOn: new(2025, 1, 3 + i)));
        await live.StartAsync(Cancellation);
        Assert.Equal(new DateOnly(2025, 2, 1), Since("petition"));
    }

    [Fact]
    public async Task EachKindIsAskedForItself()
    {
        await MonthlyAsync(6, new(2024, 10, 1), day => Make.Petition(receivedOn: day));
        await MonthlyAsync(6, new(2025, 6, 1), day => Make.Hazard(foundOn: day));
        await live.StartAsync(Cancellation);
        Assert.Equal(18, Compared("petitions.received")!.Value.Value);
        Assert.Null(Compared("hazards.found"));
        // What is made of both reaches as far as the shorter one.
        Assert.Null(Compared("overdue.items"));
        Assert.NotNull(Compared("petitions.overdue"));
    }

    [Fact]
    public async Task ACommunityThatJoinedLater_HasNoYearBefore_NorHasTheStreetWithIt()
    {
        await MonthlyAsync(5, new(2024, 10, 1), day => Make.Petition(TestStore.Xinsheng, day));
        await MonthlyAsync(5, new(2025, 7, 1), day => Make.Petition(TestStore.Binhe, day));
        await live.StartAsync(Cancellation);
        Assert.Null(Compared("petitions.received"));
        Assert.Null(Compared("petitions.received", TestStore.Binhe));
        Assert.Null(Compared("petitions.received", TestStore.Xinsheng, TestStore.Binhe));
        Assert.Equal(15, Compared("petitions.received", TestStore.Xinsheng)!.Value.Value);
        // A community without any such records keeps nobody from it.
        Assert.Equal(15, Compared("petitions.received", TestStore.Xinsheng, TestStore.Xinshun)!.Value.Value);
    }

    [Fact]
    public async Task ACommunityThatJoinedAfterThePeriod_IsInNeitherOfTheTwo()
    {
        await MonthlyAsync(5, new(2024, 10, 1), day => Make.Petition(TestStore.Xinsheng, day));
        await MonthlyAsync(5, new(2025, 7, 1), day => Make.Petition(TestStore.Binhe, day));
        await live.StartAsync(Cancellation);
        var march = new PeriodOnDay(new(new(2025, 3, 1), new(2025, 3, 31)), PeriodKind.Custom, Today);
        Assert.Equal(5, live.Cube.Current!.For(null)
            .ReadCompared(live.Cube.Catalogue["petitions.received"], march, march.Previous)!.Value.Value);
    }

    [Fact]
    public async Task AKindThatCameUpAMonthAfterItsCommunity_BeginsWithIt()
    {
        await MonthlyAsync(5, new(2024, 10, 1), day => Make.Petition(TestStore.Xinsheng, day));
        await MonthlyAsync(5, new(2024, 10, 1), day => Make.Hazard(TestStore.Xinsheng, day));
        await MonthlyAsync(5, new(2025, 9, 1), day => Make.Petition(TestStore.Binhe, day));
        foreach (var month in new[] { 0, 2, 3, 4, 5 })
            await live.Store.AddAsync(Make.Hazard(TestStore.Binhe, new DateOnly(2025, 10, 6).AddMonths(month)));
        await live.StartAsync(Cancellation);
        Assert.Equal(new DateOnly(2025, 9, 1), Since("hazard"));
    }

    [Fact]
    public async Task AKindOfWhichThereAreFewAYear_IsComparedWhenItWasRecorded()
    {
        foreach (var day in new DateOnly[] { new(2024, 4, 10), new(2024, 9, 3), new(2025, 1, 20), new(2025, 6, 11), new(2025, 11, 5),
            new(2026, 2, 2) })
            await live.Store.AddAsync(new Meeting
            {
                CommunityId = TestStore.Xinsheng,
                Title = "m",
                Kind = MeetingKind.JointConference,
                HeldOn = day
            });
        await live.StartAsync(Cancellation);
        Assert.Equal(1, Compared("meetings.joint")!.Value.Value);
        Assert.Equal(new DateOnly(2024, 4, 1), Since("meeting"));
    }

    [Theory]
    // Every month; one pause of one month; of two; every second month; one a year; a slip in the year; nothing.
    [InlineData("111111111111111111", 0)]
    [InlineData("111101111111111111", 0)]
    [InlineData("111001111111111111", 5)]
    [InlineData("101010101010101010101", 0)]
    [InlineData("900000000000000000090", 19)]
    [InlineData("10000000000200000000000003", 25)]
    [InlineData("188888888888888888", 1)]
    [InlineData("000", null)]
    public async Task Begin_IsAfterTheFirstPauseThatChanceWouldNotMake(string months, int? expected)
    {
        var first = Period.MonthTo(Today).From.AddMonths(1 - months.Length);
        var records = months.SelectMany((count, month) =>
            Enumerable.Range(1, count - '0').Select(day => Make.Petition(receivedOn: first.AddMonths(month).AddDays(day)))).ToArray();
        if (records.Length > 0) await live.Store.AddAsync(records);
        await live.StartAsync(Cancellation);
        Assert.Equal(expected is { } month ? first.AddMonths(month) : null, Since("petition"));
    }

    private async Task MonthlyAsync(int records, DateOnly first, Func<DateOnly, Record> make)
    {
        for (var month = first; month <= Today; month = month.AddMonths(1))
            for (var i = 0; i < records && month.AddDays(i % 18) <= Today; i++) await live.Store.AddAsync(make(month.AddDays(i % 18)));
    }

    private DateOnly? Since(string kind) => live.Cube.Current!.For(null).RegularSince(kind, Today);

    private MetricValue? Compared(string key, params int[] communities) =>
        live.Cube.Current!.For(communities.Length == 0 ? null : communities).ReadCompared(live.Cube.Catalogue[key], Year, Year.Previous);
}
