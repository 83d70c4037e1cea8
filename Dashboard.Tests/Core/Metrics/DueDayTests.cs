using System.Globalization;
using Concentric.Meetings;
using Concentric.Metrics;
using Concentric.Tests.Core.Metrics.CubeVerification;
using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.Core.Metrics;

/// <summary>
/// Days that have not come are not failures, nor do they flatter: what falls due counts up to yesterday and nothing later.
/// </summary>
public sealed class DueDayTests
{
    private static readonly DateOnly Today = TestStore.Today;
    private static readonly Period Quarter = new(new(2026, 1, 1), new(2026, 3, 31));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("petitions.on-time-rate", 1, 3)]
    [InlineData("petitions.closing-rate", 2, 3)]
    [InlineData("hazards.on-time-rate", 1, 3)]
    [InlineData("hazards.on-time-rate.b", 2, 3)]
    [InlineData("commitments.kept-rate", 1, 3)]
    public async Task ARateByDueDay_CountsUpToYesterday(string key, int numerator, int denominator)
    {
        await using var live = await LiveCube.CreateAsync();
        // One in time, one late, one not at all; then today and next week, done and not.
        (int Due, int? Done)[] cases = [(-8, -9), (-8, -2), (-1, null), (0, -1), (0, null), (7, -3), (7, null), (13, 0)];
        var meeting = new Meeting
        {
            CommunityId = TestStore.Xinsheng,
            Title = "m",
            Kind = MeetingKind.JointConference,
            HeldOn = Today.AddDays(-30)
        };
        await live.Store.AddAsync(meeting);
        foreach (var (due, done) in cases)
        {
            DateOnly? day = done is { } at ? Today.AddDays(at) : null;
            await live.Store.AddAsync(Make.Petition(receivedOn: Today.AddDays(-20), with: x =>
                (x.DueOn, x.ClosedOn) = (Today.AddDays(due), day)));
            await live.Store.AddAsync(Make.Hazard(foundOn: Today.AddDays(-20), with: x =>
                (x.DueOn, x.RectifiedOn) = (Today.AddDays(due), day)));
            await live.Store.AddAsync(new Commitment
            {
                CommunityId = TestStore.Xinsheng,
                MeetingId = meeting.Id,
                Title = "c",
                Owner = "o",
                DueOn = Today.AddDays(due),
                DoneOn = day
            });
        }

        await live.StartAsync(Cancellation);
        var metric = live.Cube.Catalogue[key];
        var expected = new MetricValue(numerator / (double)denominator, numerator, denominator);
        Assert.Equal(expected, live.Cube.Current!.For(null).Read(metric, Quarter, Today));
        var list = await live.Sql.ReadRowsAsync(metric, new(Quarter, Today), new(), Cancellation);
        Assert.Equal((expected, denominator, numerator), (list.Figure, list.Total, list.Marked));
        Assert.Equal(Today.AddDays(-1), metric.CountedThrough(Quarter, Today));
        // Nothing has fallen due of a period that begins today.
        Assert.Null(live.Cube.Current!.For(null).Read(metric, new(Today, Quarter.To), Today).Value);
        // Looked at later, all of it has.
        Assert.Equal(8, live.Cube.Current!.For(null).Read(metric, Quarter, Quarter.To.AddDays(1)).N);
    }

    /// <summary>Of every placement there is, now and to come: what is due is known to be, and every rate by it is cut.</summary>
    [Fact]
    public void EveryDimensionByADueDay_IsKnownAsOne()
    {
        var catalogue = new MetricCatalogue(new());
        var due = catalogue.Dimensions.Where(placement => placement.Name.Contains("Due", StringComparison.Ordinal)).ToList();
        Assert.True(due.Count >= 3, "Petitions, hazards and commitments fall due.");
        Assert.All(catalogue.Dimensions, placement => Assert.Equal(due.Contains(placement), placement.IsDue));
        foreach (var metric in catalogue.All)
        {
            var byDueDay = metric.Terms(Quarter, Today).Where(term => term.Measure.IsDue).ToList();
            Assert.All(byDueDay, term => Assert.True(term.To < Today,
                $"{metric.Key} counts what falls due on {term.To.ToString("O", CultureInfo.InvariantCulture)}"));
            if (byDueDay.Count > 0 && metric.IsRate) Assert.Equal(Today.AddDays(-1), metric.CountedThrough(Quarter, Today));
        }
    }
}
