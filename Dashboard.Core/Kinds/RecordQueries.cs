using Concentric.Data;
using Concentric.Lists;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Kinds;

/// <summary>A record for its page.</summary>
/// <param name="Record">Not tracked; with what it refers to.</param>
/// <param name="MayWrite">True when the caller may change it.</param>
public sealed record RecordView<T>(T Record, bool MayWrite)
    where T : EnteredRecord;

/// <summary>What a field may refer to, as it is offered to one person before anything is typed.</summary>
/// <param name="IsAll">False when there are more than <paramref name="Choices"/>.</param>
public sealed record OfferedReferences(Field Field, IReadOnlyList<ReferenceChoice> Choices, bool IsAll);

/// <summary>Reads single records of a declared kind through the caller's rights.</summary>
public sealed class RecordQueries<T>(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock, SearchCandidates candidates)
    where T : EnteredRecord
{
    /// <summary>The latest records in which it is looked for what has been said before.</summary>
    private const int RecentRecords = 2_000;

    /// <summary>Texts of one field that a form is given.</summary>
    private const int MostSuggested = 200;

    private static RecordKind<T> Kind => AllKinds.Of<T>();

    /// <summary>A record, archived or not; null when there is none that the caller may read.</summary>
    public async Task<RecordView<T>?> FindAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var rows = Kind.Readable(db.Set<T>().AsNoTracking(), caller);
        foreach (var path in Kind.Fields.Select(field => field.Navigation).OfType<string>()) rows = rows.Include(path);
        var record = await Kind.WithParts(rows, parts => parts.Shown).SingleOrDefaultAsync(found => found.Id == id, cancellationToken);
        if (record is not null && Kind.Conceal is { } conceal) await conceal(db, caller, record, cancellationToken);
        if (record is null) return null;
        var isOpen = record is not CommunityRecord kept || caller.Sees(kept.CommunityId);
        return new(record, caller.MayEnter<T>() && isOpen && Kind.IsWritable(record));
    }

    /// <summary>What the form of a new record begins with.</summary>
    public async Task<FieldValues<T>> BeginAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        var values = new FieldValues<T>();
        foreach (var field in Kind.Fields.Where(field => field.Default is not null)) values[field] = field.Default!(clock.Today);
        foreach (var field in Kind.Fields.Where(field => field.IsAsked)) values[field] = null;
        foreach (var field in Kind.Fields.Where(field => field.IsCallersName)) values[field] = caller.Name;
        if (Kind.Fields.Where(field => field.IsAsLast).ToList() is not { Count: > 0 } repeated) return values;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var last = await Kind.Readable(db.Set<T>().AsNoTracking(), caller).Where(record => record.ArchivedAt == null)
            .OrderByDescending(record => record.Id).FirstOrDefaultAsync(cancellationToken);
        foreach (var field in repeated.Where(_ => last is not null)) values[field] = field.Read(last!);
        return values;
    }

    /// <summary>What has been said of fields most often of late, by key: what forms suggest.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> SuggestAsync(CurrentUser caller,
        CancellationToken cancellationToken)
    {
        var suggested = new Dictionary<string, IReadOnlyList<string>>();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        foreach (var field in Kind.Fields.Where(field => field.IsSuggested))
        {
            // Of the latest only: counting a million rows is not worth a suggestion.
            var recent = await Kind.Readable(db.Set<T>(), caller).Where(record => record.ArchivedAt == null)
                .OrderByDescending(record => record.Id).Take(RecentRecords).Select(field.Value).ToListAsync(cancellationToken);
            var ranked = recent.OfType<string>().GroupBy(text => text)
                .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal);
            suggested[field.Key] = [.. ranked.Select(group => group.Key).Take(MostSuggested)];
        }

        return suggested;
    }

    /// <summary>What the fields may refer to.</summary>
    public async Task<IReadOnlyList<OfferedReferences>> OfferAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var offered = new List<OfferedReferences>();
        foreach (var field in Kind.Fields.Where(field => field is { Source: not null, IsEntered: true }))
        {
            var choices = await field.Source!.OfferAsync(db, caller, cancellationToken);
            var isAll = choices.Count <= ReferenceSource.MostListed;
            offered.Add(new(field, isAll ? choices : choices[..ReferenceSource.MostListed], isAll));
        }

        return offered;
    }

    /// <inheritdoc cref="ReferenceSource.SearchAsync"/>
    public async Task<IReadOnlyList<ReferenceChoice>> SearchAsync(CurrentUser caller, Field field, string? text, int? communityId,
        long? except, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await field.Source!.SearchAsync(db, candidates, caller, text, communityId, except, cancellationToken);
    }

    /// <inheritdoc cref="ReferenceSource.FindAsync"/>
    public async Task<ReferenceChoice?> FindReferenceAsync(CurrentUser caller, Field field, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await field.Source!.FindAsync(db, caller, id, cancellationToken);
    }
}
