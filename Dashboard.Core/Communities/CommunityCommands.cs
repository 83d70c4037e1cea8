using System.Text.RegularExpressions;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Communities;

/// <summary>What is said about a community.</summary>
/// <param name="Code">For addresses and keys; only of a new one. Lower-case letters, digits and hyphens.</param>
/// <param name="Name">Required.</param>
/// <param name="NameEn">As the Chinese one when left out.</param>
/// <param name="HouseholdCount">Households that live there, 1 to <see cref="MostHouseholds"/>; null to enter no number.</param>
/// <param name="SortOrder">Place in lists, 1 to <see cref="MostPlaces"/>; null to leave it, or for the end.</param>
/// <param name="HoldsFrom">
/// First day on which <paramref name="HouseholdCount"/> holds; null for today, where it is another number than the newest. A number of
/// the same day is replaced.
/// </param>
public sealed record CommunityDetails(string? Code, string? Name, string? NameEn, long? HouseholdCount, long? SortOrder,
    DateOnly? HoldsFrom = null)
{
    public const int MostHouseholds = 1_000_000;

    public const int MostPlaces = 9_999;
}

/// <summary>Keeps the list of communities.</summary>
public sealed partial class CommunityCommands(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock,
    CommunityDirectory? directory = null)
{
    /// <summary>
    /// True when a code may stand in addresses: lower-case letters, digits and hyphens, 1 to <see cref="TextLimits.Key"/>.
    /// </summary>
    public static bool IsCode(string code) => code.Length <= TextLimits.Key && Code().IsMatch(code);

    /// <summary>
    /// A code for a community that was given none: the letters and digits of its English name, else a number of its own.
    /// </summary>
    public static string CodeFor(string? nameEn, Func<string, bool> isTaken) => Slug.Of(nameEn) is { } stem
        ? Slug.Free(stem, isTaken)
        : Enumerable.Range(1, int.MaxValue).Select(number => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"c{number}"))
            .First(code => !isTaken(code));

    /// <summary>Kind in the audit trail.</summary>
    public static readonly string Kind = RecordKinds.NameOf<Community>();

    /// <summary>Adds a community, or changes one; its code stays for ever, because addresses and keys name it.</summary>
    /// <param name="caller">An administrator of the whole street.</param>
    /// <param name="id">Null to add one.</param>
    /// <param name="version">The version that was read; 0 for a new one.</param>
    /// <param name="details">As it shall be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RefusedException">Something is wrong with it.</exception>
    /// <exception cref="RecordNotFoundException">There is no such community.</exception>
    /// <exception cref="EditedMeanwhileException">Somebody else changed it.</exception>
    /// <exception cref="UnauthorizedAccessException">The caller may not.</exception>
    public Task<Saved> SaveAsync(CurrentUser caller, int? id, int version, CommunityDetails details,
        CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => SaveOnceAsync(caller, id, version, details, cancellationToken), cancellationToken);

    private async Task<Saved> SaveOnceAsync(
        CurrentUser caller, int? id, int version, CommunityDetails details, CancellationToken cancellationToken)
    {
        if (!caller.MayKeepStreet) throw new UnauthorizedAccessException("Only administrators keep communities.");
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var community = id is null ? null : await db.Communities.AsTracking().Include(found => found.HouseholdCounts)
            .SingleOrDefaultAsync(found => found.Id == id, cancellationToken)
            ?? throw new RecordNotFoundException(Kind, id.Value);
        if (community is not null && community.Version != version)
            throw new EditedMeanwhileException(Kind, community.Id, version, community.Version);
        var day = details.DayOfCount(community, clock.Today);
        var (check, before) = (new ValidationContext(), community is null ? null : Told(community, day));
        var numbers = community is null ? null : RestatedDays.NumbersOf(community);
        if (community is null)
        {
            var (codes, last) = await TakenAsync(db, cancellationToken);
            db.Communities.Add(community = CommunityRules.Found(details, codes.Contains, last, clock.Today, check));
        }
        else community.Correct(details, clock.Today, check);

        community.Version++;
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditedMeanwhileException(Kind, community.Id, version, community.Version);
        }
        catch (DbUpdateException failure) when (failure.IsDuplicate())
        {
            throw new RefusedException([new(nameof(details.Code), community.Code, Rule.Repeated, [])]);
        }

        Note(db, clock.UtcNow, caller, community, before, day,
            numbers is null ? null : RestatedDays.Between(numbers, RestatedDays.NumbersOf(community), clock.Today));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        directory?.Forget();
        return new(community.Id, community.Version);
    }

    /// <summary>Writes a change into audit trail and change log: names and lists of communities are on every page.</summary>
    /// <param name="before">What <see cref="Told"/> said before; null for a new one.</param>
    /// <param name="day">That of the number of households that was entered.</param>
    /// <param name="restated">The past days on which another number is in force by it; null for none.</param>
    internal static void Note(DashboardDbContext db, DateTime at, CurrentUser caller, Community community, object? before, DateOnly? day,
        RestatedDays? restated = null) =>
        Announce(db, at, caller, community, before is null ? "Added" : "Changed", before, Told(community, day), restated);

    /// <inheritdoc cref="Note"/>
    internal static void Announce(DashboardDbContext db, DateTime at, CurrentUser caller, Community community, string action,
        object? before, object? after, RestatedDays? restated = null)
    {
        db.AddLine(at, caller, Kind, community.Id, action, before, after);
        db.ChangeLog.Add(new ChangeLogEntry
        {
            At = at,
            Kind = Kind,
            RecordId = community.Id,
            CommunityId = community.Id,
            Action = action,
            Days = "",
            RestatesFrom = restated?.From,
            RestatesTo = restated?.To,
        });
    }

    /// <summary>The codes that are taken, and the last place in lists.</summary>
    internal static async Task<(HashSet<string> Codes, int Last)> TakenAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        var taken = await db.Communities.Select(other => new { other.Code, other.SortOrder }).ToListAsync(cancellationToken);
        return ([.. taken.Select(other => other.Code)], taken.Select(other => other.SortOrder).DefaultIfEmpty().Max());
    }

    /// <param name="day">That of the number of households that is entered; null to tell of none.</param>
    internal static object Told(Community community, DateOnly? day) => new
    {
        community.Code,
        community.Name,
        community.NameEn,
        HouseholdCount = day is { } one ? HouseholdCountCommands.Told(community.CountFrom(one)) : null,
        community.SortOrder,
    };

    /// <summary>Adds a community at the end of the list.</summary>
    /// <returns>False when the code is taken; then nothing is done.</returns>
    /// <exception cref="ArgumentException">The code or a name is not well formed.</exception>
    /// <exception cref="UnauthorizedAccessException">The caller is no administrator.</exception>
    public Task<bool> AddAsync(CurrentUser caller, string code, string name, string nameEn, CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => AddOnceAsync(caller, code, name, nameEn, cancellationToken), cancellationToken);

    private async Task<bool> AddOnceAsync(
        CurrentUser caller, string code, string name, string nameEn, CancellationToken cancellationToken)
    {
        if (caller.Role != Role.Administrator) throw new UnauthorizedAccessException("Only administrators add communities.");
        if (!IsCode(code)) throw new ArgumentException("Lower-case letters, digits and hyphens only.", nameof(code));
        if (name.Trim().Length is 0 or > TextLimits.Name) throw new ArgumentException("1 to 100 characters.", nameof(name));
        if (nameEn.Trim().Length is 0 or > TextLimits.Name) throw new ArgumentException("1 to 100 characters.", nameof(nameEn));

        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Communities.AnyAsync(community => community.Code == code, cancellationToken)) return false;
        var last = await db.Communities.MaxAsync(community => (int?)community.SortOrder, cancellationToken) ?? 0;
        var added = new Community { Code = code, Name = name.Trim(), NameEn = nameEn.Trim(), SortOrder = last + 1 };
        db.Communities.Add(added);
        await db.SaveChangesAsync(cancellationToken);
        db.AddLine(clock.UtcNow, caller, "community", added.Id, "Added", null, new { added.Code, added.Name, added.NameEn });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    [GeneratedRegex("^[a-z0-9](-?[a-z0-9])*$")]
    private static partial Regex Code();
}
