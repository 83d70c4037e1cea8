using System.Globalization;
using ClosedXML.Excel;
using Concentric.Exports.Workbooks;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Resources;
using Concentric.Sheets;

namespace Concentric.Exports.StreetSummary;

/// <summary>What workbooks say of a figure beside its usual range: the words of the screens.</summary>
internal static class VariationWords
{
    /// <summary>"As usual", "worse than usual since 9 November", or why it can't be told.</summary>
    public static string Of(WorkbookWriter book, FigureVariation variation) =>
        variation.Kind == VariationKind.Unknown ? book.Text($"Variation.Gap.{variation.GapName}", ProcessBaseline.LeastPoints,
            variation.Restart?.Cause(book.Culture) ?? variation.JoinedOn?.ToString("yyyy-MM", CultureInfo.InvariantCulture) ?? "")
        : variation is { IsSignal: true, Since: { } since } ? book.Text("Variation.Since", book.Text($"Variation.{variation.Kind}"),
            DayText.Of(since))
        : book.Text($"Variation.{variation.Kind}");

    /// <summary>The same with the usual range, where there is one.</summary>
    public static string WithRange(WorkbookWriter book, Metric metric, JudgedFigure judged) =>
        judged.Written(metric, book.Culture) is { } written
            ? Entered(book, judged.Variation, book.Text("Variation.Usual", Of(book, judged.Variation), written.From,
                $"{written.To} {Texts.Unit(metric.Unit, book.Culture)}"))
            : Of(book, judged.Variation);

    /// <summary>Names the event since which it is judged: somebody entered it, and no reader is to miss that.</summary>
    public static string Entered(WorkbookWriter book, FigureVariation variation, string text) =>
        variation is { Kind: not VariationKind.Unknown, Restart: { } restart } && restart.Entered(book.Culture) is { } entered
            ? book.Text("Variation.Entered", text, DayText.Of(restart.Day), entered) : text;

    /// <summary>Only repeats the words: a colour is for what is out of the ordinary.</summary>
    public static XLColor Colour(FigureVariation variation) => variation.Kind switch
    {
        VariationKind.Better => WorkbookTheme.Good,
        VariationKind.Worse => WorkbookTheme.Bad,
        _ => WorkbookTheme.Muted,
    };
}
