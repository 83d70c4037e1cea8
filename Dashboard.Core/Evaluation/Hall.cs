using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Meetings;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Evaluation;

/// <summary>A unit takes over a lapsed commitment.</summary>
public sealed record TakeOver(long CommitmentId, long CoBuilderId, Guid? RequestId = null);

/// <summary>A lapsed commitment in the open hall.</summary>
/// <param name="DaysLate">Since its due date.</param>
/// <param name="Taking">Who has taken it over; null while it is open to all.</param>
public sealed record HallItem(long CommitmentId, int CommunityId, string Title, string LapsedBy, long LapsedById, DateOnly DueOn,
    int DaysLate, HallItemTaking? Taking, bool MayWrite);

/// <summary>Who has taken a lapsed commitment over.</summary>
public sealed record HallItemTaking(long Id, int Version, long CoBuilderId, string CoBuilder, DateOnly On);

/// <summary>
/// The open hall: what co-builders promised and let lapse, for another to take over. Workers enter it for their communities.
/// </summary>
public sealed class Hall(RecordWriter writer, IDbContextFactory<DashboardDbContext> factory, OfficeClock clock)
{
    /// <summary>The most that the hall shows, the longest overdue first.</summary>
    public const int MostShown = 200;

    /// <summary>What lies in the hall, taken over or not, of which the caller may know.</summary>
    public async Task<IReadOnlyList<HallItem>> ReadAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var today = clock.Today;
        var rows = await db.Commitments.AsNoTracking().ReadableBy(caller)
            .Where(lapsed => lapsed.ArchivedAt == null && lapsed.CoBuilderId != null && lapsed.DoneOn == null && lapsed.DueOn < today)
            .OrderBy(lapsed => lapsed.DueOn).ThenBy(lapsed => lapsed.Id).Take(MostShown)
            .Select(lapsed => new
            {
                lapsed.Id,
                lapsed.CommunityId,
                lapsed.Title,
                lapsed.DueOn,
                UnitId = lapsed.CoBuilderId!.Value,
                Unit = new { lapsed.CoBuilder!.Name, lapsed.CoBuilder.NameEn },
                Taking = db.Set<CommitmentTakeover>().Where(taking => taking.CommitmentId == lapsed.Id && taking.ArchivedAt == null)
                    .OrderBy(taking => taking.Id)
                    .Select(taking => new
                    {
                        taking.Id,
                        taking.Version,
                        taking.CoBuilderId,
                        taking.CoBuilder!.Name,
                        taking.CoBuilder.NameEn,
                        taking.TakenOn
                    }).FirstOrDefault(),
            }).ToListAsync(cancellationToken);
        var isEnglish = System.Globalization.CultureInfo.CurrentUICulture.IsEnglish;
        return [.. rows.Select(row => new HallItem(
            row.Id, row.CommunityId, row.Title, isEnglish ? row.Unit.NameEn : row.Unit.Name, row.UnitId, row.DueOn,
            today.DayNumber - row.DueOn.DayNumber,
            row.Taking is null
                ? null
                : new(row.Taking.Id, row.Taking.Version, row.Taking.CoBuilderId, isEnglish ? row.Taking.NameEn : row.Taking.Name,
                    row.Taking.TakenOn),
            caller.MayWrite && caller.Sees(row.CommunityId)))];
    }

    public async Task<Saved> TakeAsync(CurrentUser caller, TakeOver input, CancellationToken cancellationToken)
    {
        try
        {
            return await AddAsync(caller, input, cancellationToken);
        }
        catch (DbUpdateException failure) when (failure.IsDuplicate())
        {
            // Two units at the same moment: the first has it.
            throw new RefusedException([new(nameof(CommitmentTakeover.CommitmentId), null, Rule.TakenAlready, [])]);
        }
    }

    private Task<Saved> AddAsync(CurrentUser caller, TakeOver input, CancellationToken cancellationToken) =>
        writer.AddAsync(caller, input.RequestId, async (db, by) =>
        {
            var check = new ValidationContext();
            var lapsed = await db.Commitments.WritableBy(caller)
                .SingleOrDefaultAsync(found => found.Id == input.CommitmentId && found.ArchivedAt == null, cancellationToken)
                ?? throw new RecordNotFoundException(RecordKinds.NameOf<Commitment>(), input.CommitmentId);
            check.That(lapsed is { CoBuilderId: not null, DoneOn: null } && lapsed.DueOn < by.Today,
                nameof(CommitmentTakeover.CommitmentId), null, Rule.NotLapsed);
            if (check.That(input.CoBuilderId != 0, nameof(input.CoBuilderId), null, Rule.Required))
                await check.CheckCoBuildersAsync(db, nameof(input.CoBuilderId), [input.CoBuilderId], cancellationToken);
            check.That(lapsed.CoBuilderId != input.CoBuilderId, nameof(input.CoBuilderId), null, Rule.OwnLapse);
            check.That(!await db.CommitmentTakeovers.AnyAsync(taking => taking.CommitmentId == lapsed.Id && taking.ArchivedAt == null,
                cancellationToken), nameof(CommitmentTakeover.CommitmentId), null, Rule.TakenAlready);
            check.ThrowIfAny();
            return new CommitmentTakeover
            {
                CommunityId = lapsed.CommunityId,
                CommitmentId = lapsed.Id,
                CoBuilderId = input.CoBuilderId,
                TakenOn = by.Today
            };
        }, cancellationToken);

    /// <summary>Gives it back to the hall, with a reason.</summary>
    public Task<Saved> GiveBackAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) =>
        writer.ArchiveAsync<CommitmentTakeover>(caller, input, cancellationToken);
}
