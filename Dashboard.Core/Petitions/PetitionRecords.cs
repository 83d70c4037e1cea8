using System.Linq.Expressions;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Lists;
using Concentric.Rules;

namespace Concentric.Petitions;

/// <summary>
/// Petitions as a kind of record: each once, as its present round has it. What its steps do is told by <see cref="Petition"/>.
/// </summary>
public static class PetitionRecords
{
    public static RecordKind<Petition> Kind { get; } = new("/petitions", f =>
    [
        f.Number(),
        f.Community(),
        f.Text("title", x => x.Title).Required().AsTitle().Wide(36),
        f.Category("category", x => x.Category).Required().Filtered().Wide(14),
        f.Term("source", x => x.Source).MeaningInFiles(PetitionSource.CouncilHall).Filtered(),
        f.Text("petitioner", x => x.PetitionerName).Wide(10),
        f.Phone("phone", x => x.PetitionerPhone).Wide(14),
        f.Text("responsible", x => x.ResponsibleUnit).Known().Filtered().Wide(16),
        f.Day("received-on", x => x.ReceivedOn).Required().Past().Placing().Filtered().Sorted(),
        f.Day("due-on", x => x.DueOn).Filtered().Sorted(),
        f.Kept("stage", FieldDataType.Term, x => x.Stage).Filtered().Wide(10),
        f.Kept("closed-on", FieldDataType.Day, x => x.ClosedOn).AsFact().Filtered().Sorted(),
        f.Kept("first-closed-on", FieldDataType.Day, x => x.FirstClosedOn),
        f.Kept("outcome", FieldDataType.Term, x => x.Outcome).Filtered().Wide(10),
        f.Kept("working-days", FieldDataType.WorkingDays, x => x.WorkingDaysToClose).Wide(16),
        f.Kept("reopened", FieldDataType.Whole, x => x.ReopenedCount).Wide(10),
        f.Kept("call-back-on", FieldDataType.Day, x => x.CallBackOn),
        f.Kept("call-back-valid", FieldDataType.YesNo, x => x.CallBackValid).Wide(10),
        f.Kept("responded", FieldDataType.YesNo, x => x.CallBackResponded).Wide(10),
        f.Kept("confirmed", FieldDataType.YesNo, x => x.CallBackResolved).Wide(10),
        f.Kept("satisfaction", FieldDataType.Term, x => x.Satisfaction).Filtered(),
        f.Kept("joint", FieldDataType.YesNo, x => x.IsJoint).Filtered().Wide(10),
        f.Kept("extended", FieldDataType.Whole, x => x.ExtensionCount).Unlisted(),
        f.Reference("co-builder", x => x.CoBuilderId, x => x.CoBuilder!.Name, x => x.CoBuilder!.NameEn, CoBuilder.References).OnPage(),
        f.Lines("description", x => x.Description).Unlisted().Wide(40),
        f.Reason(),
    ])
    {
        NumberPrefix = NumberPrefixes.Petition,
        New = () => new() { Number = "", Title = "", Category = "" },
        Rules = CheckDays,
        CorrectionRules = CheckMoved,
        NeedsReason = (present, said) => (present.ReceivedOn, present.DueOn) != (said.ReceivedOn, said.DueOn),
        Readable = (petitions, caller) => petitions.ReadableBy(caller),
        SharedWith = (_, petitions) =>
            petitions.Where(x => x.IsJoint).SelectMany(x => x.Communities).Select(x => new RecordLink(x.RecordId, x.CommunityId)),
        TimelineParts = [nameof(PetitionCommunity)],
        InPeriod = period => x =>
            (x.ReceivedOn >= period.From && x.ReceivedOn <= period.To) || (x.DueOn >= period.From && x.DueOn <= period.To)
            || (x.ClosedOn >= period.From && x.ClosedOn <= period.To) || (x.FirstClosedOn >= period.From && x.FirstClosedOn <= period.To)
            || (x.CallBackOn >= period.From && x.CallBackOn <= period.To)
            || (x.ReceivedOn <= period.To && (x.ClosedOn == null || x.ClosedOn > period.To)),
        Filters = ["community", "category", "source", "stage", "outcome", "satisfaction", "received-on", "due-on", "closed-on",
            "responsible", "joint"],
        Shown = ["number", "title", "community", "due-on", "stage", "responsible", "category", "received-on", "closed-on", "outcome"],
        DefaultSort = "-received-on",
        NearBy = ["title"],
        MakeSheet = kind => new PetitionImport(kind),
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<Petition, bool>>>>
        {
            ["open"] = _ => x => x.ClosedOn == null,
            ["overdue"] = today => x => x.ClosedOn == null && x.DueOn < today,
            ["to-call-back"] = _ => x => x.ClosedOn != null && x.CallBackOn == null,
            ["shared"] = _ => x => x.IsJoint,
            ["closed"] = _ => x => x.ClosedOn != null,
        },
        PastViews = new Dictionary<string, Func<DateOnly, Expression<Func<Petition, bool>>>>
        {
            ["open"] = OpenOn,
            ["overdue"] = OverdueOn,
            ["to-call-back"] = day => x => x.Rounds.Any(round =>
                round.ClosedOn <= day && (round.ReopenedOn == null || round.ReopenedOn > day)
                    && (round.CallBackOn == null || round.CallBackOn > day)),
            ["closed"] = day => x => x.Rounds.Any(round => round.ClosedOn <= day && (round.ReopenedOn == null || round.ReopenedOn > day)),
        },
    };

    /// <summary>Received, or reopened, by the end of a day and not closed then, whatever has become of it since.</summary>
    internal static Expression<Func<Petition, bool>> OpenOn(DateOnly day) =>
        x => x.Rounds.Any(round => round.ReceivedOn <= day && (round.ClosedOn == null || round.ClosedOn > day));

    /// <summary>Open at the end of a day, and due before it.</summary>
    internal static Expression<Func<Petition, bool>> OverdueOn(DateOnly day) =>
        x => x.Rounds.Any(round => round.DueOn < day && (round.ClosedOn == null || round.ClosedOn > day));

    private static void CheckDays(Petition petition, ValidationContext check, ActorStamp by)
    {
        // Without a category or a day of receipt there is no due date yet; that has been told.
        if (petition.DueOn != default && !check.Has("due-on", "received-on"))
            check.That(petition.DueOn >= petition.DueFrom, "due-on", petition.DueOn, Rule.BeforeBeginning, petition.DueFrom);
    }

    private static void CheckMoved(Petition said, Petition present, ValidationContext check, ActorStamp by)
    {
        if (said.ReceivedOn != present.ReceivedOn && !check.Has("received-on")) present.CheckReceipt(said.ReceivedOn, check);
    }
}
