using Concentric.Visits;

namespace Concentric.Dashboard.Features.Visits;

/// <summary>What the form of a home visit holds while it is filled in.</summary>
public sealed class VisitForm
{
    public int? CommunityId { get; set; }

    public DateOnly? VisitedOn { get; set; }

    public string? Visitor { get; set; }

    /// <summary>One address on each line.</summary>
    public string? Households { get; set; }

    public string? Note { get; set; }

    public static VisitForm Of(VisitView view) => new()
    {
        CommunityId = view.Visit.CommunityId,
        VisitedOn = view.Visit.VisitedOn,
        Visitor = view.Visit.Visitor,
        Households = string.Join('\n', view.Addresses),
        Note = view.Visit.Note,
    };

    /// <summary>Lists that come from elsewhere are separated by commas as often as by lines.</summary>
    public VisitDetails ToDetails() => new(Visitor, VisitedOn ?? default, (Households ?? "").Split(['\n', '\r', ',', '，', '、', ';', '；'])) { Note = Note };
}
