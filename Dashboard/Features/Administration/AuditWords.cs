using System.Globalization;
using Concentric.Dashboard.Features.Figures;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Evaluation;
using Concentric.Hazards;
using Concentric.Instructions;
using Concentric.People;
using Concentric.Petitions;
using Concentric.Projects;
using Concentric.Resources;
using Concentric.Time;

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

    /// <summary>The address of the page that shows what is wanted.</summary>
    public static string HrefOf(AuditRequest wanted) => SliceAddress.Query(
        "/admin/audit", ("kind", wanted.Kind), ("by", wanted.By), ("record", wanted.RecordId?.ToString(CultureInfo.InvariantCulture)),
        ("from", wanted.From is { } first ? first.ToIso() : null), ("to", wanted.To is { } last ? last.ToIso() : null),
        ("page", wanted.Page == 1 ? null : wanted.Page.ToString(CultureInfo.InvariantCulture)));

    public static string KindOf(string kind) => FindKind(kind) ?? kind;

    /// <summary>The record that a line is about, by its kind and number.</summary>
    public static string RecordOf(AuditEntry line) => line.RecordId > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{KindOf(line.Kind)} #{line.RecordId}") : KindOf(line.Kind);

    /// <summary>What a line is about in words; null when nothing says it.</summary>
    internal static string? FindKind(string kind) => UiTexts.Find($"Account.Kind.{kind}") ?? Texts.Find($"Kind.{kind}");

    public static string ActionOf(AuditEntry line) =>
        FindAction(line.Action) ?? line.Action;

    /// <summary>What was done in words, also as a step of a record; null when nothing says it.</summary>
    internal static string? FindAction(string action) => UiTexts.Find($"Account.Action.{action}") ?? Texts.Find($"Term.Change.{action}")
        ?? Steps.Select(terms => Texts.Find($"Term.{terms}.{action}")).FirstOrDefault(told => told is not null);

    /// <summary>Where the names of steps are told; those of one kind come first that fits.</summary>
    private static readonly string[] Steps =
    [
        nameof(PetitionStepKind), nameof(HazardStepKind), nameof(CycleStage), nameof(ProjectStage),
        nameof(InstructionStepKind),
    ];
}
