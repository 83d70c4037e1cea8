using Concentric.Data;
using Concentric.Lists;

namespace Concentric.Hazards;

/// <summary>The list of hazards.</summary>
public static class HazardList
{
    public static RecordList<Hazard> List { get; } = new()
    {
        Typed = HazardLedger.Ledger,
        Readable = (hazards, caller) => hazards.ReadableBy(caller),
        Filters = ["community", "severity", "hazard-category", "fire-lane", "found-on", "due-on", "rectified-on", "responsible"],
        Sorts = ["number", "found-on", "due-on", "rectified-on"],
        Shown = ["number", "title", "community", "severity", "due-on", "responsible", "hazard-category", "found-on", "rectified-on", "verified-on"],
        DefaultSort = "-found-on",
        Views = new Dictionary<string, Func<DateOnly, System.Linq.Expressions.Expression<Func<Hazard, bool>>>>
        {
            ["open"] = _ => x => x.RectifiedOn == null,
            ["overdue"] = today => x => x.RectifiedOn == null && x.DueOn < today,
            ["to-verify"] = _ => x => x.RectifiedOn != null && x.VerifiedOn == null,
            ["done"] = _ => x => x.VerifiedOn != null,
        },
        PastViews = new Dictionary<string, Func<DateOnly, System.Linq.Expressions.Expression<Func<Hazard, bool>>>>
        {
            ["open"] = HazardLedger.OpenOn,
            ["overdue"] = HazardLedger.OverdueOn,
            ["to-verify"] = day => x => x.Rounds.Any(round =>
                round.RectifiedOn <= day && (round.ReopenedOn == null || round.ReopenedOn > day) && (round.VerifiedOn == null || round.VerifiedOn > day)),
            ["done"] = day => x => x.Rounds.Any(round => round.VerifiedOn <= day && (round.ReopenedOn == null || round.ReopenedOn > day)),
        },
        MomentViews = new Dictionary<string, Func<ListMoment, System.Linq.Expressions.Expression<Func<Hazard, bool>>>>
        {
            ["escalated"] = moment => x => x.RectifiedOn == null && ((x.Severity == HazardSeverity.Major && x.DueOn < moment.Today) || x.DueOn < moment.EscalatedBefore),
        },
    };
}
