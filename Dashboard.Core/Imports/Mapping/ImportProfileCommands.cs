using Concentric.Data;
using Concentric.Imports.Runs;
using Concentric.Ledgers;
using Concentric.Resources;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Imports;

/// <summary>A column of a profile.</summary>
/// <param name="Header">As the sheet writes it, folded.</param>
/// <param name="Column">Key of the kind's column; empty for one that is left out.</param>
public sealed record ProfileColumn(string Header, string Column);

/// <summary>A value of which a profile says what it stands for.</summary>
/// <param name="Column">Key of the column.</param>
/// <param name="Value">As sheets write it, folded.</param>
/// <param name="Name">What it stands for, in the reader's language.</param>
public sealed record ProfileValue(string Column, string Value, string Name);

/// <summary>A profile as a page shows it.</summary>
public sealed record ShownProfile(long Id, string Kind, string Name, string By, DateTime At, DateTime UsedAt, int Version,
    IReadOnlyList<ProfileColumn> Columns, IReadOnlyList<ProfileValue> Values);

/// <summary>
/// Shows what the office has said of its sheets, gives it other names and forgets it: for whoever takes records of the kind in.
/// </summary>
public sealed class ImportProfileCommands(
    IDbContextFactory<DashboardDbContext> factory, ImportRegister register, CommunityDirectory directory, OfficeClock clock)
{
    /// <summary>Profiles on a page.</summary>
    public const int PageSize = 20;

    /// <summary>The profiles of the kinds that the caller takes in, those used last first.</summary>
    /// <param name="kind">One kind only; null for all.</param>
    /// <param name="page">From 1.</param>
    public async Task<(IReadOnlyList<ShownProfile> Profiles, int Total)> ListAsync(CurrentUser caller, string? kind, int page,
        CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var seen = SeenBy(db, caller);
        if (kind is not null) seen = seen.Where(profile => profile.Kind == kind);
        var rows = await seen.OrderByDescending(profile => profile.UsedAt).ThenByDescending(profile => profile.Id)
            .Skip((Math.Max(page, 1) - 1) * PageSize).Take(PageSize).ToListAsync(cancellationToken);
        var names = await directory.GetAsync(cancellationToken);
        return ([.. rows.Select(row => Show(row, names))], await seen.CountAsync(cancellationToken));
    }

    /// <summary>Gives a profile another name.</summary>
    /// <exception cref="RefusedException">The name is missing or too long.</exception>
    /// <exception cref="RecordNotFoundException">There is none that the caller may see.</exception>
    /// <exception cref="EditedMeanwhileException">Somebody else changed it, or said its columns anew.</exception>
    public async Task RenameAsync(CurrentUser caller, long id, int version, string? name, CancellationToken cancellationToken)
    {
        var check = new ValidationContext();
        var said = check.RequiredLine(nameof(ImportProfile.Name), name, TextLimits.Title);
        check.ThrowIfAny();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var profile = await FindAsync(db, caller, id, version, cancellationToken);
        var before = new { profile.Kind, FileName = profile.Name };
        if (profile.Name == said) return;
        (profile.Name, profile.Version) = (said, profile.Version + 1);
        await SaveAsync(db, caller, profile, "Changed", before, new { profile.Kind, FileName = profile.Name }, cancellationToken);
    }

    /// <summary>Forgets a profile: the next sheet of its headers is asked about again. What was taken in by it stays.</summary>
    /// <exception cref="RecordNotFoundException">There is none that the caller may see.</exception>
    /// <exception cref="EditedMeanwhileException">Somebody else changed it, or said its columns anew.</exception>
    public async Task DeleteAsync(CurrentUser caller, long id, int version, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var profile = await FindAsync(db, caller, id, version, cancellationToken);
        db.ImportProfiles.Remove(profile);
        await SaveAsync(db, caller, profile, "Deleted",
            new { profile.Kind, FileName = profile.Name, MappedColumns = ImportProfiles.Told(ImportProfiles.MappingOf(profile)) }, null,
            cancellationToken);
    }

    private IQueryable<ImportProfile> SeenBy(DashboardDbContext db, CurrentUser caller)
    {
        string[] kinds = caller.MayImport ? [.. register.OpenTo(caller).Select(sheet => sheet.Kind)] : [];
        return db.ImportProfiles.AsNoTracking().Where(profile => kinds.Contains(profile.Kind));
    }

    private async Task<ImportProfile> FindAsync(DashboardDbContext db, CurrentUser caller, long id, int version,
        CancellationToken cancellationToken)
    {
        var profile = await SeenBy(db, caller).AsTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken)
            ?? throw new RecordNotFoundException(ImportProfiles.Kind, id);
        return profile.Version == version ? profile
            : throw new EditedMeanwhileException(ImportProfiles.Kind, id, version, profile.Version);
    }

    private async Task SaveAsync(DashboardDbContext db, CurrentUser caller, ImportProfile profile, string action, object? before,
        object? after, CancellationToken cancellationToken)
    {
        db.AddLine(clock.UtcNow, caller, ImportProfiles.Kind, profile.Id, action, before, after);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditedMeanwhileException(ImportProfiles.Kind, profile.Id, profile.Version, profile.Version + 1);
        }
    }

    private ShownProfile Show(ImportProfile row, CommunityDirectory.Names names)
    {
        var (mapping, sheet) = (ImportProfiles.MappingOf(row), register.Find(row.Kind)!);
        return new(row.Id, row.Kind, row.Name, row.By, row.At, row.UsedAt, row.Version,
            [.. mapping.Columns.Where(column => column.Value.Length == 0 || sheet.Has(column.Value))
                .Select(column => new ProfileColumn(column.Key.Split('\n')[0], column.Value))],
            [.. mapping.Values.Where(column => sheet.Has(column.Key)).SelectMany(column => column.Value.Select(value =>
                new ProfileValue(column.Key, value.Key, NameOf(sheet.Column(column.Key), value.Value, names))))]);
    }

    private static string NameOf(ImportColumn column, string written, CommunityDirectory.Names names) => column.Type switch
    {
        ImportType.Community => names.Find(written) is { } community ? names.Name(community.Id) : written,
        ImportType.Category => column.Terms is { } list ? names.Of(list).Name(written) : names.Category(written),
        ImportType.Term => EnumText.TryRead(column.TermType!, written, out var term) ? Texts.Term(term) : written,
        _ => written,
    };
}
