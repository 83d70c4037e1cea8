using System.Globalization;
using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Programmes;

/// <summary>Names of programmes that forms offer to choose from, in the reader's language.</summary>
public sealed class ProgrammeDirectory(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>All programmes in the order of the office, merged ones left out.</summary>
    public async Task<IReadOnlyList<Programme>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Programmes.AsNoTracking().Where(row => row.MergedInto == null).OrderBy(row => row.Position)
            .ThenBy(row => row.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Names by key, in the reader's language.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(CancellationToken cancellationToken) =>
        (await ListAsync(cancellationToken)).ToDictionary(row => row.Key, row => row.NameFor(CultureInfo.CurrentUICulture));

    /// <summary>Those that are not retired, all or of one kind, in the order of the office.</summary>
    public async Task<IReadOnlyList<(int Id, string Name)>> AllAsync(ProgrammeKind? kind, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var rows = await db.Programmes.AsNoTracking().Where(row => !row.IsRetired && (kind == null || row.Kind == kind))
            .OrderBy(row => row.Position).ThenBy(row => row.Id)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.Id, row.NameFor(CultureInfo.CurrentUICulture)))];
    }
}
