using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Concentric.Data;
using Concentric.Imports.Runs;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Imports;

/// <summary>A profile with what it says.</summary>
/// <param name="IsExact">True when the sheet has the very same headers.</param>
internal sealed record FoundProfile(long Id, string Name, string By, DateTime At, ImportMapping Mapping, bool IsExact);

/// <summary>Keeps what was said of sheets, and finds it again for the next one.</summary>
public sealed class ImportProfiles(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock)
{
    /// <summary>A sheet that shares fewer of its headers with a profile is another sheet.</summary>
    private const double LeastShared = 0.6;

    public static readonly string Kind = RecordKinds.NameOf<ImportProfile>();

    /// <summary>
    /// The profile of the headers, or else the one that shares most of them: a column may have vanished, or come in, since.
    /// </summary>
    /// <param name="headers">As <see cref="ImportMapping.KeyOf"/> makes them.</param>
    internal async Task<FoundProfile?> FindAsync(string kind, IReadOnlyCollection<string> headers, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var signature = SignatureOf(headers);
        var exact = await db.ImportProfiles.AsNoTracking()
            .SingleOrDefaultAsync(profile => profile.Kind == kind && profile.Signature == signature, cancellationToken);
        if (exact is not null) return Read(exact, isExact: true);
        var rows = await db.ImportProfiles.AsNoTracking().Where(profile => profile.Kind == kind)
            .OrderByDescending(profile => profile.UsedAt).Take(ImportProfile.MostOfKind).ToListAsync(cancellationToken);
        return rows.Select(row => Read(row, isExact: false))
            .Select(profile => (Profile: profile, Shared: Shared(profile.Mapping.Columns.Keys, headers)))
            .Where(found => found.Shared >= LeastShared).OrderByDescending(found => found.Shared)
            .Select(found => found.Profile).FirstOrDefault();
    }

    /// <summary>The profile of an id; null when it is gone.</summary>
    internal async Task<FoundProfile?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.ImportProfiles.AsNoTracking().SingleOrDefaultAsync(profile => profile.Id == id, cancellationToken) is { } row
            ? Read(row, isExact: true) : null;
    }

    /// <summary>
    /// Keeps what was said of a file's headers, in place of what was said of the same headers before. What was said of values in other
    /// files of those headers stays.
    /// </summary>
    /// <returns>Id of the profile, and whether it says something else than before.</returns>
    internal Task<(long Id, bool IsChanged)> KeepAsync(CurrentUser caller, ImportRun run, ImportMapping mapping,
        CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => KeepOnceAsync(caller, run, mapping, cancellationToken), cancellationToken);

    private async Task<(long Id, bool IsChanged)> KeepOnceAsync(CurrentUser caller, ImportRun run, ImportMapping mapping,
        CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (now, signature) = (clock.UtcNow, SignatureOf(mapping.Columns.Keys));
        var profile = await db.ImportProfiles.SingleOrDefaultAsync(one => one.Kind == run.Kind && one.Signature == signature,
            cancellationToken);
        var said = Written(profile is null ? mapping : mapping.WithMore(MappingOf(profile).Without(mapping.TakenBack)));
        var isNew = profile is null;
        if (profile is null)
        {
            profile = new()
            {
                Kind = run.Kind,
                Name = Path.GetFileNameWithoutExtension(run.FileName),
                Signature = signature,
                Mapping = said,
                By = caller.Name,
            };
            db.ImportProfiles.Add(profile);
            var over = await db.ImportProfiles.Where(one => one.Kind == run.Kind).OrderByDescending(one => one.UsedAt)
                .Skip(ImportProfile.MostOfKind - 1).ToListAsync(cancellationToken);
            db.ImportProfiles.RemoveRange(over);
        }

        (profile.UsedAt, profile.Version) = (now, profile.Version + 1);
        var isChanged = isNew || profile.Mapping != said;
        if (isChanged)
            (profile.Mapping, profile.By, profile.ById, profile.At) = (said, caller.Name, caller.UserId, now);
        await db.SaveChangesAsync(cancellationToken);
        if (isChanged)
            db.AddLine(now, caller, Kind, profile.Id, isNew ? "Added" : "Changed",
                after: new { profile.Kind, FileName = profile.Name, MappedColumns = Told(mapping) });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (profile.Id, isChanged);
    }

    /// <summary>Without where the headers are, and in one order: another sheet of the headers says the same.</summary>
    private static string Written(ImportMapping mapping) => JsonSerializer.Serialize(mapping with
    {
        Columns = Ordered(mapping.Columns),
        Values = mapping.Values.Where(column => column.Value.Count > 0).OrderBy(column => column.Key, StringComparer.Ordinal)
            .ToDictionary(column => column.Key, column => (IReadOnlyDictionary<string, string>)Ordered(column.Value)),
        Layouts = [],
        ProfileId = null,
        TakenBack = [],
    });

    private static Dictionary<string, string> Ordered(IReadOnlyDictionary<string, string> said) =>
        said.OrderBy(one => one.Key, StringComparer.Ordinal).ToDictionary();

    /// <summary>How the columns are read, in one line for the audit trail.</summary>
    internal static string Told(ImportMapping mapping)
    {
        var told = string.Join("; ", mapping.Columns.Select(column =>
            $"{column.Key.Split('\n')[0]} → {(column.Value.Length == 0 ? "—" : column.Value)}"));
        return PlainText.Cut(told, TextLimits.Note, "…");
    }

    /// <summary>What a profile says.</summary>
    internal static ImportMapping MappingOf(ImportProfile row) =>
        JsonSerializer.Deserialize<ImportMapping>(row.Mapping) ?? ImportMapping.None;

    private static FoundProfile Read(ImportProfile row, bool isExact) => new(row.Id, row.Name, row.By, row.At, MappingOf(row), isExact);

    private static double Shared(IEnumerable<string> known, IReadOnlyCollection<string> headers)
    {
        var all = known.ToHashSet();
        var shared = headers.Count(all.Contains);
        all.UnionWith(headers);
        return all.Count == 0 ? 0 : (double)shared / all.Count;
    }

    private static string SignatureOf(IEnumerable<string> headers) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\u001f', headers.Distinct().Order(StringComparer.Ordinal)))));
}
