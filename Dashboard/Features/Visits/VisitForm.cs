using Concentric.Visits;

namespace Concentric.Dashboard.Features.Visits;

/// <summary>What the form of a home visit holds while it is filled in.</summary>
public sealed class VisitForm
{
    public int? CommunityId { get; set; }

    public DateOnly? VisitedOn { get; set; }

    public string? Visitor { get; set; }

    /// <summary>Corrects which households were visited: the form shows them only to whoever asks, which is written down.</summary>
    public bool ChangesHouseholds { get; set; }

    /// <summary>One address on each line; null while those in the store stay.</summary>
    public string? Households { get; set; }

    /// <summary>Those at which nobody was home, one on each line; null while those in the store stay.</summary>
    public string? NobodyHomeAt { get; set; }

    public string? Note { get; set; }

    public static VisitForm Of(VisitView view) => new()
    {
        CommunityId = view.Visit.CommunityId,
        VisitedOn = view.Visit.VisitedOn,
        Visitor = view.Visit.Visitor,
        Note = view.Visit.Note,
    };

    public VisitDetails ToDetails(bool isNew) =>
        new(Visitor, VisitedOn ?? default, Parts(Households)) { NobodyHomeAt = Parts(NobodyHomeAt), KeepsHouseholds = !isNew && !ChangesHouseholds, Note = Note };

    /// <summary>Lists that come from elsewhere are separated by commas as often as by lines.</summary>
    private static string[] Parts(string? lines) => (lines ?? "").Split(['\n', '\r', ',', '，', '、', ';', '；']);
}
