using Concentric.Dashboard.Components.Tables;
using Concentric.Data;
using Concentric.Exports.Views;
using Concentric.Ledgers;
using Concentric.People;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Administration;

/// <summary>The keys of other systems: whose they are and what they may read; never a key or its hash.</summary>
internal sealed class ApiKeysPageExport(AccountQueries queries, OfficeClock clock) : PageExport
{
    public override string Key => "api-keys";

    public override bool IsFor(CurrentUser caller) => caller.Role == Role.Administrator;

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var rows = await queries.ListKeysAsync(cancellationToken);
        return new(L["Account.Keys.Title"], [], [TableOf(request.Names, clock).ToFile(rows)]);
    }

    internal static PageTable<ApiKeyRow> TableOf(CommunityDirectory.Names names, OfficeClock clock) =>
        new(L["Account.Keys.Title"], columns =>
    [
        columns.Text("name", L["Account.Keys.Name"], 20, row => row.Name).AsRowHead(),
        columns.Identifier("prefix", L["Account.Keys.Prefix"], 12, AccountWords.PrefixOf),
        columns.Text("role", L["Account.Accounts.Role"], 16, row => L[$"Account.Role.{row.Role}"]),
        columns.Text("communities", L["Account.Accounts.Communities"], 30, row => AccountWords.CommunitiesOf(row, names)).Wide(),
        columns.Moment("created", L["Account.Keys.Created"], clock, row => row.CreatedAt),
        columns.Text("by", L["Account.Audit.By"], 16, row => row.CreatedBy),
        columns.Moment("last-used", L["Account.Keys.LastUsed"], clock, row => row.LastUsedAt),
        columns.Moment("revoked", L["Account.Action.Revoked"], clock, row => row.RevokedAt).InFileOnly(),
        columns.OnPage("do", L["Account.Accounts.Actions"]),
    ]);
}
