using Concentric.Imports;
using Concentric.Kinds;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Projects;

/// <summary>
/// Projects from spreadsheets: a row that gives the days of the stages takes them one after the other, by the rules of whoever
/// enters them. Going back and stopping take a note, and are entered on the project's page.
/// </summary>
internal sealed class ProjectSheet(RecordKind<Project> kind) : KindSheet<Project>(
    kind,
    new ImportColumn("stage-agreed-on", ImportType.Day, "AgreedStageOn")
    { Synonyms = ["议定时间", "方案确定日期", "协商日期", "Agreed on", "Plan date"] },
    new("stage-building-on", ImportType.Day, "BuildingStageOn")
    { Synonyms = ["开工时间", "施工日期", "动工日期", "Started building", "Construction start"] },
    new("done-on", ImportType.Day, nameof(Project.DoneOn))
    { Synonyms = ["完成时间", "完工日期", "竣工日期", "验收日期", "Completed on", "Completion date"] })
{
    private static readonly (string Column, ProjectStage Stage)[] Course =
    [
        ("stage-agreed-on", ProjectStage.Agreed), ("stage-building-on", ProjectStage.Building), ("done-on", ProjectStage.Done),
    ];

    public override IQueryable<Project> With(IQueryable<Project> records) =>
        base.With(records).Include(project => project.Stages.OrderBy(entry => entry.Id));

    public override Project Add(ImportRow row)
    {
        var project = Project.Propose(Read(row, null), row.Scene.By, row.Check);
        Advance(project, row);
        return project;
    }

    public override bool Change(Project record, ImportRow row)
    {
        row.SameCommunity(record);
        var values = Read(row, record);
        var isKept = record.DoneOn is null || row.Day("done-on", record.DoneOn) is not null;
        row.Check.That(isKept, nameof(Project.DoneOn), null, Rule.Fixed, record.DoneOn ?? default);
        var isChanged = record.Correct(values, row.Scene.By, row.Check);
        return Advance(record, row) || isChanged;
    }

    /// <summary>
    /// Takes the stages that the row tells and the project has not reached yet; corrects the days of those that it has.
    /// </summary>
    private static bool Advance(Project project, ImportRow row)
    {
        var (by, isChanged) = (row.Scene.By, false);
        foreach (var (column, stage) in Course)
        {
            var reached = project.Stages.FindLast(entry => entry.Stage == stage);
            if (row.Day(column, project.Stage >= stage ? reached?.ReachedOn : null) is not { } on) continue;
            row.Check.ThrowIfAny();
            if (project.Stage >= stage && reached?.ReachedOn == on) continue;
            if (project.Stage < stage) row.Step(column, () => project.Reach(stage, on, null, by));
            else if (reached is null) row.Check.That(false, row.FieldOf(column), on, Rule.NotReachable, project.Stage, stage);
            else row.Step(column, () => project.CorrectStage(reached.Id, on, reached.Note, by));
            isChanged = true;
        }

        return isChanged;
    }
}
