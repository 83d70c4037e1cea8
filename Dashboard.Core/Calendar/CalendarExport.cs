using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Lists;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Calendar;

/// <summary>The exceptions of the working calendar as a file, all years. Everybody may read it.</summary>
public sealed class CalendarExport : ExportedList
{
    public static Ledger<CalendarDay> Columns { get; } = new()
    {
        Kind = CalendarCommands.Kind,
        // Days are told by themselves.
        Id = x => 0,
        Rows = db => db.CalendarDays,
        TypedColumns =
        [
            new() { Key = "day", Type = LedgerType.Day, Value = x => x.Day },
            new() { Key = "working-day", Type = LedgerType.YesNo, Value = x => x.IsWorking, Width = 10 },
            new() { Key = "name", Type = LedgerType.Text, Value = x => x.Name, Width = 20 },
            new() { Key = "name-en", Type = LedgerType.Text, Value = x => x.NameEn, Width = 24 },
        ],
    };

    public override Ledger Ledger => Columns;

    public override bool NeedsId => false;

    internal override IAsyncEnumerable<LedgerRow> Stream(DashboardDbContext db, CurrentUser caller, ListRequest request,
        CommunityDirectory.Names names, ListMoment moment) =>
        LedgerQuery.Project(db.CalendarDays.AsNoTracking().OrderBy(day => day.Day), Columns, null).AsAsyncEnumerable();

    internal override Task<long> CountAsync(DashboardDbContext db, CurrentUser caller, ListRequest request, CommunityDirectory.Names names,
        ListMoment moment, CancellationToken cancellationToken) =>
        db.CalendarDays.LongCountAsync(cancellationToken);
}
