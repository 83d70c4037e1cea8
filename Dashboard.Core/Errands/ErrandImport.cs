using Concentric.Imports;
using Concentric.Lists;
using Concentric.Rules;

namespace Concentric.Errands;

/// <summary>Errands from spreadsheets. The programme stays as it is: it is chosen on the errand's page.</summary>
public sealed class ErrandImport : ImportSheet<Errand>
{
    public override RecordList List => ErrandList.List;

    public override string? Prefix => null;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("record-id", ImportType.Identifier, nameof(Errand.Id)),
        new("community", ImportType.Community, nameof(Errand.CommunityId)) { IsRequired = true },
        new("served-on", ImportType.Day, nameof(Errand.ServedOn)) { IsRequired = true },
        new("errand-kind", ImportType.Term, nameof(Errand.Kind)) { IsRequired = true, TermType = typeof(ErrandKind) },
        new("persons", ImportType.Whole, nameof(Errand.Persons)) { IsRequired = true },
        new("beneficiary", ImportType.Text, nameof(Errand.Beneficiary)) { IsPersonal = true },
        new("note", ImportType.Text, nameof(Errand.Note)) { Width = 36 },
    ];

    public override IQueryable<Errand> With(IQueryable<Errand> records) => records;

    public override Errand Add(ImportRow row) => Errand.Serve(row.Community(), Read(row, null), row.Scene.By, row.Check);

    public override bool Change(Errand record, ImportRow row)
    {
        var community = row.Community(present: record.CommunityId);
        row.Check.That(community == record.CommunityId || community == 0, nameof(Errand.CommunityId), null, Rule.Fixed, row.Scene.Lookups.Directory.Name(record.CommunityId));
        var before = Present(record);
        record.Correct(Read(row, record), row.Scene.By, row.Check);
        return Present(record) != before;
    }

    private static ErrandDetails Read(ImportRow row, Errand? present) =>
        new(row.Term<ErrandKind>("errand-kind", present?.Kind), row.RequiredDay("served-on", present?.ServedOn), row.IsGiven("persons") ? row.Count("persons") : present is not null && !row.Has("persons") ? present.Persons : null)
        {
            Beneficiary = row.Personal("beneficiary", present?.Beneficiary),
            Note = row.Text("note", present?.Note),
            ProgrammeId = present?.ProgrammeId,
        };

    private static ErrandDetails Present(Errand errand) =>
        new(errand.Kind, errand.ServedOn, errand.Persons) { Beneficiary = errand.Beneficiary, Note = errand.Note, ProgrammeId = errand.ProgrammeId };
}
