using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Concentric.Data;

/// <summary>
/// One passage of a record from being taken up to being done with. What is taken up again begins another round; the one before keeps
/// its days and answers for good, and figures of the past are counted from it. See docs/decisions/rounds.md.
/// </summary>
public abstract class RecordRound : IRecordPart
{
    /// <summary>Days after which what was resolved has stayed so.</summary>
    public const int ProofDays = 90;

    public long Id { get; set; }

    /// <summary>From 1.</summary>
    public int Number { get; set; }

    /// <summary>The record's: kept here so that rounds are counted along an index, without their records.</summary>
    public int CommunityId { get; set; }

    /// <inheritdoc cref="CommunityId"/>
    public DateTime? ArchivedAt { get; set; }

    /// <summary>Day on which the next round began; null for the present one.</summary>
    public DateOnly? ReopenedOn { get; set; }

    /// <summary>The record's place as places are told apart (<see cref="Concentric.Rules.PlaceKey"/>); null without one.</summary>
    [MaxLength(TextLimits.Title)]
    public string? PlaceKey { get; set; }

    /// <summary>
    /// Day by which it has to have stayed fixed to count as such: <see cref="ProofDays"/> after it was resolved. Null for what was not,
    /// and for what has no place by which it could be known again.
    /// </summary>
    public DateOnly? ProofDueOn { get; set; }

    /// <summary>
    /// First day up to <see cref="ProofDueOn"/> on which the same came up again at the same place; null when it did not, and never set
    /// without a day by which it is proved. Other records decide it, so it is kept beside the saves that enter them.
    /// </summary>
    public DateOnly? CameBackOn { get; set; }

    /// <summary>The record that came up on <see cref="CameBackOn"/>: this round's own where that was taken up again.</summary>
    public long? CameBackAsId { get; set; }

    public abstract Record? Root { get; }

    /// <summary>Notes where it was, and from when on it is known whether it stayed fixed.</summary>
    /// <param name="place">As it is kept in the record.</param>
    /// <param name="fixedOn">Day on which it was resolved; null when it was not.</param>
    protected internal void KeepProof(string? place, DateOnly? fixedOn)
    {
        (PlaceKey, ProofDueOn) = ProofOf(place, fixedOn);
        if (ProofDueOn is null) (CameBackOn, CameBackAsId) = (null, null);
    }

    /// <summary>The key of a place, and the day by which what was resolved there has to have stayed fixed.</summary>
    /// <inheritdoc cref="KeepProof"/>
    internal static (string? Key, DateOnly? ProofDueOn) ProofOf(string? place, DateOnly? fixedOn) =>
        Concentric.Rules.PlaceKey.Of(place) is { } key ? (key, fixedOn?.AddDays(ProofDays)) : default;

    /// <summary>A round says nothing that the record and its steps do not say.</summary>
    bool IRecordPart.IsAudited => false;
}

/// <summary>A record that may be taken up again after it was done with. It is loaded with its rounds always.</summary>
public interface IRoundedRecord
{
    /// <summary>In any order.</summary>
    IEnumerable<RecordRound> Rounds { get; }

    /// <summary>Brings the rounds to what the record says; the first save of a record makes its first round.</summary>
    void KeepRounds();
}

/// <summary>Keeps the rounds of all records that are about to be saved, whichever way they were changed.</summary>
internal static class RoundKeeping
{
    /// <param name="mustBeLoaded">False where no record is loaded as a whole: one without its rounds is passed over.</param>
    /// <returns>True when any of the records have rounds: changes must be detected again then.</returns>
    /// <exception cref="InvalidOperationException">A record was changed that was loaded without its rounds.</exception>
    public static bool KeepRounds(this DashboardDbContext db, bool mustBeLoaded = true)
    {
        var any = false;
        foreach (var entry in db.ChangeTracker.Entries<Record>().ToList())
        {
            if (entry.Entity is not IRoundedRecord record) continue;
            // Done with and taken up again in one save, a record may say what it said before, and its rounds do not.
            if (!IsChanged(entry) && (entry.State != EntityState.Unchanged || !record.Rounds.Any(round => IsChanged(db.Entry(round)))))
                continue;
            if (entry.State == EntityState.Modified && !entry.Collection(nameof(IRoundedRecord.Rounds)).IsLoaded)
            {
                if (mustBeLoaded)
                    throw new InvalidOperationException(
                        $"{entry.Metadata.ClrType.Name} is saved without its rounds; load the record with them.");
                continue;
            }

            record.KeepRounds();
            any = true;
        }

        return any;

        static bool IsChanged(EntityEntry entry) => entry.State is EntityState.Added or EntityState.Modified;
    }

    /// <summary>
    /// Finds what was changed and keeps the rounds of it. Until the answer is disposed nothing is looked for again: every question for the
    /// entries would compare all tracked records with what was loaded, which was a good part of what an import of changes takes.
    /// </summary>
    public static IDisposable DetectOnce(this DashboardDbContext db)
    {
        db.ChangeTracker.DetectChanges();
        var detected = new Detected(db.ChangeTracker);
        try
        {
            if (db.KeepRounds()) db.ChangeTracker.DetectChanges();
            return detected;
        }
        catch
        {
            detected.Dispose();
            throw;
        }
    }

    private sealed class Detected : IDisposable
    {
        private readonly ChangeTracker tracker;
        private readonly bool before;

        public Detected(ChangeTracker tracker)
        {
            (this.tracker, before) = (tracker, tracker.AutoDetectChangesEnabled);
            tracker.AutoDetectChangesEnabled = false;
        }

        public void Dispose() => tracker.AutoDetectChangesEnabled = before;
    }
}
