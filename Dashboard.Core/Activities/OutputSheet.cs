using Concentric.Imports;
using Concentric.Kinds;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Activities;

/// <summary>
/// Measured outputs from spreadsheets. Those of an activity may stand in the file as they are. Lists tell the project of an agreement
/// beside it: it is not the output's own.
/// </summary>
internal sealed class OutputSheet(RecordKind<Output> kind) : KindSheet<Output>(kind)
{
    public override IQueryable<Output> With(IQueryable<Output> records) =>
        base.With(records).Include(output => output.Agreement).ThenInclude(agreement => agreement!.Project);

    protected override bool IsTold(ImportRow row, Field<Output> field, Output present) =>
        field.Key == "project" && present is { ProjectId: null, Agreement.Project: { } project }
        && row.Text(field.Key) is { } text && ImportLookups.Fold(text) == ImportLookups.Fold(project.Title);
}
