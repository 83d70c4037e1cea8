using Concentric.Imports;
using Concentric.Kinds;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Concentric.Hazards;

/// <summary>
/// Hazards from spreadsheets, with their rectification. Verification takes somebody else, so it does not come with a file. A new major
/// hazard may come rectified without a photo, for that was before it was here; one that is here already is not rectified by a sheet
/// unless its photo is.
/// </summary>
public sealed class HazardImport(IOptionsMonitor<HazardSettings> settings) : KindSheet<Hazard>(
    HazardRecords.Kind,
    new ImportColumn("rectified-on", ImportType.Day, nameof(Hazard.RectifiedOn))
    { Synonyms = ["整改时间", "完成时间", "整改完成日期", "整改完成时间", "Rectified", "Date rectified"] },
    new("rectified-by", ImportType.Text, nameof(Hazard.RectifiedBy)) { Synonyms = ["整改责任人", "整改负责人", "Mended by"] })
{
    public override IQueryable<Hazard> With(IQueryable<Hazard> records) =>
        base.With(records).Include(hazard => hazard.Steps.OrderBy(step => step.Id)).Include(hazard => hazard.Photos).AsSplitQuery();

    public override Hazard Add(ImportRow row)
    {
        var (values, scene) = (Read(row, null), row.Scene);
        var (rectified, who) = (row.Day("rectified-on"), row.Text("rectified-by"));
        row.Check.That(rectified is not null || PlainText.Clean(who) is null, nameof(Hazard.RectifiedOn), null, Rule.Required);
        var hazard = Hazard.Find(values, settings.CurrentValue, scene.Calendar, scene.By, row.Check);
        if (rectified is { } on) row.Step("rectified-on", () => hazard.Rectify(on, who, null, scene.By, isPast: true));
        return hazard;
    }

    public override bool Change(Hazard record, ImportRow row)
    {
        row.SameCommunity(record);
        var (values, by) = (Read(row, record), row.Scene.By);
        var (rectified, who) = (row.Day("rectified-on", record.RectifiedOn), row.Text("rectified-by", record.RectifiedBy));
        row.Check.That(rectified is not null || record.RectifiedOn is null, nameof(Hazard.RectifiedOn), null, Rule.Fixed, record.RectifiedOn
            ?? default);
        var isNamed = PlainText.Clean(who) is not null;
        row.Check.That(!isNamed || (rectified ?? record.RectifiedOn) is not null, nameof(Hazard.RectifiedOn), null, Rule.Required);
        row.Check.ThrowIfAny();
        var isChanged = record.Correct(values, by, new ValidationContext());
        if (rectified is not { } on) return isChanged;
        if (record.RectifiedOn is null)
        {
            row.Step("rectified-on", () => record.Rectify(on, who, null, by));
            return true;
        }

        var isSame = on == record.RectifiedOn && (who is null || PlainText.Clean(who) == record.RectifiedBy);
        return (!isSame && record.CorrectRectification(on, who, HazardRecords.Kind.ReasonOf(values), by)) || isChanged;
    }
}
