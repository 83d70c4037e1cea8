using Concentric.Activities;
using Concentric.Dashboard.Components.Shared;
using Concentric.Dashboard.Features.Figures;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Meetings;
using Concentric.Petitions;
using Concentric.Projects;
using Concentric.Time;
using Concentric.Wishes;
using Concentric.Work;

namespace Concentric.Dashboard.Features.Work;

/// <summary>Where the groups of work lead, and how they look.</summary>
internal static class WorkLinks
{
    public const string Path = "/work";

    public static readonly string Petitions = RecordKinds.NameOf<Petition>();
    public static readonly string Hazards = RecordKinds.NameOf<Hazard>();
    public static readonly string Commitments = RecordKinds.NameOf<Commitment>();
    public static readonly string Wishes = RecordKinds.NameOf<Wish>();
    public static readonly string Turns = RecordKinds.NameOf<HostTurn>();
    public static readonly string Projects = RecordKinds.NameOf<Project>();
    public static readonly string Agreements = RecordKinds.NameOf<Agreement>();

    /// <summary>What a list of work is made of.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [Petitions, Hazards, Commitments, Turns, Projects, Agreements, Wishes];

    /// <summary>The groups by due date; the others go by the next step.</summary>
    public static IReadOnlyList<WorkGroup> ByDay { get; } = [WorkGroup.Overdue, WorkGroup.DueToday, WorkGroup.DueSoon];

    public static IReadOnlyList<WorkGroup> ByStep { get; } = [.. Enum.GetValues<WorkGroup>().Except(ByDay)];

    /// <summary>The page with one group, or with all.</summary>
    public static string Page(WorkGroup? group, string? community) =>
        SliceAddress.Query(Path, ("group", group?.ToString()), ("community", community));

    /// <summary>The kind of record in a group; null when several kinds are in it.</summary>
    public static string? KindOf(WorkGroup group) => group switch
    {
        WorkGroup.Overdue or WorkGroup.DueToday or WorkGroup.DueSoon or WorkGroup.ToAccept => null,
        WorkGroup.ToRectify or WorkGroup.ToVerify => Hazards,
        WorkGroup.Commitments => Commitments,
        WorkGroup.WishesToClaim or WorkGroup.WishesToFulfil => Wishes,
        WorkGroup.TurnsToHost => Turns,
        WorkGroup.Projects => Projects,
        WorkGroup.Agreements => Agreements,
        _ => Petitions,
    };

    /// <summary>The list that holds exactly the records of one kind in a group.</summary>
    /// <param name="communities">Codes, separated by commas; null for all.</param>
    public static string List(string kind, WorkGroup group, WorkDays days, string? communities)
    {
        // The rota is one page.
        if (group == WorkGroup.TurnsToHost) return RecordPaths.Of(kind)!;
        if (group == WorkGroup.ToAccept) return SliceAddress.Query(RecordPaths.Of(kind)!, ("view", "offered"), ("offered-to", communities));
        (string View, string? Stage, string? Due) narrowed = group switch
        {
            WorkGroup.Overdue => ("overdue", null, null),
            WorkGroup.DueToday => ("open", null, $"{days.Today.ToIso()}..{days.Today.ToIso()}"),
            WorkGroup.DueSoon => ("open", null, $"{days.Today.AddDays(1).ToIso()}..{days.Soon.ToIso()}"),
            WorkGroup.ToNegotiate => ("open", nameof(PetitionStage.Collected), null),
            WorkGroup.ToHandle => ("open", nameof(PetitionStage.Negotiated), null),
            WorkGroup.ToFeedBack => ("open", nameof(PetitionStage.Handled), null),
            WorkGroup.ToClose => ("open", nameof(PetitionStage.FedBack), null),
            WorkGroup.ToCallBack => ("to-call-back", null, null),
            WorkGroup.Unsatisfied => ("unsatisfied", null, null),
            WorkGroup.ToVerify => ("to-verify", null, null),
            WorkGroup.Projects => ("running", null, null),
            WorkGroup.Agreements => ("unkept", null, null),
            WorkGroup.WishesToClaim => ("to-claim", null, null),
            WorkGroup.WishesToFulfil => ("to-fulfil", null, null),
            _ => ("open", null, null),
        };
        return SliceAddress.Query(RecordPaths.Of(kind)!, ("view", narrowed.View), ("stage", narrowed.Stage), ("due-on", narrowed.Due),
            ("community", communities));
    }

    public static Tone ToneOf(WorkGroup group) => group switch
    {
        WorkGroup.Overdue or WorkGroup.Unsatisfied => Tone.Bad,
        WorkGroup.DueToday or WorkGroup.ToAccept => Tone.Warn,
        WorkGroup.DueSoon => Tone.Accent,
        _ => Tone.Quiet,
    };
}
