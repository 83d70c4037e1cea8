using Concentric.Data;
using Concentric.Data.Bulk;
using Concentric.Imports;
using Concentric.Kinds;
using Microsoft.EntityFrameworkCore;

namespace Concentric.CoBuilders;

/// <summary>Co-builders from spreadsheets: no two present ones have the same name, neither in the store nor in the file.</summary>
internal sealed class CoBuilderSheet(RecordKind<CoBuilder> kind) : KindSheet<CoBuilder>(kind)
{
    /// <summary>Reads which units there are, some hundred at the most, once.</summary>
    internal override async Task PrepareAsync(
        DashboardDbContext db,
        IReadOnlyList<(ImportRow Row, CoBuilder? Present)> rows,
        BulkChangeWriter? adds,
        CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return;
        var units = await db.CoBuilders.Where(unit => unit.ArchivedAt == null).Select(unit => new { unit.Id, unit.Name })
            .ToListAsync(cancellationToken);
        foreach (var unit in units) Holders(rows[0].Row).Note(unit.Id, Fold(unit.Name));
    }

    protected override void Accept(CoBuilder record, ImportRow row) =>
        Holders(row).Take(row, Fold(record.Name), record.Id, "name", record.Name);

    private static ImportHolders<string> Holders(ImportRow row) => row.Scene.Memory<ImportHolders<string>>();

    private static string Fold(string name) => name.ToUpperInvariant();
}
