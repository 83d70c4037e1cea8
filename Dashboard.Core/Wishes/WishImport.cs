using Concentric.Data;
using Concentric.Imports;
using Concentric.Lists;
using Concentric.Rules;

namespace Concentric.Wishes;

/// <summary>Wishes from spreadsheets as they were raised. Who claims and fulfils one is entered on its page.</summary>
public sealed class WishImport : ImportSheet<Wish>
{
    public override RecordList List => WishList.List;

    public override string Prefix => NumberPrefixes.Wish;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("number", ImportType.Identifier, nameof(Wish.Number)) { Width = 17 },
        new("community", ImportType.Community, nameof(Wish.CommunityId)) { IsRequired = true },
        new("title", ImportType.Text, nameof(Wish.Title)) { IsRequired = true, Width = 36 },
        new("wisher", ImportType.Text, nameof(Wish.Wisher)) { IsPersonal = true },
        new("raised-on", ImportType.Day, nameof(Wish.RaisedOn)) { IsRequired = true },
        new("reason", ImportType.Text, "Reason") { Width = 24 },
    ];

    public override IQueryable<Wish> With(IQueryable<Wish> records) => records;

    public override string NumberOf(Wish record) => record.Number;

    public override int YearOf(Wish record) => record.RaisedOn.Year;

    public override void SetNumber(Wish record, string number) => record.Number = number;

    public override Wish Add(ImportRow row) => Wish.Raise(row.Community(), Read(row, null), row.Scene.By, row.Check);

    public override bool Change(Wish record, ImportRow row)
    {
        var (community, details, reason) = (row.Community(present: record.CommunityId), Read(row, record), row.Text("reason"));
        row.Check.That(community == record.CommunityId || community == 0, nameof(Wish.CommunityId), null, Rule.Fixed, row.Scene.Lookups.Directory.Name(record.CommunityId));
        row.Check.ThrowIfAny();
        var before = (record.Title, record.RaisedOn, record.Wisher);
        record.Correct(details, reason, row.Scene.By);
        return before != (record.Title, record.RaisedOn, record.Wisher);
    }

    private static WishDetails Read(ImportRow row, Wish? present) =>
        new(row.Text("title", present?.Title), row.RequiredDay("raised-on", present?.RaisedOn)) { Wisher = row.Personal("wisher", present?.Wisher) };
}
