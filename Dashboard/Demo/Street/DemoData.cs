using Concentric.Activities;
using Concentric.Calendar;
using Concentric.Data;
using Concentric.Data.Bulk;
using Concentric.Hazards;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.Programmes;
using Concentric.Registration;
using Concentric.Rotation;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Dashboard.Demo.Street;

/// <summary>
/// Synthetic records of one year up to today for a street of eight communities. They come to exactly the figures of the
/// reference case for the codes <c>xinsheng</c> and <c>xinshun</c>, and are the same for the same day. The store says that
/// its records are made up (<see cref="StoreFacts.Origin"/>).
/// </summary>
public sealed class DemoData(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock)
{
    private const int LatestSteps = 12;

    /// <summary>
    /// Fills the store, unless it holds any record. Communities that are there with a code of the demo street are used as they are.
    /// </summary>
    /// <returns>True when the store was filled.</returns>
    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        // Looked at inside the transaction too, for the case that another process is doing the same.
        if (await StoreContents.HoldsRecordsAsync(db, cancellationToken)) return false;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await StoreContents.HoldsRecordsAsync(db, cancellationToken)) return false;

        await ReferenceData.EnsureEachAsync(db, cancellationToken);
        await DemoProgrammes.EnsureAsync(db, cancellationToken);
        var communities = await EnsureCommunitiesAsync(db, clock.Today, cancellationToken);
        var scene = await SceneAsync(db, communities, cancellationToken);
        DemoStreet.Fill(scene);
        await using (var writer = await BulkWriter.OpenAsync(db, cancellationToken)) await scene.Bag.WriteAsync(writer, cancellationToken);

        await EnsureTargetsAsync(db, cancellationToken);
        await EnsurePrimaryMetricAsync(db, scene.ExchangeOn, cancellationToken);
        await StoreContents.SetOriginAsync(db, StoreContents.Demo, cancellationToken);
        db.ChangeLog.AddRange(await LatestStepsAsync(db, cancellationToken));
        db.ChangeLog.Add(new ChangeLogEntry
        {
            At = clock.UtcNow,
            Kind = ChangeLogEntry.EveryDay,
            Action = "Loaded",
            Days = ChangeLogEntry.EveryDay
        });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>
    /// The last steps as the change log would have them, so that the overview has something to tell; they move no figure.
    /// </summary>
    private static async Task<IEnumerable<ChangeLogEntry>> LatestStepsAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        var petitions = await db.PetitionSteps.OrderByDescending(step => step.At).Take(LatestSteps)
            .Select(step => new { step.At, step.Kind, step.PetitionId, step.Petition!.Number, step.Petition.CommunityId })
                .ToListAsync(cancellationToken);
        var hazards = await db.HazardSteps.OrderByDescending(step => step.At).Take(LatestSteps)
            .Select(step => new { step.At, step.Kind, step.HazardId, step.Hazard!.Number, step.Hazard.CommunityId })
                .ToListAsync(cancellationToken);
        return petitions.Select(step =>
            Entry(step.At, RecordKinds.NameOf<Petition>(), step.PetitionId, step.Number, step.CommunityId, step.Kind))
            .Concat(hazards.Select(step =>
                Entry(step.At, RecordKinds.NameOf<Hazard>(), step.HazardId, step.Number, step.CommunityId, step.Kind)))
            .OrderByDescending(entry => entry.At).Take(LatestSteps).Reverse();

        static ChangeLogEntry Entry(DateTime at, string kind, long id, string number, int communityId, Enum action) =>
            new() { At = at, Kind = kind, RecordId = id, Label = number, CommunityId = communityId, Action = action.ToString(), Days = "" };
    }

    private static async Task<List<DemoCommunity>> EnsureCommunitiesAsync(DashboardDbContext db, DateOnly today,
        CancellationToken cancellationToken)
    {
        var known = await db.Communities.ToListAsync(cancellationToken);
        var last = known.Count == 0 ? 0 : known.Max(row => row.SortOrder);
        List<DemoCommunity> street = [];
        foreach (var wanted in DemoCommunities.All(today))
        {
            var row = known.Find(community => community.Code == wanted.Code);
            if (row is null)
            {
                row = wanted;
                row.SortOrder = ++last;
                db.Communities.Add(row);
            }

            street.Add(new(row, []));
        }

        await db.SaveChangesAsync(cancellationToken);
        return street;
    }

    private async Task<DemoScene> SceneAsync(DashboardDbContext db, List<DemoCommunity> communities, CancellationToken cancellationToken)
    {
        var calendar = new WorkingCalendar(await db.CalendarDays.AsNoTracking().ToListAsync(cancellationToken));
        var programmes = await db.Programmes.AsNoTracking().ToDictionaryAsync(row => row.Key, row => row.Id, cancellationToken);
        var services = await db.Services.AsNoTracking().ToDictionaryAsync(row => row.Name, row => row.Id, cancellationToken);
        return new DemoScene(clock, calendar, communities, programmes,
            [.. ReferenceServices.All().Select(service => services[service.Name])]);
    }

    private static async Task EnsureTargetsAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        var known = await db.MetricTargets.Select(target => target.MetricKey).ToListAsync(cancellationToken);
        db.AddRange(DemoStreet.Targets.Where(target => !known.Contains(target.Key))
            .Select(target => new MetricTarget { MetricKey = target.Key, AmountMilli = target.Value }));
    }

    /// <summary>What the exchange was meant to change, fixed a week before it.</summary>
    private static async Task EnsurePrimaryMetricAsync(DashboardDbContext db, DateOnly exchangeOn, CancellationToken cancellationToken)
    {
        if (await db.PrimaryMetrics.AnyAsync(one => one.ExchangeOn == exchangeOn, cancellationToken)) return;
        db.Add(new PrimaryMetric
        {
            ExchangeOn = exchangeOn,
            MetricKey = "activities.held",
            FixedBy = DemoAccounts.LeaderName,
            FixedAt = exchangeOn.AddDays(-7).ToDateTime(new(2, 0), DateTimeKind.Utc),
            Version = 1,
        });
    }
}
