using System.Globalization;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.People;
using Concentric.Resources;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Administration;

/// <summary>Reads the audit trail's address and words its lines, for the page and for its file.</summary>
internal static class AuditWords
{
    private const int LastPage = 999_999;

    public static AuditRequest RequestOf(string? kind, string? by, string? record, DateOnly? from, DateOnly? to, int page) => new(
        Given(kind), Given(by), long.TryParse(record, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null, from, to,
        page);

    public static int PageOf(string? text) =>
        int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= LastPage ? number : 1;

    public static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    public static string KindOf(string kind) => UiTexts.Find($"Account.Kind.{kind}") ?? Texts.Find($"Kind.{kind}") ?? kind;

    public static string ActionOf(AuditEntry line) =>
        UiTexts.Find($"Account.Action.{line.Action}") ?? Texts.Find($"Term.Change.{line.Action}") ?? line.Action;
}
