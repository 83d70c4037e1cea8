using Concentric.Data;
using Concentric.Hazards;
using Concentric.Meetings;
using Concentric.Petitions;
using Concentric.Work;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Exports;

/// <summary>The kinds of records that are overdue when they are open past their due day, for schedules that ask how many are.</summary>
public static class OverdueKinds
{
    /// <summary>The most that a schedule may name as <see cref="ExportSchedule.OnlyAbove"/>.</summary>
    public const int MostAbove = 10_000;

    private static readonly string PetitionKind = RecordKinds.NameOf<Petition>();
    private static readonly string HazardKind = RecordKinds.NameOf<Hazard>();
    private static readonly string CommitmentKind = RecordKinds.NameOf<Commitment>();

    /// <summary>As in <see cref="RecordKinds"/>.</summary>
    public static IReadOnlyList<string> All { get; } = [PetitionKind, HazardKind, CommitmentKind];

    /// <summary>Those that a schedule's row names; all when it names none.</summary>
    public static IReadOnlyList<string> Read(string? text) =>
        text?.Split(',', StringSplitOptions.RemoveEmptyEntries).Intersect(All).ToList() is { Count: > 0 } some ? some : All;

    /// <returns>Null for all.</returns>
    public static string? Write(IEnumerable<string> kinds) =>
        All.Where(kinds.Contains).ToList() is var some && (some.Count == 0 || some.Count == All.Count) ? null : string.Join(',', some);

    /// <summary>Open records whose due day is over, as the work page counts them; each with the community that keeps it.</summary>
    internal static async Task<int> CountAsync(DashboardDbContext db, IReadOnlyCollection<string> kinds, IReadOnlyList<int> communityIds,
        DateOnly today, CancellationToken cancellationToken)
    {
        var source = new WorkSource(db, communityIds, [], today);
        var count = 0;
        if (kinds.Contains(PetitionKind)) count += await source.OpenPetitions.Single().CountAsync(x => x.DueOn < today, cancellationToken);
        if (kinds.Contains(HazardKind)) count += await source.OpenHazards.CountAsync(x => x.DueOn < today, cancellationToken);
        if (kinds.Contains(CommitmentKind)) count += await source.OpenCommitments.CountAsync(x => x.DueOn < today, cancellationToken);
        return count;
    }
}
