using Concentric.Petitions;

namespace Concentric.Dashboard.Features.Petitions;

/// <summary>What the form of a petition holds while it is filled in.</summary>
public sealed class PetitionForm
{
    public int? CommunityId { get; set; }

    public string? Title { get; set; }

    public string? Category { get; set; }

    public PetitionSource? Source { get; set; } = PetitionSource.CouncilHall;

    /// <summary>Corrects who brought it: the form never shows in clear who that is, so it is entered anew or left alone.</summary>
    public bool ChangesPetitioner { get; set; }

    public string? PetitionerName { get; set; }

    public string? PetitionerPhone { get; set; }

    public string? ResponsibleUnit { get; set; }

    public long? CoBuilderId { get; set; }

    public DateOnly? ReceivedOn { get; set; }

    public DateOnly? DueOn { get; set; }

    public string? Description { get; set; }

    /// <summary>Why a day is corrected.</summary>
    public string? Reason { get; set; }

    public static PetitionForm Of(Petition petition) => new()
    {
        CommunityId = petition.CommunityId,
        Title = petition.Title,
        Category = petition.Category,
        Source = petition.Source,
        ResponsibleUnit = petition.ResponsibleUnit,
        CoBuilderId = petition.CoBuilderId,
        ReceivedOn = petition.ReceivedOn,
        DueOn = petition.DueOn,
        Description = petition.Description,
    };

    /// <param name="isNew">False for a correction.</param>
    public PetitionDetails ToDetails(bool isNew) => new(Title, Category, ReceivedOn ?? default)
    {
        Description = Description,
        Source = Source ?? default,
        Petitioner = isNew || ChangesPetitioner ? new(PetitionerName, PetitionerPhone) : null,
        ResponsibleUnit = ResponsibleUnit,
        CoBuilderId = CoBuilderId,
        DueOn = DueOn,
    };
}
