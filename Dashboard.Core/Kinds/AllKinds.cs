using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Errands;
using Concentric.Evaluation;
using Concentric.Hazards;
using Concentric.Meetings;
using Concentric.Petitions;
using Concentric.Projects;
using Concentric.PublishedFigures;
using Concentric.Visits;
using Concentric.Volunteers;
using Concentric.Wishes;

namespace Concentric.Kinds;

/// <summary>
/// All kinds of records that are declared by their fields: what serves any kind finds them here. A new kind adds one line.
/// </summary>
public static class AllKinds
{
    private static readonly Lazy<Dictionary<Type, RecordKind>> ByType = new(() => List.ToDictionary(kind => kind.RecordType));

    public static IReadOnlyList<RecordKind> List =>
    [
        ActivityRecords.Kind,
        AgreementRecords.Kind,
        CoBuilderRecords.Kind,
        CommitmentRecords.Kind,
        ContributionRecords.Kind,
        ErrandRecords.Kind,
        HazardRecords.Kind,
        MeetingRecords.Kind,
        OutputRecords.Kind,
        PetitionRecords.Kind,
        PostingRecords.Kind,
        ProjectRecords.Kind,
        PublishedFigureRecords.Kind,
        VisitRecords.Kind,
        VolunteerClaimRecords.Kind,
        VolunteerPostRecords.Kind,
        VolunteerRecords.Kind,
        VolunteerTimeRecords.Kind,
        WishRecords.Kind,
        WorkerRecords.Kind,
    ];

    /// <summary>The kind of an entity.</summary>
    /// <exception cref="KeyNotFoundException">It is not declared by its fields.</exception>
    public static RecordKind<T> Of<T>()
        where T : EnteredRecord => (RecordKind<T>)ByType.Value[typeof(T)];

    /// <summary>The kind of an entity; null when it is not declared by its fields.</summary>
    public static RecordKind? Of(Type type) => ByType.Value.GetValueOrDefault(type);

    /// <summary>The kind of a name, as in <c>errand</c>; null when it is not declared by its fields.</summary>
    public static RecordKind? Find(string? key) => ByType.Value.Values.FirstOrDefault(kind => kind.Key == key);
}
