using Concentric.Imports;
using Concentric.Lists;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Projects;

/// <summary>Agreements from spreadsheets. What is promised and built under them comes in as outputs.</summary>
public sealed class AgreementImport : WholeSheet<Agreement>
{
    public override RecordList List => AgreementList.List;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        ImportColumn.RecordId,
        new("title", ImportType.Text, nameof(Agreement.Title)) { IsRequired = true, Width = 30 },
        ImportColumn.KeptBy,
        new("parties", ImportType.Text, nameof(Agreement.Parties)) { IsRequired = true, IsMany = true, Width = 40 },
        new("project", ImportType.Name, nameof(Agreement.ProjectId)) { Lookup = Project.References, Width = 30 },
        new("agreed-on", ImportType.Day, nameof(Agreement.AgreedOn)) { IsRequired = true },
        new("due-on", ImportType.Day, nameof(Agreement.DueOn)),
    ];

    internal override NearRule<Agreement> Near { get; } = new(
        made => new() { Id = made.Id, CommunityId = made.CommunityId, Text = made.Title }, "title");

    public override IQueryable<Agreement> With(IQueryable<Agreement> records) => records.Include(agreement => agreement.Project);

    public override Agreement Add(ImportRow row) => Agreement.Make(Read(row, null), row.Scene.By, row.Check);

    protected override void Correct(Agreement record, ImportRow row)
    {
        row.SameCommunity(record);
        record.Correct(Read(row, record), row.Scene.By, row.Check);
    }

    protected override object ContentOf(Agreement record) => (record.Title, record.Parties, record.ProjectId, record.AgreedOn, record.DueOn);

    private static AgreementDetails Read(ImportRow row, Agreement? present)
    {
        var community = present?.CommunityId ?? row.Community();
        return new(community, row.Text("title", present?.Title), row.Text("parties", present?.Parties), row.RequiredDay("agreed-on", present?.AgreedOn))
        {
            DueOn = row.Day("due-on", present?.DueOn),
            ProjectId = row.IdOrPresent("project", Project.References, present?.ProjectId, [present?.Project?.Title], community),
        };
    }
}
