using System.Globalization;
using Concentric.Lists;
using Concentric.Time;

namespace Concentric.Exports;

/// <summary>What a workbook shall tell of.</summary>
/// <param name="Kind">How the period was chosen; decides what it is compared with.</param>
/// <param name="CommunityIds">Null for all.</param>
/// <param name="Culture">The workbook's language.</param>
/// <param name="AskedBy">Stands in the manifest.</param>
public sealed record ExportQuestion(Period Period, PeriodKind Kind, IReadOnlyList<int>? CommunityIds, CultureInfo Culture, string AskedBy)
{
    /// <summary>True when whoever gets the workbook may see no more of the street than the communities: it tells of these alone.</summary>
    public bool IsLimited { get; init; }

    /// <summary>The rows of its ledger, for a template that has a <see cref="ExportTemplate.List"/>; null for all.</summary>
    public RowFilters? Filters { get; init; }
}

/// <summary>What was written.</summary>
/// <param name="AsOf">Instant (UTC) up to which every committed change is in the workbook.</param>
/// <param name="Rows">Ledger rows.</param>
/// <param name="ContentHash">SHA-256 of what the workbook says, 64 hexadecimal digits.</param>
public sealed record ExportContent(DateTime AsOf, int Rows, string ContentHash)
{
    /// <summary>The figures for the run to keep, as its template reads them again; null when it keeps none.</summary>
    public string? Figures { get; init; }
}

/// <summary>A sort of workbook. A further one is a class and a line in <see cref="ExportServices"/>.</summary>
public abstract class ExportTemplate
{
    /// <summary>Stable name for URLs and the command line, as in <c>street-summary</c>.</summary>
    public abstract string Key { get; }

    /// <summary>Name for people; the file is named after it.</summary>
    public virtual string Name(CultureInfo culture) => ExportTexts.Get($"Template.{Key}", culture);

    /// <summary>The list by whose filters the workbook's ledger can be narrowed; null when it can't be.</summary>
    public virtual RecordList? List => null;

    /// <summary>Makes the workbook.</summary>
    /// <param name="output">Written once the workbook is complete.</param>
    /// <param name="progress">Told in per cent, on the calling thread; null when nobody asks.</param>
    /// <exception cref="ExportException">It can't be made; the reason is for people.</exception>
    public abstract Task<ExportContent> WriteAsync(ExportQuestion question, Stream output, IProgress<int>? progress,
        CancellationToken cancellationToken);

    /// <summary>Name of the file for people, as in <c>街道汇总 2026-03-09 至 2026-03-15.xlsx</c>.</summary>
    public string FileName(Period period, CultureInfo culture) => ExportTemplates.TitleOf(Name(culture), period, culture) + ".xlsx";
}

/// <summary>The templates there are.</summary>
public sealed class ExportTemplates(IEnumerable<ExportTemplate> templates)
{
    public IReadOnlyList<ExportTemplate> All { get; } = [.. templates];

    /// <summary>The template with a key; null when there is none.</summary>
    public ExportTemplate? Find(string key) => All.FirstOrDefault(template => template.Key == key);

    /// <summary>What a run's workbook is called, in the run's language: the file's name without its ending.</summary>
    public string TitleOf(ExportRun run) => TitleOf(run, ExportTexts.CultureOf(run.Language));

    /// <summary>The same in the language of whoever is told of it.</summary>
    public string TitleOf(ExportRun run, CultureInfo culture) =>
        TitleOf(Find(run.Template)?.Name(culture) ?? run.Template, new Period(run.PeriodFrom, run.PeriodTo), culture);

    internal static string TitleOf(string name, Period period, CultureInfo culture) =>
        ExportTexts.Get("FileName", culture, name, DayText.Of(period.From), DayText.Of(period.To));
}

/// <summary>A workbook can't be made as asked; the message is for people and says how to mend it.</summary>
/// <param name="key">Key of the text in <see cref="ExportTexts"/>, without <c>Failure.</c>.</param>
/// <param name="values">Its values.</param>
public sealed class ExportException(string key, params object[] values) : Exception($"{key}: {string.Join(", ", values)}")
{
    public string Explain(CultureInfo culture) => ExportTexts.Get($"Failure.{key}", culture, values);
}

/// <summary>Days as workbooks write them in text.</summary>
internal static class DayText
{
    public static string Of(DateOnly day) => day.ToIso();
}
