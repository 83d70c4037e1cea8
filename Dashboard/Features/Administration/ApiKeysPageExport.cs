using Concentric.Dashboard.Features.Views;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Exports.Sheets;
using Concentric.Exports.Views;
using Concentric.People;
using Concentric.Time;
using Microsoft.Extensions.Localization;

namespace Concentric.Dashboard.Features.Administration;

/// <summary>The keys of other systems: whose they are and what they may read; never a key or its hash.</summary>
internal sealed class ApiKeysPageExport(AccountQueries queries, OfficeClock clock, IStringLocalizer<AccountText> texts) : PageExport
{
    public override string Key => "api-keys";

    public override bool IsFor(CurrentUser caller) => caller.Role == Role.Administrator;

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var rows = await queries.ListKeysAsync(cancellationToken);
        return new(texts["Keys.Title"], [], [ViewTable.Of(
            texts["Keys.Title"],
            [
                new(texts["Keys.Name"], SheetType.Text, 20), new(texts["Keys.Prefix"], SheetType.Identifier, 12), new(texts["Accounts.Role"], SheetType.Text, 16), new(texts["Accounts.Communities"], SheetType.Text, 30),
                .. ViewFacts.Moment(texts["Keys.Created"]), new(texts["Audit.By"], SheetType.Text, 16), .. ViewFacts.Moment(texts["Keys.LastUsed"]), .. ViewFacts.Moment(texts["Action.Revoked"]),
            ],
            [.. rows.Select(row => (object?[])
            [
                row.Name, AccountWords.PrefixOf(row), texts[$"Role.{row.Role}"].Value, AccountWords.CommunitiesOf(row, request.Names, texts),
                .. clock.Cells(row.CreatedAt), row.CreatedBy, .. clock.Cells(row.LastUsedAt), .. clock.Cells(row.RevokedAt),
            ])])]);
    }
}
