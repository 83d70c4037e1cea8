using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Time;

public class TestClockTests
{
    [Theory]
    [InlineData("2027-01-01", "2027-01-01T02:00Z")]
    [InlineData("2026-12-31T23:30", "2026-12-31T15:30Z")]
    [InlineData("2027-01-01T00:30", "2026-12-31T16:30Z")]
    public void ADay_IsTheOffices(string text, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture),
            TestClock.AsOf(TestClock.Read(text)));

    [Theory]
    [InlineData("2027-02-29")]
    [InlineData("tomorrow")]
    [InlineData("2027-01-01 10:00:00")]
    public void WhatIsNoDay_IsRefused(string text) =>
        Assert.Contains($"DASHBOARD_TEST_DAY is “{text}”", Assert.Throws<FormatException>(() => TestClock.Read(text)).Message);

    [Fact]
    public void AClock_RunsOnFromTheStart()
    {
        var clock = new TestClock();
        var first = clock.GetUtcNow();
        Assert.InRange(first - TestClock.Start, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.InRange(clock.GetUtcNow(), first, first.AddMinutes(1));
    }
}
