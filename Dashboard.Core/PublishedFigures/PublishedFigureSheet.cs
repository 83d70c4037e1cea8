using Concentric.Data;
using Concentric.Data.Bulk;
using Concentric.Imports;
using Concentric.Kinds;

namespace Concentric.PublishedFigures;

/// <summary>
/// Claims from spreadsheets. Metrics are named by key or by their name in either language; who takes new ones in answers for them.
/// </summary>
public sealed class PublishedFigureSheet(FigureKeys keys) : KindSheet<PublishedFigure>(PublishedFigureRecords.Kind)
{
    internal override async Task PrepareAsync(
        DashboardDbContext db, IReadOnlyList<(ImportRow Row, PublishedFigure? Present)> rows, BulkChangeWriter? adds,
        CancellationToken cancellationToken)
    {
        if (rows.Count > 0) await rows[0].Row.Scene.Memory<FigureNames>().FillAsync(db, cancellationToken);
    }

    public override PublishedFigure Add(ImportRow row)
    {
        var names = row.Scene.Memory<FigureNames>();
        var said = keys.Clean(Read(row, null), null, names, row.Check);
        if (row.Scene.Caller.UserId is { } own && names.Owners.Contains(own)) said[x => x.OwnerId] = own;
        return PublishedFigureRecords.Kind.Make(said, row.Scene.By, row.Check);
    }

    public override bool Change(PublishedFigure record, ImportRow row)
    {
        var names = row.Scene.Memory<FigureNames>();
        var values = Read(row, record);
        // In other words the same.
        if (values[x => x.MetricKey] is string metric && keys.Metric(metric) == record.MetricKey) row.Was("metric", metric);
        if (values[x => x.Mechanism] is string mechanism && names.Programme(mechanism).Found == record.Mechanism)
            row.Was("mechanism", mechanism);
        return PublishedFigureRecords.Kind.Correct(record, keys.Clean(values, record, names, row.Check), row.Scene.By, row.Check);
    }
}
