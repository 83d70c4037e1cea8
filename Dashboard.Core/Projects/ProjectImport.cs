using Concentric.Data;
using Concentric.Imports;
using Concentric.Lists;
using Concentric.Programmes;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Projects;

/// <summary>
/// Projects from spreadsheets: a row that gives the days of the stages takes them one after the other, by the rules of whoever
/// enters them. Going back and stopping take a note, and are entered on the project's page.
/// </summary>
public sealed class ProjectImport : WholeSheet<Project>
{
    private static readonly (string Column, ProjectStage Stage)[] Course = [("stage-agreed-on", ProjectStage.Agreed), ("stage-building-on", ProjectStage.Building), ("done-on", ProjectStage.Done)];

    public override RecordList List => ProjectList.List;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        ImportColumn.RecordId,
        new("title", ImportType.Text, nameof(Project.Title)) { IsRequired = true, Width = 36 },
        ImportColumn.KeptBy,
        new("strand", ImportType.Name, nameof(Project.StrandId)) { IsRequired = true, Lookup = Programme.Strands, Width = 18 },
        new("started-on", ImportType.Day, nameof(Project.StartedOn)) { IsRequired = true },
        new("stage-agreed-on", ImportType.Day, "AgreedStageOn"),
        new("stage-building-on", ImportType.Day, "BuildingStageOn"),
        new("done-on", ImportType.Day, nameof(Project.DoneOn)),
    ];

    public override IQueryable<Project> With(IQueryable<Project> records) => records.Include(project => project.Stages.OrderBy(entry => entry.Id));

    internal override NearRule<Project> Near { get; } = new(project => new() { Id = project.Id, CommunityId = project.CommunityId, Text = project.Title }, "title");

    public override Project Add(ImportRow row)
    {
        var project = Project.Propose(row.Community(), Read(row, null), row.Scene.By, row.Check);
        Advance(project, row);
        return project;
    }

    protected override void Correct(Project record, ImportRow row)
    {
        row.SameCommunity(record);
        row.Check.That(record.DoneOn is null || row.Day("done-on", record.DoneOn) is not null, nameof(Project.DoneOn), null, Rule.Fixed, record.DoneOn ?? default);
        record.Correct(Read(row, record), row.Scene.By, row.Check);
        Advance(record, row);
    }

    protected override object ContentOf(Project record) => (record.Title, record.StrandId, record.Stage, string.Join(',', record.Stages.Select(entry => $"{entry.Stage}{entry.ReachedOn.DayNumber}")));

    /// <summary>Takes the stages that the row tells and the project has not reached yet; corrects the days of those that it has.</summary>
    private static void Advance(Project project, ImportRow row)
    {
        foreach (var (column, stage) in Course)
        {
            var known = project.Stages.FindLast(entry => entry.Stage == stage)?.ReachedOn;
            if (row.Day(column, project.Stage >= stage ? known : null) is not { } on) continue;
            row.Check.ThrowIfAny();
            if (project.Stage < stage) row.Step(column, () => project.Reach(stage, on, null, row.Scene.By));
            else if (project.Stages.FindLast(entry => entry.Stage == stage) is not { } reached) row.Check.That(false, row.FieldOf(column), on, Rule.NotReachable, project.Stage, stage);
            else if (reached.ReachedOn != on) row.Step(column, () => project.CorrectStage(reached.Id, on, reached.Note, row.Scene.By));
        }
    }

    private static ProjectDetails Read(ImportRow row, Project? present) => new(
        row.Text("title", present?.Title), (int)row.RequiredId("strand", row.Id("strand", Programme.Strands, present?.StrandId)), row.RequiredDay("started-on", present?.StartedOn));
}
