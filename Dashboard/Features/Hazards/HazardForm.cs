using Concentric.Hazards;

namespace Concentric.Dashboard.Features.Hazards;

/// <summary>What the form of a hazard holds while it is filled in.</summary>
public sealed class HazardForm
{
    public int? CommunityId { get; set; }

    public string? Title { get; set; }

    public HazardSeverity? Severity { get; set; } = HazardSeverity.General;

    public string? Category { get; set; }

    public string? Place { get; set; }

    public bool IsFireLane { get; set; }

    public DateOnly? FoundOn { get; set; }

    public DateOnly? DueOn { get; set; }

    public string? ResponsibleUnit { get; set; }

    public long? CoBuilderId { get; set; }

    public string? Description { get; set; }

    /// <summary>Why a day is corrected.</summary>
    public string? Reason { get; set; }

    public static HazardForm Of(Hazard hazard) => new()
    {
        CommunityId = hazard.CommunityId,
        Title = hazard.Title,
        Severity = hazard.Severity,
        Category = hazard.Category,
        Place = hazard.Place,
        IsFireLane = hazard.IsFireLane,
        FoundOn = hazard.FoundOn,
        DueOn = hazard.DueOn,
        ResponsibleUnit = hazard.ResponsibleUnit,
        CoBuilderId = hazard.CoBuilderId,
        Description = hazard.Description,
    };

    public HazardDetails ToDetails() => new(Title, Category, FoundOn ?? default)
    {
        Severity = Severity ?? default,
        Place = Place,
        IsFireLane = IsFireLane,
        DueOn = DueOn,
        ResponsibleUnit = ResponsibleUnit,
        CoBuilderId = CoBuilderId,
        Description = Description,
    };
}
