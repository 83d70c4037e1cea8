namespace Concentric.Metrics;

/// <summary>
/// Metrics of which two definitions or more are in use elsewhere under one name, as "solved": a figure can be seen under each,
/// with the records that make the difference.
/// </summary>
public static class CompetingDefinitions
{
    private static readonly string[][] Groups =
    [
        ["hazards.on-time-rate", "hazards.on-time-rate.b"],
        ["petitions.closed", "petitions.resolved", "petitions.confirmed"],
    ];

    /// <summary>The other definitions of a metric; none for most.</summary>
    public static IReadOnlyList<string> Of(string key) =>
        Groups.FirstOrDefault(group => group.Contains(key)) is { } group ? [.. group.Where(other => other != key)] : [];

    /// <summary>The rate that tells what became of the cases of a metric later; null for most.</summary>
    public static string? FollowedUpBy(string key) => key switch
    {
        "petitions.closed" or "petitions.resolved" or "petitions.confirmed" => "petitions.stayed-fixed-rate",
        "hazards.rectified" or "hazards.verified" => "hazards.stayed-fixed-rate",
        _ => null,
    };

    /// <summary>Every two that can be compared, the first in their order first.</summary>
    public static IEnumerable<(string One, string Other)> Pairs =>
        Groups.SelectMany(group => group.SelectMany((one, at) => group.Skip(at + 1).Select(other => (one, other))));

    /// <summary>The two in the order in which they are compared, whichever is looked at.</summary>
    public static (string One, string Other) InOrder(string key, string other) =>
        Pairs.First(pair => pair == (key, other) || pair == (other, key));
}

/// <summary>What one definition makes of a record.</summary>
public enum CaseStanding
{
    /// <summary>It is no case.</summary>
    Out,

    /// <summary>A rate: it is a case, and does not count for it.</summary>
    Base,

    /// <summary>It counts.</summary>
    Counted,
}

/// <summary>The records of which two definitions make the same two different things.</summary>
public sealed record DifferencePart(CaseStanding One, CaseStanding Other, LedgerPage Page);

/// <summary>A figure under two definitions, and the records that make the difference.</summary>
/// <param name="Parts">Those with records.</param>
public sealed record DefinitionDifference(MetricValue One, MetricValue Other, IReadOnlyList<DifferencePart> Parts);
