using System.Globalization;
using Concentric.Data;
using Concentric.Imports;
using Concentric.People;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Kinds;

/// <summary>Something that a field may refer to.</summary>
public sealed class ReferenceChoice
{
    public long Id { get; init; }

    public required string Name { get; init; }

    /// <summary>In English; null when it has one name only.</summary>
    public string? NameEn { get; init; }

    /// <summary>The community whose records alone may refer to it; null when any may.</summary>
    public int? CommunityId { get; init; }

    public string NameFor(CultureInfo culture) => culture.TwoLetterISOLanguageName == "en" ? NameEn ?? Name : Name;
}

/// <summary>What fields of a sort may refer to. One per sort of record that others refer to, beside its entity.</summary>
/// <param name="kind">Kind of the record referred to, as in <c>programme</c>.</param>
/// <param name="lookup">Under which spreadsheets name it.</param>
/// <param name="offered">What new references may choose from, in the order in which it is offered; archived ones left out. Sets every
/// property of <see cref="ReferenceChoice"/>, so that the store can look for one.</param>
public sealed class ReferenceSource(string kind, ImportLookup lookup, Func<DashboardDbContext, CurrentUser, IQueryable<ReferenceChoice>> offered)
{
    public string Kind => kind;

    public ImportLookup Lookup => lookup;

    /// <summary>What the caller may choose.</summary>
    public Task<List<ReferenceChoice>> OfferAsync(DashboardDbContext db, CurrentUser caller, CancellationToken cancellationToken) =>
        offered(db, caller).ToListAsync(cancellationToken);

    /// <summary>True when a record of the community may refer to it anew.</summary>
    /// <param name="communityId">The community that keeps the record; null for a record of the street.</param>
    public Task<bool> ExistsAsync(DashboardDbContext db, CurrentUser caller, long id, int? communityId, CancellationToken cancellationToken) =>
        offered(db, caller).AnyAsync(choice => choice.Id == id && (choice.CommunityId == null || choice.CommunityId == communityId), cancellationToken);
}
