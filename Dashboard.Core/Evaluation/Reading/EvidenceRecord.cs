using Concentric.Data;

namespace Concentric.Evaluation;

/// <summary>One record that says something about a unit: the evidence of a score.</summary>
/// <param name="Kind">Kind of the record's page, as in <c>meeting</c>.</param>
/// <param name="Id">The record.</param>
/// <param name="Title">What it is called.</param>
/// <param name="UnitId">Whose record it is; another unit's where that was merged into this one.</param>
public sealed record EvidenceRecord(EvidenceSource Source, EvidenceMark Mark, string Kind, long Id, DateOnly Day, string Title, long Fen,
    long Minutes, long UnitId)
{
    public MeasureLine Line => new(Source, Mark, Day, 1, Fen, Minutes);

    /// <summary>True when the criterion rests on it.</summary>
    public bool Tells(EvaluationMeasure measure) => measure switch
    {
        EvaluationMeasure.Attendance => Source == EvidenceSource.Conference,
        EvaluationMeasure.JointActivities => Source == EvidenceSource.Activity,
        EvaluationMeasure.Money => Source == EvidenceSource.Contribution && Fen > 0,
        EvaluationMeasure.Hours => Source == EvidenceSource.Contribution && Minutes > 0,
        EvaluationMeasure.Wishes => Source == EvidenceSource.Wish,
        EvaluationMeasure.Commitments => Source == EvidenceSource.Commitment,
        _ => Source == EvidenceSource.Agreement,
    };
}

/// <summary>What the store says of one source: a row for each unit and record.</summary>
internal sealed class EvidenceRow
{
    public long UnitId { get; init; }

    public long RecordId { get; init; }

    public DateOnly Day { get; init; }

    /// <summary>An <see cref="EvidenceMark"/> as a number, because the store groups by it.</summary>
    public int Mark { get; init; }

    public long Fen { get; init; }

    public long Minutes { get; init; }

    public string Title { get; init; } = "";
}

/// <summary>Where one sort of evidence is found: one query, read row by row for a unit and added up by quarter for all.</summary>
/// <param name="Kind">Kind of the record's page.</param>
/// <param name="Rows">The rows of a span of days; archived records left out.</param>
internal sealed record EvidenceKind(EvidenceSource Source, string Kind,
    Func<DashboardDbContext, DateOnly, DateOnly, IQueryable<EvidenceRow>> Rows);
