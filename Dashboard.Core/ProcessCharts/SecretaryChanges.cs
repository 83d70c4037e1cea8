using System.Collections.Concurrent;
using System.Globalization;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Live;
using Microsoft.EntityFrameworkCore;

namespace Concentric.ProcessCharts;

/// <summary>
/// Days on which communities got another secretary. A process is judged anew since a day on which at least half of its communities did.
/// Read once for the whole street, so that no slice asks the store for its own.
/// </summary>
public sealed class SecretaryChanges(IReadOnlyList<SecretaryChange> all)
{
    /// <summary>Another one once a secretary changed.</summary>
    public string Stamp { get; } = string.Join(',', all.Select(change =>
        string.Create(CultureInfo.InvariantCulture, $"{change.CommunityId}:{change.Day.DayNumber}")));

    /// <summary>What was told of one community or the street: a page asks it of every metric.</summary>
    private readonly ConcurrentDictionary<(int Community, int Of), IReadOnlyList<DateOnly>> told = new();

    private const int Street = -1;

    public static async Task<SecretaryChanges> ReadAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        new(await SecretaryPostings.Changes(db).OrderBy(x => x.StartsOn).ThenBy(x => x.CommunityId)
            .Select(x => new SecretaryChange(x.StartsOn, x.CommunityId)).ToListAsync(cancellationToken));

    /// <summary>The days on which the process of a slice began anew, oldest first.</summary>
    /// <param name="communityIds">Null for the street.</param>
    /// <param name="communities">How many the street has.</param>
    public IReadOnlyList<DateOnly> RestartsOf(IReadOnlyList<int>? communityIds, int communities) => communityIds switch
    {
        null => told.GetOrAdd((Street, communities), key => Find(null, key.Of)),
        [var one] => told.GetOrAdd((one, 1), key => Find([key.Community], 1)),
        _ => Find(communityIds, communities),
    };

    private IReadOnlyList<DateOnly> Find(IReadOnlyList<int>? communityIds, int communities)
    {
        var size = communityIds?.Count ?? communities;
        return [.. all.Where(change => communityIds is null || communityIds.Contains(change.CommunityId)).GroupBy(change => change.Day)
            .Where(day => day.DistinctBy(change => change.CommunityId).Count() * 2 >= size).Select(day => day.Key)];
    }
}

/// <summary>A community that got another secretary.</summary>
/// <param name="Day">First day of the new one.</param>
public readonly record struct SecretaryChange(DateOnly Day, int CommunityId);

/// <summary>The changes of secretaries, shared until a posting changes.</summary>
public sealed class SecretaryChangeDirectory(IDbContextFactory<DashboardDbContext> factory, SharedReads shared)
{
    private static readonly string Posting = RecordKinds.NameOf<Posting>();

    public Task<SecretaryChanges> GetAsync(CancellationToken cancellationToken) =>
        shared.GetAsync(new Key(), kind => kind == Posting, async stop =>
        {
            await using var db = await factory.CreateDbContextAsync(stop);
            return await SecretaryChanges.ReadAsync(db, stop);
        }, cancellationToken);

    private sealed record Key;
}
