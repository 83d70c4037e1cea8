using Concentric.Data;
using Concentric.Data.Bulk;
using Concentric.Imports;
using Concentric.Lists;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.CoBuilders;

/// <summary>Co-builders from spreadsheets, for those who keep the street. No two present ones have the same name. What one was merged into stays: it is chosen on its page.</summary>
public sealed class CoBuilderImport : WholeSheet<CoBuilder>
{
    public override RecordList List => CoBuilderList.List;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        ImportColumn.RecordId,
        new("name", ImportType.Text, nameof(CoBuilder.Name)) { IsRequired = true, Width = 28 },
        new("name-en", ImportType.Text, nameof(CoBuilder.NameEn)) { Width = 28 },
        new("co-builder-kind", ImportType.Term, nameof(CoBuilder.Kind)) { IsRequired = true, TermType = typeof(CoBuilderKind) },
        new("joined-on", ImportType.Day, nameof(CoBuilder.JoinedOn)) { IsRequired = true },
        new("left-on", ImportType.Day, nameof(CoBuilder.LeftOn)),
        new("contact", ImportType.Text, nameof(CoBuilder.Contact)),
        new("phone", ImportType.Phone, nameof(CoBuilder.ContactPhone)) { Width = 16 },
    ];

    internal override NearRule<CoBuilder> Near { get; } = new(unit => new() { Id = unit.Id, Text = unit.Name }, "name");

    public override CoBuilder Add(ImportRow row)
    {
        var coBuilder = CoBuilder.Join(Read(row, null), row.Scene.By, row.Check);
        Take(coBuilder, row);
        return coBuilder;
    }

    /// <summary>Reads which units there are, some hundred at the most, once.</summary>
    internal override async Task PrepareAsync(DashboardDbContext db, IReadOnlyList<(ImportRow Row, CoBuilder? Present)> rows, BulkChangeWriter? adds, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return;
        var units = await db.CoBuilders.Where(unit => unit.ArchivedAt == null).Select(unit => new { unit.Id, unit.Name }).ToListAsync(cancellationToken);
        foreach (var unit in units) rows[0].Row.Scene.Memory<ImportHolders<string>>().Note(unit.Id, Fold(unit.Name));
    }

    protected override void Correct(CoBuilder record, ImportRow row)
    {
        record.Correct(Read(row, record), row.Scene.By, row.Check);
        Take(record, row);
    }

    protected override object ContentOf(CoBuilder record) => (record.Name, record.NameEn, record.Kind, record.JoinedOn, record.LeftOn, record.Contact, record.ContactPhone);

    private static string Fold(string name) => name.ToUpperInvariant();

    private static void Take(CoBuilder coBuilder, ImportRow row) => row.Scene.Memory<ImportHolders<string>>().Take(row, Fold(coBuilder.Name), coBuilder.Id, nameof(CoBuilder.Name), coBuilder.Name);

    private static CoBuilderDetails Read(ImportRow row, CoBuilder? present) =>
        new(row.Text("name", present?.Name), row.Term<CoBuilderKind>("co-builder-kind", present?.Kind), row.RequiredDay("joined-on", present?.JoinedOn))
        {
            NameEn = row.Text("name-en", present?.NameEn),
            LeftOn = row.Day("left-on", present?.LeftOn),
            MergedIntoId = present?.MergedIntoId,
            Contact = row.Personal("contact", present?.Contact),
            ContactPhone = row.Personal("phone", present?.ContactPhone),
            ClearsContact = row.IsEmptied("contact"),
            ClearsPhone = row.IsEmptied("phone"),
        };
}
