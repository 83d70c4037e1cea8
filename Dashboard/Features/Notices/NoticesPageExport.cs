using System.Globalization;
using Concentric.Alerts;
using Concentric.Data;
using Concentric.Exports.Views;
using Concentric.Ledgers;
using Concentric.Notices;
using Concentric.Resources;
using Concentric.Sheets;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Notices;

/// <summary>The caller's own notices, all pages.</summary>
internal sealed class NoticesPageExport(AlertQueries alerts, OfficeClock clock) : PageExport
{
    /// <summary>Notices whose alerts are read together.</summary>
    private const int NoticesAtOnce = 100;

    public override string Key => "notices";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var (total, notices) = await NoticeQueries.StreamAsync(db, request.Caller, cancellationToken);
        return new(L["Notice.Title"], [], [ViewTable.Of(
            L["Notice.Title"],
            [
                new(L["Notice.File.Day"], SheetType.Day, 12), new(L["Notice.File.Time"], SheetType.Text, 8),
                new(L["Notice.File.Kind"], SheetType.Text, 14), new(L["Notice.File.Text"], SheetType.Text, 70),
                new(Texts.Column("number"), SheetType.Identifier, 18), new(L["Notice.State.Unread"], SheetType.Text, 8),
            ],
            total, notices.Chunk(NoticesAtOnce).SelectMany(async ValueTask<IEnumerable<object?[]>> (some, stop) =>
            {
                var named = await alerts.NamedAsync(request.Caller, some, stop);
                return some.Select(notice => RowOf(notice, request.Names, named.GetValueOrDefault(notice.Id, [])));
            }))]);
    }

    private object?[] RowOf(Notice notice, CommunityDirectory.Names names, IReadOnlyList<AlertFiring> named)
    {
        var at = clock.ToOffice(notice.At);
        return
        [
            DateOnly.FromDateTime(at), at.ToString("HH:mm", CultureInfo.InvariantCulture), L[$"Notice.Kind.{notice.Kind}"],
            NoticeLinks.TextOf(notice, names, named), notice.Number, notice.ReadAt is null ? Texts.Get("Yes") : null,
        ];
    }
}
