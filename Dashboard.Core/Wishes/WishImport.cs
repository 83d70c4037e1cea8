using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Imports;
using Concentric.Lists;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Wishes;

/// <summary>Wishes from spreadsheets, with who claimed them and when they were fulfilled. Taking a claim or a fulfilment back takes a reason and is entered on the wish's page.</summary>
public sealed class WishImport : WholeSheet<Wish>
{
    public override RecordList List => WishList.List;

    public override string Prefix => NumberPrefixes.Wish;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        ImportColumn.Number,
        ImportColumn.KeptBy,
        new("title", ImportType.Text, nameof(Wish.Title)) { IsRequired = true, Width = 36 },
        new("wisher", ImportType.Text, nameof(Wish.Wisher)),
        new("raised-on", ImportType.Day, nameof(Wish.RaisedOn)) { IsRequired = true },
        new("claimed-on", ImportType.Day, nameof(Wish.ClaimedOn)),
        new("claimed-by", ImportType.Text, nameof(Wish.ClaimedBy)),
        new("co-builder", ImportType.Name, nameof(Wish.CoBuilderId)) { Lookup = CoBuilder.References, Width = 24 },
        new("fulfilled-on", ImportType.Day, nameof(Wish.FulfilledOn)),
        ImportColumn.Reason,
    ];

    public override IQueryable<Wish> With(IQueryable<Wish> records) => records.Include(wish => wish.CoBuilder);

    internal override NearRule<Wish> Near { get; } = new(
        wish => new() { Id = wish.Id, CommunityId = wish.CommunityId, Day = wish.RaisedOn, Text = wish.Title, Number = wish.Number }, "title")
    { Day = "raised-on" };

    public override Wish Add(ImportRow row)
    {
        var said = Read(row, null);
        var wish = Wish.Raise(row.Community(), said.Details, row.Scene.By, row.Check);
        Advance(wish, said, row);
        return wish;
    }

    protected override void Correct(Wish record, ImportRow row)
    {
        row.SameCommunity(record);
        var said = Read(row, record);
        row.Check.That(said.ClaimedOn is not null || record.ClaimedOn is null, nameof(Wish.ClaimedOn), null, Rule.Fixed, record.ClaimedOn ?? default);
        row.Check.That(said.FulfilledOn is not null || record.FulfilledOn is null, nameof(Wish.FulfilledOn), null, Rule.Fixed, record.FulfilledOn ?? default);
        row.Check.ThrowIfAny();
        record.Correct(said.Details, said.Reason, row.Scene.By);
        Advance(record, said, row);
    }

    protected override object ContentOf(Wish record) => (record.Title, record.RaisedOn, record.Wisher, record.ClaimedOn, record.ClaimedBy, record.CoBuilderId, record.FulfilledOn);

    /// <summary>Claims and fulfils what the row says is claimed and fulfilled; corrects what it tells otherwise.</summary>
    private static void Advance(Wish wish, Said said, ImportRow row)
    {
        var by = row.Scene.By;
        if (said.ClaimedOn is { } claimed)
        {
            if (wish.ClaimedOn is null) wish.Claim(claimed, said.Claimant, by, row.Check);
            else if ((claimed, said.Claimant) != (wish.ClaimedOn, new Claimant(wish.ClaimedBy, wish.CoBuilderId))) wish.CorrectClaim(claimed, said.Claimant, said.Reason, by, row.Check);
        }

        if (said.FulfilledOn is not { } fulfilled || fulfilled == wish.FulfilledOn) return;
        if (wish.FulfilledOn is null) wish.Fulfil(fulfilled, by);
        else wish.CorrectFulfilment(fulfilled, said.Reason, by);
    }

    private static Said Read(ImportRow row, Wish? present)
    {
        var details = new WishDetails(row.Text("title", present?.Title), row.RequiredDay("raised-on", present?.RaisedOn)) { Wisher = row.Personal("wisher", present?.Wisher) };
        var person = PlainText.Clean(row.Personal("claimed-by", present?.ClaimedBy));
        var unit = row.IdOrPresent("co-builder", CoBuilder.References, present?.CoBuilderId, [present?.CoBuilder?.Name, present?.CoBuilder?.NameEn]);
        // Who is told takes the place of whom the file leaves out.
        if (row.IsGiven("co-builder") && !row.Has("claimed-by")) person = null;
        if (row.IsGiven("claimed-by") && !row.Has("co-builder")) unit = null;
        var said = new Said(details, row.Day("claimed-on", present?.ClaimedOn), new(person, unit), row.Day("fulfilled-on", present?.FulfilledOn), row.Text("reason"));
        row.Check.That(said.ClaimedOn is not null || (person is null && unit is null && said.FulfilledOn is null), nameof(Wish.ClaimedOn), null, Rule.Required);
        return said;
    }

    private sealed record Said(WishDetails Details, DateOnly? ClaimedOn, Claimant Claimant, DateOnly? FulfilledOn, string? Reason);
}
