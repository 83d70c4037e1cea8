using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Lists;

namespace Concentric.PublishedFigures;

/// <summary>The list of claims, for filtering, exporting and correcting in a spreadsheet; how they stand is on their own page.</summary>
public static class PublishedFigureList
{
    public static Ledger<PublishedFigure> Ledger { get; } = new()
    {
        Kind = RecordKinds.NameOf<PublishedFigure>(),
        Id = x => x.Id,
        Rows = db => db.PublishedFigures.Where(x => x.ArchivedAt == null),
        TypedColumns =
        [
            new() { Key = "claim", Type = LedgerType.Text, Value = x => x.Claim, Width = 36 },
            new() { Key = "claim-en", Type = LedgerType.Text, Value = x => x.ClaimEn, Width = 36 },
            new() { Key = "relation", Type = LedgerType.Term, Value = x => x.Relation, Width = 10 },
            new() { Key = "claimed-amount", Type = LedgerType.Milli, Value = x => x.AmountMilli },
            new() { Key = "metric", Type = LedgerType.Identifier, Value = x => x.MetricKey, Width = 24 },
            new() { Key = "mechanism", Type = LedgerType.Identifier, Value = x => x.Mechanism, Width = 16 },
            new() { Key = "only-programmes", Type = LedgerType.Identifier, Value = x => x.Programmes, Width = 16 },
            new() { Key = "only-communities", Type = LedgerType.Identifier, Value = x => x.Communities, Width = 20 },
            new() { Key = "period-from", Type = LedgerType.Day, Value = x => x.PeriodFrom },
            new() { Key = "period-to", Type = LedgerType.Day, Value = x => x.PeriodTo },
            new() { Key = "published-in", Type = LedgerType.Text, Value = x => x.Source, Width = 24 },
            new() { Key = "published-on", Type = LedgerType.Day, Value = x => x.PublishedOn },
            new() { Key = "claim-owner", Type = LedgerType.Text, Value = x => x.Owner!.DisplayName, Width = 12 },
        ],
    };

    public static RecordList<PublishedFigure> List { get; } = new()
    {
        Typed = Ledger,
        Readable = (figures, caller) => caller.CommunityIds is null ? figures : figures.Where(x => false),
        Shown = ["claim", "relation", "claimed-amount", "metric", "period-from", "period-to", "published-in", "published-on", "claim-owner"],
        ShownEn = ["claim-en", "relation", "claimed-amount", "metric", "period-from", "period-to", "published-in", "published-on", "claim-owner"],
        Filters = ["relation", "metric", "mechanism", "published-on"],
        Sorts = ["claim", "claimed-amount", "period-from", "published-on"],
        DefaultSort = "-published-on",
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<PublishedFigure, bool>>>>
        {
            ["no-metric"] = _ => x => x.MetricKey == null,
        },
    };
}
