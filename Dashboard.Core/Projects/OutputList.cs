using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Lists;

namespace Concentric.Projects;

/// <summary>The list of outputs.</summary>
public static class OutputList
{
    public static RecordList<Output> List { get; } = new()
    {
        Typed = ProjectLedgers.Outputs,
        Readable = (outputs, caller) => outputs.ReadableBy(caller),
        Shown = ["recorded-on", "output-kind", "amount", "community", "activity", "project", "agreement"],
        Filters = ["community", "output-kind", "recorded-on", "amount", "project", "agreement"],
        Sorts = ["recorded-on"],
        DefaultSort = "-recorded-on",
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<Output, bool>>>>
        {
            ["of-activities"] = _ => x => x.ActivityId != null,
            ["of-projects"] = _ => x => x.ActivityId == null && (x.ProjectId != null || x.AgreementId != null),
            ["of-neither"] = _ => x => x.ActivityId == null && x.ProjectId == null && x.AgreementId == null,
        },
    };
}
