using Concentric.CoBuilders;

namespace Concentric.Dashboard.Features.CoBuilders;

/// <summary>What the form of a contribution holds while it is filled in.</summary>
public sealed class ContributionForm
{
    public int? CommunityId { get; set; }

    public long? CoBuilderId { get; set; }

    public DateOnly? GivenOn { get; set; }

    public string? Purpose { get; set; }

    public long? AmountFen { get; set; }

    /// <summary>Thousandths of an hour: people say hours, the store keeps minutes.</summary>
    public long? WorkTime { get; set; }

    public long? ProjectId { get; set; }

    public int? ProgrammeId { get; set; }

    public static ContributionForm Of(Contribution given) => new()
    {
        CommunityId = given.CommunityId,
        CoBuilderId = given.CoBuilderId,
        GivenOn = given.GivenOn,
        Purpose = given.Purpose,
        AmountFen = given.AmountFen == 0 ? null : given.AmountFen,
        WorkTime = given.Minutes == 0 ? null : (long)Math.Round(given.Minutes * 1_000m / 60),
        ProjectId = given.ProjectId,
        ProgrammeId = given.ProgrammeId,
    };

    public ContributionDetails ToDetails() => new(CommunityId ?? 0, CoBuilderId ?? 0, GivenOn ?? default, Purpose)
    {
        AmountFen = AmountFen ?? 0,
        Minutes = (long)Math.Round((WorkTime ?? 0) * 60m / 1_000),
        ProjectId = ProjectId,
        ProgrammeId = ProgrammeId,
    };
}
