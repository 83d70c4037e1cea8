using System.Globalization;
using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Errands;
using Concentric.Metrics;
using Concentric.Programmes;
using Concentric.Time;
using Concentric.Volunteers;
using Concentric.Wishes;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Profiles;

/// <summary>Reads programmes over a period, in some communities (null for all). An activity of several communities counts once.</summary>
public sealed class ProgrammeQueries(IDbContextFactory<DashboardDbContext> factory, MetricCatalogue catalogue)
{
    /// <summary>The most partners and activities that a page shows.</summary>
    public const int MostShown = 8;

    private const int TrendMonths = 12;

    /// <summary>
    /// The programmes in the order of the office, retired ones too: what they did is still counted. Merged ones are left out.
    /// </summary>
    public async Task<IReadOnlyList<ProgrammeLine>> ListAsync(Period period, IReadOnlyList<int>? communityIds,
        CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var programmes = await db.Programmes.AsNoTracking().Where(row => row.MergedInto == null).OrderBy(row => row.Position)
            .ThenBy(row => row.Id).ToListAsync(cancellationToken);
        var held = await In(db, communityIds).Where(activity => activity.HeldOn >= period.From && activity.HeldOn <= period.To)
            .SelectMany(activity => activity.Programmes, (activity, link) => new { link.ProgrammeId, activity.Attendance })
            .GroupBy(row => row.ProgrammeId)
                .Select(group => new { group.Key, Count = group.Count(), Sum = group.Sum(row => (long)row.Attendance) })
            .ToDictionaryAsync(row => row.Key, cancellationToken);
        return [.. programmes.Select(row =>
            held.TryGetValue(row.Id, out var found) ? new ProgrammeLine(row, found.Count, found.Sum) : new(row, 0, 0))];
    }

    /// <summary>One programme; null when there is none of the key.</summary>
    public async Task<ProgrammeView?> FindAsync(string key, Period period, IReadOnlyList<int>? communityIds, DateOnly today,
        CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var stop = await db.StopWithAsync(cancellationToken);
        // One transaction, so that the page's figures tell of the same moment.
        await using var transaction = await db.BeginReadAsync(cancellationToken);
        if (await db.Programmes.AsNoTracking().SingleOrDefaultAsync(row => row.Key == key, cancellationToken) is not { } programme)
            return null;
        // A bookmark of one that was merged shows where its records are.
        if (programme.MergedInto is { } into)
            programme = (await db.Programmes.AsNoTracking().ToListAsync(cancellationToken)).Single(row => row.Handle == into);
        var months = MonthsTo(period.To < today ? period.To : today);
        var first = months[0].From < period.From ? months[0].From : period.From;
        var last = months[^1].To;
        var activities = Of(db, programme, communityIds);
        var rows = await activities.Where(activity => activity.HeldOn >= first && activity.HeldOn <= last)
            .Select(activity => new Row(activity.Id, activity.CommunityId, activity.HeldOn, activity.IsJoint, activity.Attendance,
                activity.VolunteerAttendance)).ToListAsync(cancellationToken);
        var inPeriod = rows.Where(row => period.Contains(row.HeldOn)).ToList();
        var within = activities.Where(activity => activity.HeldOn >= period.From && activity.HeldOn <= period.To);
        var partners = await PartnersAsync(db, programme, within, period, communityIds, cancellationToken);
        return new(
            programme, period, inPeriod.Count, inPeriod.Count(row => row.IsJoint), inPeriod.Sum(row => (long)row.Attendance),
            inPeriod.Sum(row => (long)row.Volunteers),
            await PersonsAsync(db, programme, period, communityIds, cancellationToken),
            await FiguresAsync(db, programme, new(period, today, communityIds), cancellationToken),
            [.. months.Select(month => (month, rows.Count(row => month.Contains(row.HeldOn)), rows.Where(row => month.Contains(row.HeldOn))
                .Sum(row => (long)row.Attendance)))],
            await CommunitiesAsync(inPeriod, within, communityIds, cancellationToken),
            [.. partners.OrderByDescending(partner => partner.Activities).ThenByDescending(partner => partner.AmountFen)
                .ThenBy(partner => partner.Id).Take(MostShown)], partners.Count,
            await within.OrderByDescending(activity => activity.HeldOn).ThenByDescending(activity => activity.Id).Take(MostShown)
                .Select(activity => new ProgrammeActivity(activity.Id, activity.Title, activity.HeldOn, activity.CommunityId,
                    activity.IsJoint, activity.Attendance)).ToListAsync(cancellationToken));
    }

    private static IQueryable<Activity> In(DashboardDbContext db, IReadOnlyList<int>? communityIds)
    {
        var kept = db.Activities.AsNoTracking().Where(activity => activity.ArchivedAt == null);
        return communityIds is null ? kept : kept.Where(activity =>
            communityIds.Contains(activity.CommunityId)
                || (activity.IsJoint && activity.Communities.Any(host => communityIds.Contains(host.CommunityId))));
    }

    private static IQueryable<Activity> Of(DashboardDbContext db, Programme programme, IReadOnlyList<int>? communityIds) =>
        In(db, communityIds).Where(activity => activity.Programmes.Any(link => link.ProgrammeId == programme.Id));

    private static async Task<IReadOnlyList<ProgrammeCommunity>> CommunitiesAsync(List<Row> rows, IQueryable<Activity> within,
        IReadOnlyList<int>? communityIds, CancellationToken cancellationToken)
    {
        var hosts = (await within.Where(activity => activity.IsJoint).SelectMany(activity => activity.Communities)
            .Select(host => new { host.RecordId, host.CommunityId }).ToListAsync(cancellationToken))
            .ToLookup(host => host.RecordId, host => host.CommunityId);
        var lines = rows.SelectMany(row =>
            row.IsJoint ? hosts[row.Id].Append(row.CommunityId).Distinct().Select(id => (Id: id, Row: row)) : [(row.CommunityId, row)])
            .Where(line => communityIds is null || communityIds.Contains(line.Id));
        return [.. lines.GroupBy(line => line.Id)
            .Select(group => new ProgrammeCommunity(group.Key, group.Count(), group.Count(line => line.Row.IsJoint),
                group.Sum(line => (long)line.Row.Attendance)))
            .OrderByDescending(line => line.Activities).ThenBy(line => line.CommunityId)];
    }

    private static async Task<IReadOnlyList<ProgrammePartner>> PartnersAsync(
        DashboardDbContext db, Programme programme, IQueryable<Activity> within, Period period, IReadOnlyList<int>? communityIds,
        CancellationToken cancellationToken)
    {
        var took = await within.SelectMany(activity => activity.Partners).GroupBy(partner => partner.CoBuilderId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(row => row.Key, row => row.Count, cancellationToken);
        var gifts = db.Contributions.Where(gift =>
            gift.ArchivedAt == null && gift.ProgrammeId == programme.Id && gift.GivenOn >= period.From && gift.GivenOn <= period.To);
        if (communityIds is not null) gifts = gifts.Where(gift => communityIds.Contains(gift.CommunityId));
        var gave = await gifts.GroupBy(gift => gift.CoBuilderId).Select(group => new { group.Key, Sum = group.Sum(gift => gift.AmountFen) })
            .ToDictionaryAsync(row => row.Key, row => row.Sum, cancellationToken);
        var ids = took.Keys.Union(gave.Keys).ToList();
        var units = await db.CoBuilders.AsNoTracking().Where(unit => ids.Contains(unit.Id)).ToListAsync(cancellationToken);
        return [.. units.Select(unit => new ProgrammePartner(unit.Id, unit.NameFor(CultureInfo.CurrentUICulture),
            took.GetValueOrDefault(unit.Id), gave.GetValueOrDefault(unit.Id)))];
    }

    /// <summary>Persons whom the records name, each once over all communities: by their names, so two of one name are one here.</summary>
    private static async Task<long?> PersonsAsync(DashboardDbContext db, Programme programme, Period period,
        IReadOnlyList<int>? communityIds, CancellationToken cancellationToken)
    {
        var whole = ProgrammeFigures.WholeOf(programme);
        switch (true)
        {
            case true when whole.Contains("wishes.fulfilled"):
                var wishes = db.Wishes.Where(wish =>
                    wish.ArchivedAt == null && wish.FulfilledOn >= period.From && wish.FulfilledOn <= period.To && wish.Wisher != null);
                if (communityIds is not null) wishes = wishes.Where(wish => communityIds.Contains(wish.CommunityId));
                return await wishes.Select(wish => wish.Wisher).Distinct().LongCountAsync(cancellationToken);
            case true when whole.Contains("volunteers.active"):
                var claims = db.VolunteerClaims.Where(claim =>
                    claim.ArchivedAt == null && claim.ClaimedOn >= period.From && claim.ClaimedOn <= period.To);
                if (communityIds is not null) claims = claims.Where(claim => communityIds.Contains(claim.CommunityId));
                return await claims.Select(claim => claim.VolunteerId).Distinct().LongCountAsync(cancellationToken);
            default:
                var errands = db.Errands.Where(errand =>
                    errand.ArchivedAt == null && errand.ProgrammeId == programme.Id && errand.ServedOn >= period.From
                    && errand.ServedOn <= period.To && errand.Beneficiary != null);
                if (communityIds is not null) errands = errands.Where(errand => communityIds.Contains(errand.CommunityId));
                var persons = await errands.Select(errand => errand.Beneficiary).Distinct().LongCountAsync(cancellationToken);
                return persons == 0 ? null : persons;
        }
    }

    private async Task<IReadOnlyList<ProgrammeFigure>> FiguresAsync(DashboardDbContext db, Programme programme, MetricSlice slice,
        CancellationToken cancellationToken)
    {
        var figures = new List<ProgrammeFigure>();
        foreach (var metric in ProgrammeFigures.WholeOf(programme).Select(key => catalogue[key]))
            figures.Add(new(metric, await MetricQueries.ReadAsync(db, metric, slice, cancellationToken), false));
        foreach (var metric in ProgrammeFigures.Narrowed.Except(ProgrammeFigures.WholeOf(programme)).Select(key => catalogue[key]))
        {
            var value = await MetricQueries.ReadAsync(db, metric, slice with { Programmes = [programme.Key] }, cancellationToken);
            if (value.Value is > 0) figures.Add(new(metric, value, true));
        }

        return figures;
    }

    /// <summary>The last of them only up to the day.</summary>
    private static IReadOnlyList<Period> MonthsTo(DateOnly last) =>
        [.. Enumerable.Range(0, TrendMonths - 1)
            .Select(back => Period.MonthOf(new DateOnly(last.Year, last.Month, 1).AddMonths(back - TrendMonths + 1))),
            Period.MonthTo(last)];

    private sealed record Row(long Id, int CommunityId, DateOnly HeldOn, bool IsJoint, int Attendance, int Volunteers);
}
