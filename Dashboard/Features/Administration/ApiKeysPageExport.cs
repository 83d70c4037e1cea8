using Concentric.Communities;
using Concentric.Dashboard.Components.Tables;
using Concentric.Dashboard.Resources;
using Concentric.Data;
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
        return new(texts["Keys.Title"], [], [TableOf(request.Names, clock, texts).ToFile(rows)]);
    }

    internal static PageTable<ApiKeyRow> TableOf(CommunityDirectory.Names names, OfficeClock clock, IStringLocalizer<AccountText> texts) => new(texts["Keys.Title"], columns =>
    [
        columns.Text("name", texts["Keys.Name"], 20, row => row.Name).AsRowHead(),
        columns.Identifier("prefix", texts["Keys.Prefix"], 12, AccountWords.PrefixOf),
        columns.Text("role", texts["Accounts.Role"], 16, row => texts[$"Role.{row.Role}"]),
        columns.Text("communities", texts["Accounts.Communities"], 30, row => AccountWords.CommunitiesOf(row, names, texts)).Wide(),
        columns.Moment("created", texts["Keys.Created"], clock, row => row.CreatedAt),
        columns.Text("by", texts["Audit.By"], 16, row => row.CreatedBy),
        columns.Moment("last-used", texts["Keys.LastUsed"], clock, row => row.LastUsedAt),
        columns.Moment("revoked", texts["Action.Revoked"], clock, row => row.RevokedAt).InFileOnly(),
        columns.OnPage("do", texts["Accounts.Actions"]),
    ]);
}
