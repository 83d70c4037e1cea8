using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Lists;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Communities;

/// <summary>The list of communities as a file, with all that an import takes back. Their names are no secret.</summary>
public sealed class CommunityExport : ExportedList
{
    public static Ledger<Community> Columns { get; } = new()
    {
        Kind = CommunityCommands.Kind,
        Id = x => x.Id,
        Rows = db => db.Communities,
        TypedColumns =
        [
            new() { Key = "code", Type = LedgerType.Identifier, Value = x => x.Code, Width = 16 },
            new() { Key = "name", Type = LedgerType.Text, Value = x => x.Name, Width = 20 },
            new() { Key = "name-en", Type = LedgerType.Text, Value = x => x.NameEn, Width = 24 },
            .. CommunityLedgers.Households,
            new() { Key = "sort-order", Type = LedgerType.Number, Value = x => x.SortOrder, Width = 10 },
        ],
    };

    public override Ledger Ledger => Columns;

    public override bool NeedsId => false;

    internal override IAsyncEnumerable<LedgerRow> Stream(DashboardDbContext db, CurrentUser caller, ListRequest request,
        CommunityDirectory.Names names, ListMoment moment) =>
        LedgerQuery.Project(db.Communities.AsNoTracking().OrderBy(community => community.SortOrder)
            .ThenBy(community => community.Id), Columns, null).AsAsyncEnumerable();

    internal override Task<long> CountAsync(DashboardDbContext db, CurrentUser caller, ListRequest request, CommunityDirectory.Names names,
        ListMoment moment, CancellationToken cancellationToken) =>
        db.Communities.LongCountAsync(cancellationToken);
}
