using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Lists;

namespace Concentric.CoBuilders;

/// <summary>The list of co-builders; everybody reads all of it.</summary>
public static class CoBuilderList
{
    public static Ledger<CoBuilder> Ledger { get; } = new()
    {
        Kind = RecordKinds.NameOf<CoBuilder>(),
        Id = x => x.Id,
        Rows = db => db.CoBuilders.Where(x => x.ArchivedAt == null),
        TypedColumns =
        [
            new() { Key = "name", Type = LedgerType.Text, Value = x => x.Name, Width = 28 },
            new() { Key = "name-en", Type = LedgerType.Text, Value = x => x.NameEn, Width = 28 },
            new() { Key = "co-builder-kind", Type = LedgerType.Term, Value = x => x.Kind, Width = 14 },
            new() { Key = "joined-on", Type = LedgerType.Day, Value = x => x.JoinedOn },
            new() { Key = "left-on", Type = LedgerType.Day, Value = x => x.LeftOn },
            new() { Key = "contact", Type = LedgerType.Text, Value = x => x.Contact, Width = 10 },
            new() { Key = "phone", Type = LedgerType.Identifier, Value = x => x.ContactPhone, Width = 14 },
        ],
    };

    public static RecordList<CoBuilder> List { get; } = new()
    {
        Typed = Ledger,
        Readable = (units, _) => units,
        Shown = ["name", "co-builder-kind", "contact", "phone", "joined-on", "left-on", "name-en"],
        ShownEn = ["name-en", "co-builder-kind", "contact", "phone", "joined-on", "left-on", "name"],
        Filters = ["co-builder-kind", "joined-on"],
        Sorts = ["name", "co-builder-kind", "joined-on", "left-on"],
        DefaultSort = "name",
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<CoBuilder, bool>>>>
        {
            ["present"] = _ => x => x.LeftOn == null,
            ["left"] = _ => x => x.LeftOn != null,
        },
    };
}
