using System.Globalization;
using Concentric.Data;
using Concentric.Imports;
using Concentric.Programmes;
using Microsoft.EntityFrameworkCore;

namespace Concentric.PublishedFigures;

/// <summary>What is said about a published figure.</summary>
/// <param name="Claim">The sentence as it was published; required.</param>
/// <param name="Relation">Whether the number is exact, a lower bound or about; required.</param>
/// <param name="AmountMilli">The number in thousandths of the unit as people write it; required, not negative, a rate at most a hundred per cent.</param>
/// <param name="MetricKey">What it is held against; null when there is no such metric.</param>
/// <param name="Mechanism">Programme it was claimed for, by key or name; required.</param>
/// <param name="PeriodFrom">First day it speaks of; not in the future.</param>
/// <param name="PeriodTo">Last day it speaks of; not before the first.</param>
/// <param name="Source">Where it was published; required.</param>
/// <param name="PublishedOn">Not in the future.</param>
public sealed record PublishedFigureDetails(
    string? Claim, FigureRelation? Relation, long? AmountMilli, string? MetricKey, string? Mechanism, DateOnly PeriodFrom, DateOnly PeriodTo, string? Source, DateOnly PublishedOn)
{
    /// <summary>The same in English; the claim itself when left out.</summary>
    public string? ClaimEn { get; init; }

    /// <summary>Programmes that narrow the metric, by key or name; none for no narrowing. Only for metrics whose records belong to programmes.</summary>
    public IReadOnlyCollection<string> Programmes { get; init; } = [];

    /// <summary>Communities by code or name; none for the whole street.</summary>
    public IReadOnlyCollection<string> Communities { get; init; } = [];

    /// <summary>Who answers for it, and may keep claims; null for the leaders.</summary>
    public int? OwnerId { get; init; }
}

/// <summary>A claim to be entered.</summary>
/// <param name="RequestId">Made by the form, so that sending it twice enters it once.</param>
public sealed record PublishFigure(PublishedFigureDetails Details, Guid? RequestId = null);

/// <summary>Corrected details, in full.</summary>
public sealed record CorrectFigure(long Id, int Version, PublishedFigureDetails Details) : RecordInput(Id, Version);

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
        Owners.UnionWith(await PublishedFigureCommands.Owners(db).Select(user => user.Id).ToListAsync(cancellationToken));
    }

    private static NameMatch<string> Keyed(NameMatch<Named> match) => new(match.Found?.Key, match.Several);

    private static (string, Func<CultureInfo, IEnumerable<string?>>) Tell(Named named) => (named.Key, culture => [culture.TwoLetterISOLanguageName == "en" ? named.NameEn : named.Name]);

    private sealed record Named(string Key, string Name, string NameEn);
}
