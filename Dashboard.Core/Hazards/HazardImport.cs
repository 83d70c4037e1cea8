using Concentric.Data;
using Concentric.Imports;
using Concentric.Lists;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Hazards;

/// <summary>Hazards from spreadsheets, with their rectification. Verification takes somebody else, so it does not come with a file.</summary>
public sealed class HazardImport(HazardSettings settings) : ImportSheet<Hazard>
{
    public override RecordList List => HazardList.List;

    public override string Prefix => NumberPrefixes.Hazard;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        ImportColumn.Number,
        ImportColumn.KeptBy,
        new("title", ImportType.Text, nameof(Hazard.Title)) { IsRequired = true, Width = 36 },
        new("place", ImportType.Text, nameof(Hazard.Place)) { Width = 20 },
        new("hazard-category", ImportType.Text, nameof(Hazard.Category)) { IsRequired = true },
        new("severity", ImportType.Term, nameof(Hazard.Severity)) { TermType = typeof(HazardSeverity) },
        new("fire-lane", ImportType.YesNo, nameof(Hazard.IsFireLane)),
        new("responsible", ImportType.Text, nameof(Hazard.ResponsibleUnit)) { Width = 18 },
        new("found-on", ImportType.Day, nameof(Hazard.FoundOn)) { IsRequired = true },
        new("due-on", ImportType.Day, nameof(Hazard.DueOn)),
        new("description", ImportType.Text, nameof(Hazard.Description)) { Width = 40 },
        new("rectified-on", ImportType.Day, nameof(Hazard.RectifiedOn)),
        new("rectified-by", ImportType.Text, nameof(Hazard.RectifiedBy)),
        ImportColumn.Reason,
    ];

    public override IQueryable<Hazard> With(IQueryable<Hazard> records) => records.Include(hazard => hazard.Steps.OrderBy(step => step.Id)).AsSplitQuery();

    internal override NearRule<Hazard> Near { get; } = new(
        hazard => new() { Id = hazard.Id, CommunityId = hazard.CommunityId, Day = hazard.FoundOn, Text = hazard.Title, Number = hazard.Number }, "title")
    { Day = "found-on" };

    public override Hazard Add(ImportRow row)
    {
        var (community, details) = (row.Community(), Read(row, null));
        var (rectified, who) = (row.Day("rectified-on"), row.Text("rectified-by"));
        row.Check.That(rectified is not null || PlainText.Clean(who) is null, nameof(Hazard.RectifiedOn), null, Rule.Required);
        var hazard = Hazard.Find(community, details, settings, row.Scene.Calendar, row.Scene.By, row.Check);
        if (rectified is { } on) row.Step("rectified-on", () => hazard.Rectify(on, who, null, row.Scene.By));
        return hazard;
    }

    public override bool Change(Hazard record, ImportRow row)
    {
        row.SameCommunity(record);
        var (details, by) = (Read(row, record), row.Scene.By);
        var (rectified, who, reason) = (row.Day("rectified-on", record.RectifiedOn), row.Text("rectified-by", record.RectifiedBy), row.Text("reason"));
        row.Check.That(rectified is not null || record.RectifiedOn is null, nameof(Hazard.RectifiedOn), null, Rule.Fixed, record.RectifiedOn ?? default);
        row.Check.That(rectified is not null || record.RectifiedOn is not null || PlainText.Clean(who) is null, nameof(Hazard.RectifiedOn), null, Rule.Required);
        row.Check.ThrowIfAny();
        var isChanged = record.Correct(details, reason, by, new ValidationContext());
        if (rectified is not { } on) return isChanged;
        if (record.RectifiedOn is null)
        {
            row.Step("rectified-on", () => record.Rectify(on, who, null, by));
            return true;
        }

        var isSame = on == record.RectifiedOn && (who is null || PlainText.Clean(who) == record.RectifiedBy);
        return (!isSame && record.CorrectRectification(on, who, reason, by)) || isChanged;
    }

    private static HazardDetails Read(ImportRow row, Hazard? present) =>
        new(row.Text("title", present?.Title), row.Text("hazard-category", present?.Category), row.RequiredDay("found-on", present?.FoundOn))
        {
            Description = row.Text("description", present?.Description),
            Place = row.Text("place", present?.Place),
            Severity = row.Term<HazardSeverity>("severity", present?.Severity) ?? present?.Severity ?? HazardSeverity.General,
            IsFireLane = row.YesNo("fire-lane", present?.IsFireLane) ?? false,
            ResponsibleUnit = row.Text("responsible", present?.ResponsibleUnit),
            CoBuilderId = present?.CoBuilderId,
            DueOn = row.Day("due-on", present?.DueOn),
        };
}
