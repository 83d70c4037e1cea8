using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Lists;

namespace Concentric.Communities;

/// <summary>The list of postings.</summary>
public static class WorkerLists
{
    public static Ledger<Posting> PostingLedger { get; } = new()
    {
        Kind = RecordKinds.NameOf<Posting>(),
        Id = x => x.Id,
        Rows = db => db.Postings.Where(x => x.ArchivedAt == null),
        InPeriod = period => x => x.StartsOn <= period.To && (x.EndsOn == null || x.EndsOn >= period.From),
        TypedColumns =
        [
            new() { Key = "worker", Type = LedgerType.Text, Value = x => x.Worker!.Name, Width = 12 },
            new() { Key = "position", Type = LedgerType.Term, Value = x => x.Position, Width = 12 },
            new() { Key = "community", Type = LedgerType.Community, Value = x => x.CommunityId, Width = 12 },
            new() { Key = "starts-on", Type = LedgerType.Day, Value = x => x.StartsOn },
            new() { Key = "ends-on", Type = LedgerType.Day, Value = x => x.EndsOn },
            new() { Key = "rotation", Type = LedgerType.YesNo, Value = x => x.IsRotation, Width = 10 },
            new() { Key = "note", Type = LedgerType.Text, Value = x => x.Note, Width = 36 },
        ],
    };

    public static RecordList<Posting> Postings { get; } = new()
    {
        Typed = PostingLedger,
        Readable = (postings, caller) => postings.ReadableBy(caller),
        Filters = ["community", "position", "starts-on", "ends-on", "rotation"],
        Sorts = ["worker", "starts-on", "ends-on"],
        DefaultSort = "-starts-on",
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<Posting, bool>>>>
        {
            ["in-office"] = today => x => x.StartsOn <= today && (x.EndsOn == null || x.EndsOn >= today),
            ["over"] = today => x => x.EndsOn < today,
            ["rotation"] = _ => x => x.IsRotation,
        },
    };
}
