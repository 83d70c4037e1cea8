using Concentric.Imports;
using Concentric.Lists;
using Concentric.Metrics;

namespace Concentric.Errands;

/// <summary>Errands from spreadsheets. The programme stays as it is: it is chosen on the errand's page.</summary>
public sealed class ErrandImport : WholeSheet<Errand>
{
    public override RecordList List => ErrandList.List;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        ImportColumn.RecordId,
        ImportColumn.KeptBy,
        new("served-on", ImportType.Day, nameof(Errand.ServedOn)) { IsRequired = true },
        new("errand-kind", ImportType.Term, nameof(Errand.Kind)) { IsRequired = true, TermType = typeof(ErrandKind) },
        new("persons", ImportType.Whole, nameof(Errand.Persons)) { IsRequired = true, Unit = MetricUnit.PersonTimes },
        new("beneficiary", ImportType.Text, nameof(Errand.Beneficiary)),
        new("note", ImportType.Text, nameof(Errand.Note)) { Width = 36 },
    ];

    internal override bool IsNearPersonal => true;

    internal override NearRule<Errand> Near { get; } = new(
        errand => new() { Id = errand.Id, CommunityId = errand.CommunityId, Day = errand.ServedOn, Text = errand.Beneficiary ?? errand.Note }, "beneficiary", "note")
    { Day = "served-on" };

    public override Errand Add(ImportRow row) => Errand.Serve(row.Community(), Read(row, null), row.Scene.By, row.Check);

    protected override void Correct(Errand record, ImportRow row)
    {
        row.SameCommunity(record);
        record.Correct(Read(row, record), row.Scene.By, row.Check);
    }

    protected override object ContentOf(Errand record) => (record.Kind, record.ServedOn, record.Persons, record.Beneficiary, record.Note);

    private static ErrandDetails Read(ImportRow row, Errand? present) =>
        new(row.Term<ErrandKind>("errand-kind", present?.Kind), row.RequiredDay("served-on", present?.ServedOn), row.RequiredCount("persons", present?.Persons))
        {
            Beneficiary = row.Personal("beneficiary", present?.Beneficiary),
            Note = row.Text("note", present?.Note),
            ProgrammeId = present?.ProgrammeId,
        };
}
