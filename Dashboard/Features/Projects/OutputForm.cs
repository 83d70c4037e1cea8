using Concentric.Projects;

namespace Concentric.Dashboard.Features.Projects;

/// <summary>What the form of an output holds while it is filled in.</summary>
public sealed class OutputForm
{
    public int? CommunityId { get; set; }

    public OutputKind? Kind { get; set; }

    public long? AmountMilli { get; set; }

    public DateOnly? RecordedOn { get; set; }

    public long? ProjectId { get; set; }

    public long? AgreementId { get; set; }

    public int? ProgrammeId { get; set; }

    public static OutputForm Of(Output output) => new()
    {
        CommunityId = output.CommunityId,
        Kind = output.Kind,
        AmountMilli = output.AmountMilli,
        RecordedOn = output.RecordedOn,
        ProjectId = output.ProjectId,
        AgreementId = output.AgreementId,
        ProgrammeId = output.ProgrammeId,
    };

    public MeasuredOutput ToDetails() => new(CommunityId ?? 0, Kind, AmountMilli, RecordedOn ?? default)
    {
        ProjectId = ProjectId,
        AgreementId = AgreementId,
        ProgrammeId = ProgrammeId,
    };
}
