using System.Globalization;
using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Components.Tables;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Exports.Views;
using Concentric.People;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.Extensions.Localization;

namespace Concentric.Dashboard.Features.Administration;

/// <summary>The audit trail as it is filtered, all pages.</summary>
internal sealed class AuditPageExport(AuditQueries queries, OfficeClock clock, IStringLocalizer<AccountText> texts) : PageExport
{
    public override string Key => "audit";

    public override bool IsFor(CurrentUser caller) => caller.Role == Role.Administrator;

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var asked = AuditWords.RequestOf(request["kind"], request["by"], request["record"], TypedText.Day(request["from"]), TypedText.Day(request["to"]), 1);
        var (total, lines) = await queries.StreamAsync(db, request.Caller, asked, cancellationToken);
        List<(string, string)> facts = [];
        if (asked.Kind is { } kind) facts.Add((texts["Audit.Kind"], AuditWords.KindOf(kind, texts)));
        if (asked.By is { } by) facts.Add((texts["Audit.By"], by));
        if (asked.From is { } from) facts.Add((texts["Audit.From"], ValueText.Of(from)));
        if (asked.To is { } to) facts.Add((texts["Audit.To"], ValueText.Of(to)));
        return new(texts["Audit.Title"], facts, [TableOf(clock, texts).ToFile(total, lines)]);
    }

    internal static PageTable<AuditEntry> TableOf(OfficeClock clock, IStringLocalizer<AccountText> texts) => new(texts["Audit.Title"], columns =>
    [
        columns.Moment("at", texts["Audit.At"], clock, line => line.At, hasSeconds: true),
        columns.Text("by", texts["Audit.By"], 16, line => line.By),
        columns.Text("kind", texts["Audit.Kind"], 14, line => AuditWords.KindOf(line.Kind, texts)),
        columns.Identifier("record", texts["Audit.Record"], 10, line => line.RecordId > 0 ? line.RecordId.ToString(CultureInfo.InvariantCulture) : null).InFileOnly(),
        columns.Text("action", texts["Audit.Action"], 16, line => AuditWords.ActionOf(line, texts)),
        columns.Text("details", texts["Audit.Details"], 70, DetailsOf).Wide(),
    ]);

    private static string DetailsOf(AuditEntry line) =>
        string.Join("\n", AuditDiff.Between(line.Before, line.After).Select(field => $"{FieldChanges.NameOf(line.Kind, field.Name)}: {FieldChanges.Write(field.Before ?? "")} → {FieldChanges.Write(field.After ?? "")}"));
}
