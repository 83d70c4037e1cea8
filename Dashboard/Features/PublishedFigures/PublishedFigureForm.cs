using Concentric.PublishedFigures;

namespace Concentric.Dashboard.Features.PublishedFigures;

/// <summary>What the form of a claim holds while it is filled in.</summary>
public sealed class PublishedFigureForm
{
    public string? Claim { get; set; }

    public string? ClaimEn { get; set; }

    public FigureRelation? Relation { get; set; }

    public long? AmountMilli { get; set; }

    public string? MetricKey { get; set; }

    public string? Mechanism { get; set; }

    public List<int> Programmes { get; set; } = [];

    public List<int> Communities { get; set; } = [];

    public DateOnly? PeriodFrom { get; set; }

    public DateOnly? PeriodTo { get; set; }

    public string? Source { get; set; }

    public DateOnly? PublishedOn { get; set; }

    public int? OwnerId { get; set; }

    public PublishedFigureDetails ToDetails(Func<int, string> programme, Func<int, string> community) =>
        new(Claim, Relation, AmountMilli, MetricKey, Mechanism, PeriodFrom ?? default, PeriodTo ?? default, Source, PublishedOn ?? default)
        {
            ClaimEn = ClaimEn,
            Programmes = [.. Programmes.Select(programme)],
            Communities = [.. Communities.Select(community)],
            OwnerId = OwnerId,
        };
}
