using Concentric.Imports;
using Concentric.Lists;
using Microsoft.EntityFrameworkCore;

namespace Concentric.CoBuilders;

/// <summary>Contributions from spreadsheets. Project and programme stay as they are: they are chosen on the contribution's page.</summary>
public sealed class ContributionImport : WholeSheet<Contribution>
{
    public override RecordList List => ContributionList.List;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        ImportColumn.RecordId,
        ImportColumn.KeptBy,
        new("co-builder", ImportType.Name, nameof(Contribution.CoBuilderId)) { IsRequired = true, Lookup = ImportLookup.CoBuilders, Width = 24 },
        new("given-on", ImportType.Day, nameof(Contribution.GivenOn)) { IsRequired = true },
        new("purpose", ImportType.Text, nameof(Contribution.Purpose)) { IsRequired = true, Width = 30 },
        new("yuan", ImportType.Money, nameof(Contribution.AmountFen)),
        new("minutes", ImportType.Whole, Contribution.TimeField) { IsOtherInForms = true, IsMinutes = true },
    ];

    internal override NearRule<Contribution> Near { get; } = new(
        given => new() { Id = given.Id, CommunityId = given.CommunityId, Day = given.GivenOn, Text = given.Purpose }, "purpose")
    { Day = "given-on" };

    public override IQueryable<Contribution> With(IQueryable<Contribution> records) => records.Include(contribution => contribution.CoBuilder);

    public override Contribution Add(ImportRow row) => Contribution.Give(Read(row, null), row.Scene.By, row.Check);

    protected override void Correct(Contribution record, ImportRow row)
    {
        row.SameCommunity(record);
        record.Correct(Read(row, record), row.Scene.By, row.Check);
    }

    protected override object ContentOf(Contribution record) => (record.CoBuilderId, record.GivenOn, record.AmountFen, record.Minutes, record.Purpose);

    private static ContributionDetails Read(ImportRow row, Contribution? present) =>
        new(present?.CommunityId ?? row.Community(), CoBuilderOf(row, present), row.RequiredDay("given-on", present?.GivenOn), row.Text("purpose", present?.Purpose))
        {
            AmountFen = row.Fen("yuan", present?.AmountFen) ?? 0,
            Minutes = row.Whole("minutes", present?.Minutes) ?? 0,
            ProjectId = present?.ProjectId,
            ProgrammeId = present?.ProgrammeId,
        };

    private static long CoBuilderOf(ImportRow row, Contribution? present) => row.RequiredId(
        "co-builder", row.IdOrPresent("co-builder", ImportLookup.CoBuilders, present?.CoBuilderId, [present?.CoBuilder?.Name, present?.CoBuilder?.NameEn]));
}
