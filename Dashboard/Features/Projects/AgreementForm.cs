using Concentric.Projects;

namespace Concentric.Dashboard.Features.Projects;

/// <summary>What the form of an agreement holds while it is filled in.</summary>
public sealed class AgreementForm
{
    public string? Title { get; set; }

    public int? CommunityId { get; set; }

    /// <summary>One a line.</summary>
    public string? Parties { get; set; }

    public DateOnly? AgreedOn { get; set; }

    public DateOnly? DueOn { get; set; }

    public long? ProjectId { get; set; }

    public static AgreementForm Of(Agreement agreement) => new()
    {
        Title = agreement.Title,
        CommunityId = agreement.CommunityId,
        Parties = agreement.Parties.Replace('、', '\n'),
        AgreedOn = agreement.AgreedOn,
        DueOn = agreement.DueOn,
        ProjectId = agreement.ProjectId,
    };

    public AgreementDetails ToDetails() => new(CommunityId ?? 0, Title, Parties, AgreedOn ?? default) { DueOn = DueOn, ProjectId = ProjectId };
}
