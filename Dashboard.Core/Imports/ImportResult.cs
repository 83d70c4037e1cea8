using Concentric.Rules;

namespace Concentric.Imports;

/// <summary>What becomes of a row.</summary>
public enum ImportOutcome
{
    Added,
    Changed,
    Unchanged,
    Refused,

    /// <summary>Somebody chose that nothing comes of it.</summary>
    Left,
}

/// <summary>A row and what becomes of it.</summary>
/// <param name="Violations">What is wrong with it; none when it is taken.</param>
/// <param name="Question">What is asked about it; null when nothing is.</param>
/// <param name="Near">The records that it may be, the nearest first.</param>
internal sealed record ImportResult(ImportRow Row, ImportOutcome Outcome, IReadOnlyList<Violation> Violations,
    ImportQuestion? Question = null, IReadOnlyList<NearRecord>? Near = null)
{
    /// <summary>Number or id of the record that the row changes.</summary>
    public string? Record { get; init; }

    /// <summary>The row of another file that it is asked about with.</summary>
    public OtherRow? Other { get; init; }
}
