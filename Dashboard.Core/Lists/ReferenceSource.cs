using System.Globalization;
using Concentric.Data;
using Concentric.People;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Lists;

/// <summary>Something that a field may refer to.</summary>
public sealed class ReferenceChoice
{
    public long Id { get; init; }

    public required string Name { get; init; }

    /// <summary>In English; as <see cref="Name"/> when it has one name only.</summary>
    public required string NameEn { get; init; }

    /// <summary>The community whose records alone may refer to it; null when any may.</summary>
    public int? CommunityId { get; init; }

    /// <summary>The community by which people tell it from others of its name; null when none does.</summary>
    public int? KnownByCommunityId { get; init; }

    /// <summary>The day by which people tell it from others of its name.</summary>
    public DateOnly? KnownByDay { get; init; }

    /// <summary>The telephone by which people tell a person from others of the name; personal as the name is.</summary>
    public string? KnownByPhone { get; init; }

    /// <summary>True for what is past: it may be referred to, but forms don't offer it.</summary>
    public bool IsPast { get; init; }

    public string NameFor(CultureInfo culture) => culture.TwoLetterISOLanguageName == "en" ? NameEn : Name;
}

/// <summary>
/// What fields of a sort may refer to: forms offer it, spreadsheets name it, commands look for it. One per sort of record that others
/// refer to, beside its entity.
/// </summary>
/// <param name="kind">Kind of the record referred to, as in <c>programme</c>.</param>
/// <param name="known">What a caller may refer to, in the order in which it is offered; archived ones left out. Sets every property of
/// <see cref="ReferenceChoice"/>, so that the store can look for one.</param>
public sealed class ReferenceSource(string kind, Func<DashboardDbContext, CurrentUser, IQueryable<ReferenceChoice>> known)
{
    /// <summary>The most that a form offers.</summary>
    public const int MostOffered = 500;

    public string Kind => kind;

    /// <summary>True when only records of the same community may refer to it.</summary>
    public bool IsOfCommunity { get; init; }

    /// <summary>True when forms offer it by its day and its name: the name alone says too little.</summary>
    public bool IsNamedByDay { get; init; }

    /// <summary>True when names are personal: forms and pages mask them.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>What a choice is called in forms.</summary>
    public string NameOf(ReferenceChoice choice, CultureInfo culture) =>
        IsPersonal ? $"{Masking.Mask(choice.NameFor(culture))} {Masking.Mask(choice.KnownByPhone)}".Trim()
        : IsNamedByDay && choice.KnownByDay is { } day
        ? string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} {choice.NameFor(culture)}")
        : choice.NameFor(culture);

    /// <summary>All that the caller may refer to, for files.</summary>
    public Task<List<ReferenceChoice>> ReadAsync(DashboardDbContext db, CurrentUser caller, CancellationToken cancellationToken) =>
        known(db, caller).ToListAsync(cancellationToken);

    /// <summary>What a form offers to the caller.</summary>
    public Task<List<ReferenceChoice>> OfferAsync(DashboardDbContext db, CurrentUser caller, CancellationToken cancellationToken) =>
        known(db, caller).Where(choice => !choice.IsPast).Take(MostOffered).ToListAsync(cancellationToken);

    /// <summary>The ids of all that the caller may refer to.</summary>
    internal IQueryable<long> Ids(DashboardDbContext db, CurrentUser caller) => known(db, caller).Select(choice => choice.Id);

    /// <summary>True when a record of the community may refer to it anew.</summary>
    /// <param name="communityId">The community that keeps the record; null for a record of the street.</param>
    public Task<bool> ExistsAsync(DashboardDbContext db, CurrentUser caller, long id, int? communityId, CancellationToken cancellationToken)
    {
        var found = known(db, caller).Where(choice => choice.Id == id);
        if (IsOfCommunity) found = found.Where(choice => choice.CommunityId == communityId);
        return found.AnyAsync(cancellationToken);
    }
}
