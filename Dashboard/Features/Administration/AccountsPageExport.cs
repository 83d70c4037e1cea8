using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Exports.Sheets;
using Concentric.Exports.Views;
using Concentric.People;
using Concentric.Time;
using Microsoft.Extensions.Localization;

namespace Concentric.Dashboard.Features.Administration;

/// <summary>Who may sign in, and what they may do.</summary>
internal sealed class AccountsPageExport(AccountQueries queries, OfficeClock clock, IStringLocalizer<AccountText> texts) : PageExport
{
    public override string Key => "accounts";

    public override bool IsFor(CurrentUser caller) => caller.Role == Role.Administrator;

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var rows = await queries.ListAsync(cancellationToken);
        return new(texts["Accounts.Title"], [], [ViewTable.Of(
            texts["Accounts.Title"],
            [
                new(texts["SignIn.UserName"], SheetType.Identifier, 18), new(texts["Accounts.DisplayName"], SheetType.Text, 16), new(texts["Accounts.MailAddress"], SheetType.Text, 26),
                new(texts["Accounts.Role"], SheetType.Text, 16), new(texts["Accounts.Communities"], SheetType.Text, 30), new(texts["Accounts.State"], SheetType.Text, 22),
            ],
            [.. rows.Select(row => new object?[]
            {
                row.UserName, row.DisplayName, row.MailAddress, texts[$"Role.{row.Role}"].Value, AccountWords.CommunitiesOf(row, request.Names, texts), AccountWords.StateOf(row, clock, texts),
            })])]);
    }
}
