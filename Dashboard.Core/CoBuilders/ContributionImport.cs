using Concentric.Imports;
using Concentric.Lists;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.CoBuilders;

/// <summary>Contributions from spreadsheets. Project and programme stay as they are: they are chosen on the contribution's page.</summary>
public sealed class ContributionImport : ImportSheet<Contribution>
{
    public override RecordList List => ContributionList.List;

    public override string? Prefix => null;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("record-id", ImportType.Identifier, nameof(Contribution.Id)),
        new("community", ImportType.Community, nameof(Contribution.CommunityId)) { IsRequired = true },
        new("co-builder", ImportType.Name, nameof(Contribution.CoBuilderId)) { IsRequired = true, Lookup = ImportLookup.CoBuilders, Width = 24 },
        new("given-on", ImportType.Day, nameof(Contribution.GivenOn)) { IsRequired = true },
        new("purpose", ImportType.Text, nameof(Contribution.Purpose)) { IsRequired = true, Width = 30 },
        new("yuan", ImportType.Money, nameof(Contribution.AmountFen)),
        new("minutes", ImportType.Whole, Contribution.TimeField) { IsOtherInForms = true },
    ];

    public override IQueryable<Contribution> With(IQueryable<Contribution> records) => records.Include(contribution => contribution.CoBuilder);

    public override Contribution Add(ImportRow row) => Contribution.Give(Read(row, null), row.Scene.By, row.Check);

    public override bool Change(Contribution record, ImportRow row)
    {
        var community = row.Community(present: record.CommunityId);
        row.Check.That(community == record.CommunityId || community == 0, nameof(Contribution.CommunityId), null, Rule.Fixed, row.Scene.Lookups.Directory.Name(record.CommunityId));
        var before = ContentOf(record);
        record.Correct(Read(row, record), row.Scene.By, row.Check);
        return ContentOf(record) != before;
    }

    private static ContributionDetails Read(ImportRow row, Contribution? present) =>
        new(present?.CommunityId ?? row.Community(), CoBuilderOf(row, present), row.RequiredDay("given-on", present?.GivenOn), row.Text("purpose", present?.Purpose))
        {
            AmountFen = row.Fen("yuan", present?.AmountFen) ?? 0,
            Minutes = row.Whole("minutes", present?.Minutes) ?? 0,
            ProjectId = present?.ProjectId,
            ProgrammeId = present?.ProgrammeId,
        };

    /// <summary>What a contribution names already may stay, archived since or not.</summary>
    private static long CoBuilderOf(ImportRow row, Contribution? present)
    {
        if (present?.CoBuilder is { } unit && row.Text("co-builder", unit.Name) is { } name && ImportLookups.Fold(name) == ImportLookups.Fold(unit.Name)) return unit.Id;
        if (row.Id("co-builder", ImportLookup.CoBuilders, present?.CoBuilderId) is { } id) return id;
        row.Check.That(row.IsGiven("co-builder"), nameof(Contribution.CoBuilderId), null, Rule.Required);
        return 0;
    }

    private static (long, DateOnly, long, int, string) ContentOf(Contribution contribution) =>
        (contribution.CoBuilderId, contribution.GivenOn, contribution.AmountFen, contribution.Minutes, contribution.Purpose);
}
