using Concentric.Imports;
using Concentric.Lists;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Projects;

/// <summary>
/// Measured outputs of projects, agreements and neither from spreadsheets. Those of an activity are kept with it: they may stand in
/// the file as they are, and are not changed by it. The programme stays as it is.
/// </summary>
public sealed class OutputImport : WholeSheet<Output>
{
    public override RecordList List => OutputList.List;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        ImportColumn.RecordId,
        new("recorded-on", ImportType.Day, nameof(Output.RecordedOn)) { IsRequired = true },
        ImportColumn.KeptBy,
        new("output-kind", ImportType.Term, nameof(Output.Kind)) { IsRequired = true, TermType = typeof(OutputKind), Width = 16 },
        new("amount", ImportType.Milli, nameof(Output.AmountMilli)) { IsRequired = true, UnitBy = "output-kind" },
        new("project", ImportType.Name, nameof(Output.ProjectId)) { Lookup = Project.References, Width = 30 },
        new("agreement", ImportType.Name, nameof(Output.AgreementId)) { Lookup = Agreement.References, Width = 30 },
    ];

    public override IQueryable<Output> With(IQueryable<Output> records) =>
        records.Include(output => output.Project).Include(output => output.Agreement).ThenInclude(agreement => agreement!.Project);

    public override Output Add(ImportRow row) => Output.Measure(Read(row, null), row.Scene.By, row.Check);

    protected override void Correct(Output record, ImportRow row)
    {
        row.SameCommunity(record);
        var details = Read(row, record);
        var present = new MeasuredOutput(record.CommunityId, record.Kind, record.AmountMilli, record.RecordedOn) { ProjectId = record.ProjectId, AgreementId = record.AgreementId, ProgrammeId = record.ProgrammeId };
        if (details != present) record.Correct(details, row.Scene.By, row.Check);
    }

    protected override object ContentOf(Output record) => (record.Kind, record.AmountMilli, record.RecordedOn, record.ProjectId, record.AgreementId);

    private static MeasuredOutput Read(ImportRow row, Output? present)
    {
        var community = present?.CommunityId ?? row.Community();
        var agreement = row.IdOrPresent("agreement", Agreement.References, present?.AgreementId, [present?.Agreement?.Title], community);
        return new(community, row.Term<OutputKind>("output-kind", present?.Kind), row.Milli("amount", present?.AmountMilli), row.RequiredDay("recorded-on", present?.RecordedOn))
        {
            ProjectId = IsTold(row, present) ? present!.ProjectId : row.IdOrPresent("project", Project.References, present?.ProjectId, [present?.Project?.Title], community),
            AgreementId = agreement,
            ProgrammeId = present?.ProgrammeId,
        };
    }

    /// <summary>Lists tell the project of an agreement beside it; it is not the output's own.</summary>
    private static bool IsTold(ImportRow row, Output? present) =>
        present is { ProjectId: null, Agreement.Project: { } project } && row.Text("project") is { } text && ImportLookups.Fold(text) == ImportLookups.Fold(project.Title);
}
