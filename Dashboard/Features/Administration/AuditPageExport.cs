using System.Globalization;
using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Components.Tables;
using Concentric.Data;
using Concentric.Exports.Views;
using Concentric.Ledgers;
using Concentric.People;
using Concentric.Rules;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Administration;

/// <summary>The audit trail as it is filtered, all pages.</summary>
internal sealed class AuditPageExport(AuditQueries queries, OfficeClock clock) : PageExport
{
    public override string Key => "audit";

    public override bool IsFor(CurrentUser caller) => caller.Role == Role.Administrator;

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var asked = AuditWords.RequestOf(request["kind"], request["by"], request["record"], TypedText.Day(request["from"]),
            TypedText.Day(request["to"]), 1);
        var (total, lines) = await queries.StreamAsync(db, request.Caller, asked, cancellationToken);
        List<(string, string)> facts = [];
        if (asked.Kind is { } kind) facts.Add((L["Account.Audit.Kind"], AuditWords.KindOf(kind)));
        if (asked.By is { } by) facts.Add((L["Account.Audit.By"], by));
        if (asked.From is { } from) facts.Add((L["Account.Audit.From"], ValueText.Of(from)));
        if (asked.To is { } to) facts.Add((L["Account.Audit.To"], ValueText.Of(to)));
        return new(L["Account.Audit.Title"], facts, [TableOf(request.Names, clock).ToFile(total, lines)]);
    }

    internal static PageTable<AuditEntry> TableOf(CommunityDirectory.Names? names, OfficeClock clock) =>
        new(L["Account.Audit.Title"], columns =>
    [
        columns.Moment("at", L["Account.Audit.At"], clock, line => line.At, hasSeconds: true),
        columns.Text("by", L["Account.Audit.By"], 16, line => line.By),
        columns.Text("kind", L["Account.Audit.Kind"], 14, line => AuditWords.KindOf(line.Kind)),
        columns.Identifier("record", L["Account.Audit.Record"], 10, line =>
            line.RecordId > 0 ? line.RecordId.ToString(CultureInfo.InvariantCulture) : null).InFileOnly(),
        columns.Text("action", L["Account.Audit.Action"], 16, line => AuditWords.ActionOf(line)),
        columns.Text("details", L["Account.Audit.Details"], 70, line => DetailsOf(line, names, clock)).Wide(),
    ]);

    private static string DetailsOf(AuditEntry line, CommunityDirectory.Names? names, OfficeClock clock)
    {
        return string.Join("\n", AuditDiff.Between(line.Before, line.After).Select(field =>
            $"{FieldChanges.NameOf(line.Kind, field.Name)}: {Write(field.Name, field.Before)} → {Write(field.Name, field.After)}"));

        string Write(string field, string? value) => FieldChanges.Write(line.Kind, field, value ?? "", names, clock);
    }
}
