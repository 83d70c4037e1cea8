using Concentric.Calendar;
using Concentric.Data;
using Concentric.Petitions;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Concentric.Work;

/// <summary>
/// Reads what waits for the caller's communities. Each statement is a seek in a small index over the open records
/// (<c>WorkIndexes</c>), so it costs the same whatever was closed in the years before.
/// </summary>
public sealed class WorkQueries(IDbContextFactory<DashboardDbContext> factory, WorkingCalendars calendars,
    IOptionsMonitor<WorkSettings> settings, OfficeClock clock)
{
    /// <summary>The most lines of a group that are read.</summary>
    public const int MostLines = 200;

    /// <summary>How much is in each group, by community.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="communityIds">Some of the caller's communities; null for all of them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<WorkCounts> CountAsync(CurrentUser caller, IReadOnlyList<int>? communityIds, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginReadAsync(cancellationToken);
        var days = await DaysAsync(db, cancellationToken);
        var (within, others) = await WithinAsync(db, caller, communityIds, cancellationToken);
        var counting = new WorkCounting(new(db, within, others, days.Today), within, days);
        return new(days, await counting.CountAsync(WorkSource.VerifierOf(caller), cancellationToken));
    }

    /// <summary>The records of a group: what is new first, then the most urgent.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="communityIds">Some of the caller's communities; null for all of them.</param>
    /// <param name="group">Which group.</param>
    /// <param name="arrivals">What has come to the caller and has not been looked at: it must not disappear behind what is more
    /// urgent.</param>
    /// <param name="most">How many, 1 to <see cref="MostLines"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<IReadOnlyList<WorkLine>> ReadAsync(
        CurrentUser caller, IReadOnlyList<int>? communityIds, WorkGroup group, IReadOnlySet<RecordKey> arrivals, int most,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MostLines);
        return TakeAsync(caller, communityIds, group, arrivals, most, cancellationToken);
    }

    /// <summary>The same when nothing is new.</summary>
    public Task<IReadOnlyList<WorkLine>> ReadAsync(CurrentUser caller, IReadOnlyList<int>? communityIds, WorkGroup group, int most,
        CancellationToken cancellationToken) =>
        ReadAsync(caller, communityIds, group, RecordKey.None, most, cancellationToken);

    /// <summary>
    /// All records of a group in the same order, for a file. Open ones only, so they are as many as an office can have in hand.
    /// </summary>
    public Task<IReadOnlyList<WorkLine>> ReadAllAsync(
        CurrentUser caller, IReadOnlyList<int>? communityIds, WorkGroup group, IReadOnlySet<RecordKey> arrivals,
        CancellationToken cancellationToken) =>
        TakeAsync(caller, communityIds, group, arrivals, int.MaxValue, cancellationToken);

    private async Task<IReadOnlyList<WorkLine>> TakeAsync(
        CurrentUser caller, IReadOnlyList<int>? communityIds, WorkGroup group, IReadOnlySet<RecordKey> arrivals, int most,
        CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var days = await DaysAsync(db, cancellationToken);
        var (within, others) = await WithinAsync(db, caller, communityIds, cancellationToken);
        var urgent = await TakeAsync(db, new(db, within, others, days.Today), caller, group, days, most, cancellationToken);
        if (arrivals.Count == 0) return urgent;
        var arrived = await TakeAsync(db, new(db, within, others, days.Today, arrivals), caller, group, days, most, cancellationToken);
        return [.. arrived.Select(line => line with { IsNew = true }).Concat(urgent.Except(arrived)).Take(most)];
    }

    private static async Task<IReadOnlyList<WorkLine>> TakeAsync(
        DashboardDbContext db, WorkSource source, CurrentUser caller, WorkGroup group, WorkDays days, int most,
        CancellationToken cancellationToken)
    {
        return group switch
        {
            WorkGroup.Overdue or WorkGroup.DueToday or WorkGroup.DueSoon =>
                await WorkLines.DueAsync(db, source, group, days, most, cancellationToken),
            WorkGroup.ToNegotiate or WorkGroup.ToHandle or WorkGroup.ToFeedBack or WorkGroup.ToClose =>
                await StageAsync(WorkLines.StageOf(group)),
            WorkGroup.ToAccept => await WorkLines.OfferedAsync(source, most, cancellationToken),
            WorkGroup.ToCallBack => await WorkLines.ClosedAsync(db, source.PetitionsToCallBack, group, most, cancellationToken),
            WorkGroup.Unsatisfied => await WorkLines.ClosedAsync(db, source.UnsatisfiedPetitions, group, most, cancellationToken),
            WorkGroup.TurnsToHost => await WorkLines.TurnsAsync(source, most, cancellationToken),
            WorkGroup.Projects => await WorkLines.ProjectsAsync(source, most, cancellationToken),
            WorkGroup.Agreements => await WorkLines.AgreementsAsync(source, most, cancellationToken),
            WorkGroup.ToRectify => await WorkLines.HazardsAsync(db, source.OpenHazards, most, cancellationToken),
            WorkGroup.ToVerify =>
                await WorkLines.RectifiedAsync(source.HazardsToVerify(WorkSource.VerifierOf(caller)), most, cancellationToken),
            WorkGroup.Commitments => await WorkLines.CommitmentsAsync(source.OpenCommitments, most, cancellationToken),
            _ => await WorkLines.WishesAsync(source, group, most, cancellationToken),
        };

        Task<List<WorkLine>> StageAsync(PetitionStage stage) =>
            WorkLines.PetitionsAsync(db, source.OpenPetitions.Select(some => some.Where(x => x.Stage == stage)), most, cancellationToken);
    }

    /// <summary>The communities that were asked for and are the caller's, and all the others.</summary>
    private static async Task<(IReadOnlyList<int> Within, IReadOnlyList<int> Others)> WithinAsync(DashboardDbContext db, CurrentUser caller,
        IReadOnlyList<int>? communityIds, CancellationToken cancellationToken)
    {
        var all = await db.Communities.Select(community => community.Id).ToListAsync(cancellationToken);
        var isAsked = all.ToLookup(id => caller.Sees(id) && communityIds?.Contains(id) != false);
        return ([.. isAsked[true]], [.. isAsked[false]]);
    }

    private async Task<WorkDays> DaysAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var calendar = await calendars.GetAsync(db, cancellationToken);
        return new(today, calendar.AddWorkingDays(today, settings.CurrentValue.DueSoonWorkingDays));
    }
}
