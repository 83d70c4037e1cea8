using System.Linq.Expressions;
using Concentric.Kinds;
using Concentric.Programmes;

namespace Concentric.Projects;

/// <summary>Projects as a kind of record. What its stages do is told by <see cref="Project"/>.</summary>
public static class ProjectRecords
{
    public static RecordKind<Project> Kind { get; } = new("/projects", f =>
    [
        f.Text("title", x => x.Title).Required().AsTitle().Sorted().Wide(36)
            .CalledInSheets("项目名称", "项目", "工程名称", "Project", "Project name"),
        f.Community(),
        f.Reference("strand", x => x.StrandId, x => x.Strand!.Name, x => x.Strand!.NameEn, Programme.Strands)
            .Required().Filtered().Wide(16)
            .CalledInSheets("行动", "五项行动", "行动类别", "项目类别", "类别", "Action", "Strand of work"),
        f.Kept("project-stage", FieldDataType.Term, x => x.Stage).Filtered().Sorted().Wide(10),
        f.Day("started-on", x => x.StartedOn).Required().Past().Filtered().Sorted()
            .CalledInSheets("提出时间", "立项日期", "立项时间", "启动日期", "开始日期", "Start date", "Proposed"),
        f.Kept("done-on", FieldDataType.Day, x => x.DoneOn).AsFact().Filtered().Sorted(),
    ])
    {
        New = () => new() { Title = "" },
        CorrectionRules = (said, present, check, _) => present.CheckStart(said.StartedOn, check),
        DefaultSort = "-started-on",
        Shown = ["title", "community", "project-stage", "started-on", "done-on", "strand"],
        Filters = ["community", "project-stage", "strand", "started-on", "done-on"],
        NearBy = ["title"],
        MakeSheet = kind => new ProjectSheet(kind),
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<Project, bool>>>>
        {
            ["running"] = _ => x => x.Stage != ProjectStage.Done && x.Stage != ProjectStage.Stopped,
            ["completed"] = _ => x => x.Stage == ProjectStage.Done,
            ["stopped"] = _ => x => x.Stage == ProjectStage.Stopped,
        },
    };
}
