using System.Globalization;
using Concentric.Dashboard.Features.Figures;
using Concentric.Dashboard.Features.Views;
using Concentric.Data;
using Concentric.Exports.Views;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Programmes;
using Concentric.Resources;
using Concentric.Sheets;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Records;

/// <summary>
/// Exactly the records behind a figure, all of them; under two definitions those between them; for a composed figure its parts.
/// </summary>
internal sealed class RecordsPageExport(MetricCatalogue catalogue, ProgrammeDirectory programmes, OfficeClock clock) : PageExport
{
    public override string Key => "records";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        if (request.Of is null || catalogue.Find(request.Of) is not { } metric) return null;
        var reading = request.Slice(clock.Today);
        var names = await programmes.NamesAsync(cancellationToken);
        // What the page says of an address that can't be read has been said there.
        List<SliceProblem> problems = [];
        var narrowed = RecordsAddress.Programmes(request["programmes"], metric, names, problems);
        var narrowedTo = RecordsAddress.Part(request["part"], metric, request.Names, problems);
        var seenOn = RecordsAddress.SeenOn(request["on"], metric, reading.Period, clock.Today, problems);
        var slice = new MetricSlice(reading.Period, seenOn, reading.CommunityIds, narrowed.Count == 0 ? null : narrowed,
            narrowedTo?.Part);
        var figure = await MetricQueries.ReadAsync(db, metric, slice, cancellationToken);
        List<(string, string)> facts =
        [
            ViewFacts.Period(reading.Period), ViewFacts.Communities(reading.CommunityIds, request.Names),
            (ViewFacts.Word("Manifest.Figure"), FigureFormat.WithUnit(metric, figure.Value)), .. DefinitionOf(metric),
        ];
        if (seenOn < clock.Today) facts.Add(("", L["Overview.Records.SeenOn", seenOn.ToIso()]));
        if (metric.CountedThrough(reading.Period, seenOn) is var day && day < reading.Period.To)
            facts.Add(("", L["Overview.Records.Through", day.ToIso()]));
        if (figure is { Numerator: { } over, Denominator: { } under } && metric.IsRate)
            facts.Add(("",
                L["Overview.Records.Numerator", over.ToString("#,##0.#", CultureInfo.CurrentCulture),
                    under.ToString("#,##0", CultureInfo.CurrentCulture)]));
        if (metric is RateMetric { Reached: { } reached }
            && UnreachedSpan.Of(figure, await MetricQueries.ReadAsync(db, reached, slice, cancellationToken)) is { } span)
            facts.Add(("", SpanWords.Long(span)));
        if (narrowedTo is var (_, partName)) facts.Add((L["Why.Part"], partName));
        if (narrowed.Count > 0) facts.Add((L["Overview.Programmes"], string.Join(" + ", narrowed.Select(key => names[key]))));

        if (request["versus"] is { } rival && CompetingDefinitions.Of(metric.Key).Contains(rival))
        {
            var other = catalogue[rival];
            facts.AddRange([(ViewFacts.Word("Manifest.Figure"),
                FigureFormat.WithUnit(other, (await MetricQueries.ReadAsync(db, other, slice, cancellationToken)).Value)),
                .. DefinitionOf(other)]);
            // As on the page, in one order, whichever of the two is looked at.
            var (one, two) = CompetingDefinitions.InOrder(metric.Key, rival);
            var parts = await MetricQueries.StreamDifferenceAsync(db, catalogue[one], catalogue[two], slice, cancellationToken);
            // The titles on the page are sentences; a sheet's name is short.
            for (var i = 0; i < parts.Count; i++)
                facts.Add((PartName(i), L[$"Overview.Versus.{one}.{two}.{parts[i].One}.{parts[i].Other}"]));
            return new(
                Texts.Name(metric), facts, parts.Count == 0
                    ? [PartsTable([(metric, figure.Value)])]
                    : [.. parts.Select((part, i) => ViewTable.Of(part.Rows, request.Names, request.Culture, PartName(i)))]);
        }

        if (metric.Parts.Count > 0)
        {
            var values = new List<(Metric, double?)>();
            foreach (var part in metric.Parts)
                values.Add((part, (await MetricQueries.ReadAsync(db, part, slice, cancellationToken)).Value));
            return new(Texts.Name(metric), facts, [PartsTable([(metric, figure.Value), .. values])]);
        }

        var (column, isDescending) = RecordsAddress.Sort(request["sort"], metric, problems);
        var rows = await MetricQueries.StreamRowsAsync(db, metric, slice, new LedgerRequest(column, isDescending), cancellationToken);
        return new(Texts.Name(metric), facts,
            [ViewTable.Of(rows, request.Names, request.Culture, marked: metric.IsRate ? L["Overview.Records.Counted"] : null)]);
    }

    private static IEnumerable<(string, string)> DefinitionOf(Metric metric) =>
        [(ViewFacts.Word("Manifest.Definition"),
            L["Overview.Records.Named", Texts.Name(metric), Texts.Formula(metric)]
                + L["Overview.Records.Definition", metric.Key, metric.Version])];

    private static string PartName(int index) => $"{ViewFacts.Word("Header.Difference")} {index + 1}";

    private static ViewTable PartsTable(IReadOnlyList<(Metric Metric, double? Value)> values) => ViewTable.Of(
        ViewFacts.Word("Manifest.Figure"),
        [new(ViewFacts.Word("Header.Metric"), SheetType.Text, 30), new(ViewFacts.Word("Header.Value"), SheetType.Milli, 14),
            new(ViewFacts.Word("Header.Unit"), SheetType.Text, 10), new(ViewFacts.Word("Header.Formula"), SheetType.Text, 60)],
        [.. values.Select(line => new object?[] { Texts.Name(line.Metric), ViewFacts.Cell(line.Metric, line.Value),
            Texts.Unit(line.Metric.Unit), Texts.Formula(line.Metric) })]);
}
