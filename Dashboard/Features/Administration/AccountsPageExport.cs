using Concentric.Communities;
using Concentric.Dashboard.Components.Tables;
using Concentric.Dashboard.Resources;
using Concentric.Data;
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
        return new(texts["Accounts.Title"], [], [TableOf(request.Names, clock, texts).ToFile(rows)]);
    }

    internal static PageTable<AccountRow> TableOf(CommunityDirectory.Names names, OfficeClock clock, IStringLocalizer<AccountText> texts) => new(texts["Accounts.Title"], columns =>
    [
        columns.Identifier("user-name", texts["SignIn.UserName"], 18, row => row.UserName).AsRowHead(),
        columns.Text("display-name", texts["Accounts.DisplayName"], 16, row => row.DisplayName),
        columns.Text("mail", texts["Accounts.MailAddress"], 26, row => row.MailAddress).InFileOnly(),
        columns.Text("role", texts["Accounts.Role"], 16, row => texts[$"Role.{row.Role}"]),
        columns.Text("communities", texts["Accounts.Communities"], 30, row => AccountWords.CommunitiesOf(row, names, texts)).Wide(),
        columns.Text("state", texts["Accounts.State"], 22, row => AccountWords.StateOf(row, clock, texts)),
        columns.OnPage("do", texts["Accounts.Actions"]).Classed(_ => "row-actions"),
    ]);
}
