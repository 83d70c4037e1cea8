using System.Linq.Expressions;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Lists;
using Concentric.Rules;

namespace Concentric.Hazards;

/// <summary>
/// Hazards as a kind of record: each once, as its present round has it. What its steps do is told by <see cref="Hazard"/>.
/// </summary>
public static class HazardRecords
{
    public static RecordKind<Hazard> Kind { get; } = new("/hazards", f =>
    [
        f.Number(),
        f.Community(),
        f.Text("title", x => x.Title).Required().AsTitle().Wide(36),
        f.Text("place", x => x.Place).Wide(20),
        f.Text("hazard-category", x => x.Category).Required().Known().Filtered().Wide(14),
        f.Term("severity", x => x.Severity).MeaningOtherwise(HazardSeverity.General).Filtered().Wide(10),
        f.YesNo("fire-lane", x => x.IsFireLane).Filtered().Wide(10),
        f.Text("responsible", x => x.ResponsibleUnit).Known().Filtered().Wide(16),
        f.Day("found-on", x => x.FoundOn).Required().Past().Placing().Filtered().Sorted(),
        f.Day("due-on", x => x.DueOn).Filtered().Sorted(),
        f.Kept("rectified-on", FieldDataType.Day, x => x.RectifiedOn).AsFact().Filtered().Sorted(),
        f.Kept("rectified-by", FieldDataType.Text, x => x.RectifiedBy).AsFact().Unlisted(),
        f.Kept("verified-on", FieldDataType.Day, x => x.VerifiedOn).AsFact(),
        f.Kept("verified-by", FieldDataType.Text, x => x.VerifiedBy).AsFact().Unlisted(),
        f.Kept("extended", FieldDataType.Whole, x => x.ExtensionCount).Unlisted(),
        f.Reference("co-builder", x => x.CoBuilderId, x => x.CoBuilder!.Name, x => x.CoBuilder!.NameEn, CoBuilder.References).OnPage(),
        f.Lines("description", x => x.Description).Unlisted().Wide(40),
        f.Reason(),
    ])
    {
        NumberPrefix = NumberPrefixes.Hazard,
        New = () => new() { Number = "", Title = "", Category = "" },
        Rules = CheckDays,
        CorrectionRules = (said, present, check, _) => present.CheckMoved(said, check),
        NeedsReason = (present, said) => (present.FoundOn, present.DueOn) != (said.FoundOn, said.DueOn),
        InPeriod = period => x =>
            (x.FoundOn >= period.From && x.FoundOn <= period.To) || (x.DueOn >= period.From && x.DueOn <= period.To)
            || (x.RectifiedOn >= period.From && x.RectifiedOn <= period.To) || (x.VerifiedOn >= period.From && x.VerifiedOn <= period.To)
            || (x.FoundOn <= period.To && (x.RectifiedOn == null || x.RectifiedOn > period.To)),
        Filters = ["community", "severity", "hazard-category", "fire-lane", "found-on", "due-on", "rectified-on", "responsible"],
        Shown =
        [
            "number", "title", "community", "severity", "due-on", "responsible", "hazard-category", "found-on", "rectified-on",
            "verified-on",
        ],
        DefaultSort = "-found-on",
        NearBy = ["title"],
        SheetType = typeof(HazardImport),
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<Hazard, bool>>>>
        {
            ["open"] = _ => x => x.RectifiedOn == null,
            ["overdue"] = today => x => x.RectifiedOn == null && x.DueOn < today,
            ["to-verify"] = _ => x => x.RectifiedOn != null && x.VerifiedOn == null,
            ["done"] = _ => x => x.VerifiedOn != null,
        },
        PastViews = new Dictionary<string, Func<DateOnly, Expression<Func<Hazard, bool>>>>
        {
            ["open"] = OpenOn,
            ["overdue"] = OverdueOn,
            ["to-verify"] = day => x => x.Rounds.Any(round => round.RectifiedOn <= day
                && (round.ReopenedOn == null || round.ReopenedOn > day) && (round.VerifiedOn == null || round.VerifiedOn > day)),
            ["done"] = day => x => x.Rounds.Any(round => round.VerifiedOn <= day && (round.ReopenedOn == null || round.ReopenedOn > day)),
        },
        MomentViews = new Dictionary<string, Func<ListMoment, Expression<Func<Hazard, bool>>>>
        {
            ["escalated"] = moment => EscalatedOn(moment.Today, moment.Days[EscalationDay.Key]),
        },
    };

    private static Expression<Func<Hazard, bool>> EscalatedOn(DateOnly today, DateOnly generalBefore) =>
        x => x.RectifiedOn == null && ((x.Severity == HazardSeverity.Major && x.DueOn < today) || x.DueOn < generalBefore);

    /// <summary>Found by the end of a day and not rectified then, whatever has become of it since.</summary>
    internal static Expression<Func<Hazard, bool>> OpenOn(DateOnly day) =>
        x => x.Rounds.Any(round => round.FoundOn <= day && (round.RectifiedOn == null || round.RectifiedOn > day));

    /// <summary>Open at the end of a day, and late by then.</summary>
    internal static Expression<Func<Hazard, bool>> OverdueOn(DateOnly day) =>
        x => x.Rounds.Any(round => round.OverdueFrom <= day && (round.RectifiedOn == null || round.RectifiedOn > day));

    private static void CheckDays(Hazard hazard, ValidationContext check, ActorStamp by)
    {
        // Without a day of finding there is no due date yet; that has been told.
        if (hazard.DueOn != default && !check.Has("due-on", "found-on"))
            check.That(hazard.DueOn >= hazard.FoundOn, "due-on", hazard.DueOn, Rule.BeforeBeginning, hazard.FoundOn);
    }
}
