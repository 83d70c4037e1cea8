using System.Globalization;
using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Features.Views;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Exports.Sheets;
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
        return new(texts["Audit.Title"], facts, [ViewTable.Of(
            texts["Audit.Title"],
            [
                new(texts["Audit.Day"], SheetType.Day, 12), new(texts["Audit.Time"], SheetType.Text, 10), new(texts["Audit.By"], SheetType.Text, 16), new(texts["Audit.Kind"], SheetType.Text, 14),
                new(texts["Audit.Record"], SheetType.Identifier, 10), new(texts["Audit.Action"], SheetType.Text, 16), new(texts["Audit.Details"], SheetType.Text, 70),
            ],
            total, lines.Select(line =>
            {
                var at = clock.ToOffice(line.At);
                return new object?[]
                {
                    DateOnly.FromDateTime(at), at.ToString("HH:mm:ss", CultureInfo.InvariantCulture), line.By, AuditWords.KindOf(line.Kind, texts),
                    line.RecordId > 0 ? line.RecordId.ToString(CultureInfo.InvariantCulture) : null, AuditWords.ActionOf(line, texts), DetailsOf(line),
                };
            }))]);
    }

    private static string DetailsOf(AuditEntry line) =>
        string.Join("\n", AuditDiff.Between(line.Before, line.After).Select(field => $"{FieldChanges.NameOf(line.Kind, field.Name)}: {FieldChanges.Write(field.Before ?? "")} → {FieldChanges.Write(field.After ?? "")}"));
}
