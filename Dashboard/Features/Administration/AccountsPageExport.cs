using Concentric.Dashboard.Components.Tables;
using Concentric.Data;
using Concentric.Exports.Views;
using Concentric.Ledgers;
using Concentric.People;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Administration;

/// <summary>Who may sign in, and what they may do.</summary>
internal sealed class AccountsPageExport(AccountQueries queries, OfficeClock clock) : PageExport
{
    public override string Key => "accounts";

    public override bool IsFor(CurrentUser caller) => caller.Role == Role.Administrator;

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var rows = await queries.ListAsync(cancellationToken);
        var view = request[AccountWords.ViewField];
        List<(string, string)> facts = [];
        if (AccountWords.IsQuiet(view))
            facts.Add((L["Account.Accounts.Show"], L["Account.Accounts.Quiet.Text", AccountRow.QuietDays]));
        return new(L["Account.Accounts.Title"], facts, [TableOf(request.Names, clock).ToFile(AccountWords.Of(rows, view, clock))]);
    }

    internal static PageTable<AccountRow> TableOf(CommunityDirectory.Names names, OfficeClock clock) =>
        new(L["Account.Accounts.Title"], columns =>
    [
        columns.Identifier("user-name", L["Account.SignIn.UserName"], 18, row => row.UserName).AsRowHead(),
        columns.Text("display-name", L["Account.Accounts.DisplayName"], 16, row => row.DisplayName),
        columns.Text("mail", L["Account.Accounts.MailAddress"], 26, row => row.MailAddress).InFileOnly(),
        columns.Text("role", L["Account.Accounts.Role"], 16, row => L[$"Account.Role.{row.Role}"]),
        columns.Text("communities", L["Account.Accounts.Communities"], 30, row => AccountWords.CommunitiesOf(row, names)).Wide(),
        columns.Text("state", L["Account.Accounts.State"], 22, row => AccountWords.StateOf(row, clock)),
        columns.Moment("last-signed-in", L["Account.Accounts.LastSignedIn"], clock, row => row.LastSignedInAt),
        columns.OnPage("do", L["Account.Accounts.Actions"]).Classed(_ => "row-actions"),
    ]);
}
