using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Lists;

namespace Concentric.Projects;

/// <summary>The list of projects.</summary>
public static class ProjectList
{
    public static Ledger<Project> Ledger { get; } = new()
    {
        Kind = RecordKinds.NameOf<Project>(),
        Id = x => x.Id,
        Rows = db => db.Projects.Where(x => x.ArchivedAt == null),
        TypedColumns =
        [
            new() { Key = "title", Type = LedgerType.Text, Value = x => x.Title, Width = 36 },
            new() { Key = "community", Type = LedgerType.Community, Value = x => x.CommunityId, Width = 12 },
            new() { Key = "strand", Type = LedgerType.Text, Value = x => x.Strand!.Name, ValueEn = x => x.Strand!.NameEn, Width = 16 },
            new() { Key = "project-stage", Type = LedgerType.Term, Value = x => x.Stage, Width = 10 },
            new() { Key = "started-on", Type = LedgerType.Day, Value = x => x.StartedOn },
            new() { Key = "done-on", Type = LedgerType.Day, Value = x => x.DoneOn },
        ],
    };

    public static RecordList<Project> List { get; } = new()
    {
        Typed = Ledger,
        Readable = (projects, caller) => projects.ReadableBy(caller),
        Shown = ["title", "community", "project-stage", "started-on", "done-on", "strand"],
        Filters = ["community", "project-stage", "strand", "started-on", "done-on"],
        Sorts = ["title", "project-stage", "started-on", "done-on"],
        DefaultSort = "-started-on",
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<Project, bool>>>>
        {
            ["running"] = _ => x => x.Stage != ProjectStage.Done && x.Stage != ProjectStage.Stopped,
            ["completed"] = _ => x => x.Stage == ProjectStage.Done,
            ["stopped"] = _ => x => x.Stage == ProjectStage.Stopped,
        },
    };
}
