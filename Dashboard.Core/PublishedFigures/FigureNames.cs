using System.Globalization;
using Concentric.Data;
using Concentric.Imports;
using Concentric.Programmes;
using Microsoft.EntityFrameworkCore;

namespace Concentric.PublishedFigures;

/// <summary>What programmes and communities are called, in either language or by key.</summary>
public sealed class FigureNames
{
    private readonly NameIndex<Named> programmes = new(Tell);
    private readonly NameIndex<Named> communities = new(Tell);

    /// <summary>Accounts that may answer for a claim.</summary>
    public HashSet<int> Owners { get; } = [];

    /// <summary>How many communities there are: naming all of them is naming none.</summary>
    public int CommunityCount { get; private set; }

    /// <summary>The key of a programme by its key or a name.</summary>
    public NameMatch<string> Programme(string text) => Keyed(programmes.Find(text));

    /// <summary>The code of a community by its code or a name.</summary>
    public NameMatch<string> Community(string text) => Keyed(communities.Find(text));

    internal static async Task<FigureNames> ReadAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        var names = new FigureNames();
        await names.FillAsync(db, cancellationToken);
        return names;
    }

    internal async Task FillAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        if (CommunityCount > 0) return;
        var known = await db.Programmes.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken);
        foreach (var row in known) programmes.Add(new(row.Key, row.Name, row.NameEn), row.Key, null, row.Name, row.NameEn);
        var all = await db.Communities.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken);
        foreach (var row in all) communities.Add(new(row.Code, row.Name, row.NameEn), row.Code, null, row.Name, row.NameEn);
        CommunityCount = all.Count;
        Owners.UnionWith(await PublishedFigureRecords.Answering(db).Select(user => user.Id).ToListAsync(cancellationToken));
    }

    private static NameMatch<string> Keyed(NameMatch<Named> match) => new(match.Found?.Key, match.Several);

    private static (string, Func<CultureInfo, IEnumerable<string?>>) Tell(Named named) =>
        (named.Key, culture => [culture.Pick(named.Name, named.NameEn)]);

    private sealed record Named(string Key, string Name, string NameEn);
}
