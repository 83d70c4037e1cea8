using System.Globalization;
using Concentric.Dashboard.Features.Views;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Exports.Sheets;
using Concentric.Exports.Views;
using Concentric.Notices;
using Concentric.Resources;
using Concentric.Time;
using Microsoft.Extensions.Localization;

namespace Concentric.Dashboard.Features.Notices;

/// <summary>The caller's own notices, all pages.</summary>
internal sealed class NoticesPageExport(OfficeClock clock, IStringLocalizer<NoticeText> texts) : PageExport
{
    public override string Key => "notices";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var (total, notices) = await NoticeQueries.StreamAsync(db, request.Caller, cancellationToken);
        return new(texts["Title"], [], [ViewTable.Of(
            texts["Title"],
            [
                new(texts["File.Day"], SheetType.Day, 12), new(texts["File.Time"], SheetType.Text, 8), new(texts["File.Kind"], SheetType.Text, 14), new(texts["File.Text"], SheetType.Text, 70),
                new(Texts.Column("number"), SheetType.Identifier, 18), new(texts["State.Unread"], SheetType.Text, 8),
            ],
            total, notices.Select(notice =>
            {
                var at = clock.ToOffice(notice.At);
                return new object?[]
                {
                    DateOnly.FromDateTime(at), at.ToString("HH:mm", CultureInfo.InvariantCulture), texts[$"Kind.{notice.Kind}"].Value, NoticeLinks.TextOf(notice, request.Names, texts),
                    notice.Number, notice.ReadAt is null ? Texts.Get("Yes") : null,
                };
            }))]);
    }
}
